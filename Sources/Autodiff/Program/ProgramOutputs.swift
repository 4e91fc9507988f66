internal import Tensors

/// The memory of a program's results: those without rows one after another, so that a list of gradients
/// is one flat buffer; then those with rows.
final class ProgramOutputs<Scalar: KernelScalar> {
  let shapes: [[Int]]
  private let offsets: [Int]
  /// The elements of a row; 0 for results without rows.
  private let rowCounts: [Int]
  private let memory: UnsafeMutableBufferPointer<Scalar>

  init(_ recording: Recording<Scalar>, batchRows: Int) {
    let nodes = recording.outputs.map { recording.nodes[$0] }
    let localRows = recording.rowInputs.first.map { recording.nodes[$0].shape[0] } ?? 0
    shapes = nodes.map { node in
      guard node.placement == .rows else { return node.shape }
      return [node.shape[0] / max(localRows, 1) * batchRows] + node.shape.dropFirst()
    }
    rowCounts = nodes.map { $0.placement == .rows ? $0.count / max(localRows, 1) : 0 }
    var offsets = [Int](repeating: 0, count: nodes.count)
    var end = 0
    for isRows in [false, true] {
      for (k, node) in nodes.enumerated() where (node.placement == .rows) == isRows {
        offsets[k] = end
        end += shapes[k].reduce(1, *)
      }
    }
    self.offsets = offsets
    memory = .allocate(capacity: max(end, 1))
    memory.initialize(repeating: 0)
  }

  deinit { memory.deallocate() }

  func buffer(_ index: Int) -> UnsafeMutableBufferPointer<Scalar> { buffer(index..<index + 1) }

  /// - Precondition: The results are all without rows, or it is a single one.
  func buffer(_ range: Range<Int>) -> UnsafeMutableBufferPointer<Scalar> {
    precondition(
      range.count == 1 || range.allSatisfy { rowCounts[$0] == 0 }, "results with rows lie apart")
    let start = range.isEmpty ? 0 : offsets[range.lowerBound]
    let count = range.reduce(0) { $0 + shapes[$1].reduce(1, *) }
    return UnsafeMutableBufferPointer(rebasing: memory[start..<start + count])
  }

  /// Where a shard that begins with `firstRow` writes a result.
  func pointer(_ index: Int, firstRow: Int) -> UnsafeMutablePointer<Scalar>? {
    memory.baseAddress.map { $0 + offsets[index] + rowCounts[index] * firstRow }
  }
}
