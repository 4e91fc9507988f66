internal import Tensors

/// The flat buffers of a training, and the pass over them that ends a step.
///
/// Works in pieces of fixed size, so that sums have one order on any number of threads.
final class Descent {
  let learned: UnsafeMutableBufferPointer<Float>
  let statistics: UnsafeMutableBufferPointer<Float>
  private let state: [UnsafeMutableBufferPointer<Float>]
  private let optimizer: any Optimizer
  private let layout: ParameterLayout
  private let squares: UnsafeMutableBufferPointer<Double>
  /// The pieces of the buffers, for each buffer of gradients.
  private var parts: [UnsafeMutablePointer<Float>: [ParameterPart]] = [:]

  private static let partLength = 1 << 14

  init(_ start: TrainingState, _ optimizer: any Optimizer) {
    layout = start.parameters.layout
    self.optimizer = optimizer
    learned = Self.copy(start.parameters.learned)
    statistics = Self.copy(start.parameters.statistics)
    state = start.optimizer.map(Self.copy)
    squares = .allocate(capacity: layout.learnedCount / Self.partLength + 1)
  }

  deinit {
    learned.deallocate()
    statistics.deallocate()
    squares.deallocate()
    for buffer in state { buffer.deallocate() }
  }

  private static func copy(_ tensor: Tensor<Float>) -> UnsafeMutableBufferPointer<Float> {
    let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: max(tensor.count, 1))
    buffer.initialize(repeating: 0)
    for (index, value) in tensor.scalars.enumerated() { buffer[index] = value }
    return buffer
  }

  /// Copies the buffers into a state.
  func write(to state: inout TrainingState) {
    state.parameters.learned = Tensor(Array(learned.prefix(layout.learnedCount)))
    state.parameters.statistics = Tensor(Array(statistics.prefix(layout.statisticCount)))
    state.optimizer = self.state.map { Tensor(Array($0.prefix(layout.learnedCount))) }
  }

  /// Where the values of every slot are, for a program.
  var pointers: [UnsafePointer<Float>] {
    guard let learned = learned.baseAddress, let statistics = statistics.baseAddress else {
      return []
    }
    return Parameters.pointers(layout, learned: learned, statistics: statistics)
  }

  /// Moves the parameters along the gradients that a step left, shortened to `clipNorm`.
  ///
  /// - Returns: Whether the gradients were finite; if not, nothing was moved.
  func move(
    along gradients: UnsafeMutableBufferPointer<Float>, clipNorm: Double?, rate: Float, step: Int,
    on pool: ThreadPool
  ) -> Bool {
    guard let base = gradients.baseAddress, layout.learnedCount > 0 else { return true }
    let parts = parts(of: base)
    pool.run(parts.count) { index in
      let part = parts[index]
      squares[index] = Self.squaredNorm(part.gradients, count: part.count)
    }
    let norm = squares.prefix(parts.count).reduce(0, +).squareRoot()
    guard norm.isFinite else { return false }
    let scale = clipNorm.map { norm > $0 ? Float($0 / norm) : 1 } ?? 1
    pool.run(parts.count) { index in
      optimizer.update(parts[index], gradientScale: scale, rate: rate, step: step)
    }
    return true
  }

  /// The sum of the squares; in double precision only where it overflows in single, near 1e38.
  private static func squaredNorm(_ x: UnsafePointer<Float>, count: Int) -> Double {
    let sum = Float.dot(x, x, count: count)
    guard !sum.isFinite else { return Double(sum) }
    return (0..<count).reduce(0) { $0 + Double(x[$1]) * Double(x[$1]) }
  }

  private func parts(of gradients: UnsafeMutablePointer<Float>) -> [ParameterPart] {
    if let known = parts[gradients] { return known }
    guard let values = learned.baseAddress else { return [] }
    let made = stride(from: 0, to: layout.learnedCount, by: Self.partLength).map { start in
      ParameterPart(
        values: values + start, state: state.compactMap { $0.baseAddress.map { $0 + start } },
        gradients: gradients + start, count: min(Self.partLength, layout.learnedCount - start))
    }
    parts[gradients] = made
    return made
  }
}
