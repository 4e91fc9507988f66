internal import Tensors

/// The part of a program that works on some rows of the batch, in memory of its own.
final class Shard<Scalar: KernelScalar> {
  /// Where the value of every node is.
  let buffers: UnsafeMutablePointer<UnsafeMutablePointer<Scalar>?>
  private let rows: Range<Int>
  private let rowInputs: [Int]
  private let operations: [any Operation<Scalar>]
  private let isComputed: [Bool]
  /// The operands of all nodes, one list after another, and where each node's begin.
  private let operands: UnsafeMutablePointer<Int>
  private let firstOperand: [Int]
  private let memory: UnsafeMutablePointer<Scalar>
  private let constants: ConstantMemory<Scalar>

  init(
    _ recording: Recording<Scalar>, rows: Range<Int>,
    common: UnsafeMutableBufferPointer<Scalar>, outputs: ProgramOutputs<Scalar>
  ) {
    let nodes = recording.nodes
    self.rows = rows
    constants = recording.constants
    rowInputs = recording.rowInputs
    operations = nodes.map(\.operation)
    isComputed = nodes.map {
      $0.operation.storage == .own || $0.operation.storage == .mayOverwriteOperands
    }
    var starts: [Int] = []
    var all: [Int] = []
    for node in nodes {
      starts.append(all.count)
      all += node.inputs
    }
    firstOperand = starts
    operands = .allocate(capacity: max(all.count, 1))
    operands.initialize(from: all, count: all.count)

    memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(recording.plan.shardSize, 1) * MemoryLayout<Scalar>.stride, alignment: 64
    ).assumingMemoryBound(to: Scalar.self)
    buffers = .allocate(capacity: nodes.count)
    buffers.initialize(repeating: nil, count: nodes.count)
    for id in nodes.indices {
      switch recording.plan.places[id] {
      case .shard(let offset): buffers[id] = memory + offset
      case .common(let offset): buffers[id] = common.baseAddress.map { $0 + offset }
      case .output(let index): buffers[id] = outputs.pointer(index, firstRow: rows.lowerBound)
      case .provided:
        let root = recording.plan.roots[id]
        if let constant = nodes[root].operation as? Constant<Scalar> {
          buffers[id] = recording.constants.pointer(to: constant.tensor, node: root)
        }
      case .none: break
      }
    }
  }

  deinit {
    memory.deallocate()
    buffers.deallocate()
    operands.deallocate()
  }

  /// Has the shard's rows of every input written.
  func fill(
    _ fill: (_ input: Int, _ rows: Range<Int>, _ target: UnsafeMutablePointer<Scalar>) -> Void
  ) {
    for index in rowInputs.indices {
      if let buffer = buffers[rowInputs[index]] { fill(index, rows, buffer) }
    }
  }

  /// Computes a part of a schedule.
  ///
  /// Compiled for each element type, without which a small step spends a tenth of its time on metadata.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func evaluate(_ range: Range<Int>, of schedule: Schedule, seed: UInt64, step: UInt64) {
    let moment = Moment(seed: seed, step: step, firstRow: rows.lowerBound)
    for place in range {
      let id = schedule.order[place]
      guard isComputed[id], let result = buffers[id] else { continue }
      operations[id].evaluate(
        Operands(
          buffers: UnsafePointer(buffers), indices: operands + firstOperand[id], moment: moment),
        into: result)
    }
  }
}
