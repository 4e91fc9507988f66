public import Tensors

/// The values of a parameter before training.
public enum Initialization: Sendable, Equatable {
  /// The same everywhere.
  case constant(Double)
  /// Uniform in ±√(6/(inputs + outputs)): keeps the variance of values and gradients through layers that
  /// are nearly linear, such as tanh.
  ///
  /// Source: Glorot, Bengio, *Understanding the difficulty of training deep feedforward neural networks*
  /// (2010), eq. 16.
  case glorot(inputs: Int, outputs: Int)
  /// Normal with standard deviation √(2/inputs): keeps the variance of values through relu.
  ///
  /// Source: He et al., *Delving deep into rectifiers* (2015), eq. 10.
  case he(inputs: Int)

  /// Values of the given shape.
  public func values(
    _ shape: [Int], using rng: inout some RandomNumberGenerator
  ) -> Tensor<Float> {
    switch self {
    case .constant(let value):
      return Tensor(repeating: Float(value), shape: shape)
    case .glorot(let inputs, let outputs):
      let bound = (6 / Double(max(inputs + outputs, 1))).squareRoot()
      let count = shape.reduce(1, *)
      return Tensor((0..<count).map { _ in Float((2 * rng.uniform() - 1) * bound) }, shape: shape)
    case .he(let inputs):
      let normals: Tensor<Double> = rng.normals(shape)
      let deviation = (2 / Double(max(inputs, 1))).squareRoot()
      return Tensor(normals.scalars.map { Float(deviation * $0) }, shape: shape)
    }
  }
}
