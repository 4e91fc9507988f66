public import Autodiff
public import Tensors

/// An oracle written as a Swift closure over tensors; its Jacobians are exact.
///
/// ```swift
/// let interval = FunctionOracle(["t", "x", "y", "z"]) { p in
///   let squares = p.squared()
///   return squares.sliced(0..<1, along: 1)
///     - squares.sliced(1..<4, along: 1).sum(along: 1, keepingAxis: true)
/// }
/// ```
public struct FunctionOracle: Oracle {
  /// How the coordinates of a sample are grouped into points.
  public let layout: PointLayout
  /// The number of outputs.
  public let outputs: Int
  private let threads: Int
  private let function: @Sendable (Variable<Double>) -> Variable<Double>

  /// An oracle.
  ///
  /// - Parameters:
  ///   - coordinates: The names of a point's coordinates.
  ///   - points: The number of points of a sample, all moved by the same field.
  ///   - threads: Threads to use; the values do not depend on it.
  ///   - function: From samples, `[N, points·n]`, to their values, `[N, outputs]`; it treats every
  ///     sample alone.
  /// - Precondition: The function's values have this shape.
  public init(
    _ coordinates: [String], points: Int = 1, threads: Int = Parallel.processors,
    _ function: @escaping @Sendable (Variable<Double>) -> Variable<Double>
  ) {
    layout = PointLayout(points: points, coordinates: coordinates)
    (self.function, self.threads) = (function, threads)
    let shape = Autodiff.evaluate(function, at: Tensor.zeros([1, layout.count])).shape
    precondition(shape.count == 2 && shape[0] == 1, "values of shape \(shape), not [N, outputs]")
    outputs = shape[1]
  }

  /// The values and Jacobians at `samples`, `[N, points·n]`.
  public func evaluate(at samples: Tensor<Double>) -> OracleValues {
    let (values, jacobians) = jacobian(of: function, at: samples, threads: threads)
    return OracleValues(values: values, jacobians: jacobians)
  }
}
