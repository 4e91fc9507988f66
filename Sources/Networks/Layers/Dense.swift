public import Autodiff
internal import Tensors

/// `x ↦ f(x·W + b)`, with `W` `[inputs, outputs]` and `b` `[outputs]`.
public struct Dense: Layer {
  /// The length of a row before and after.
  public let inputs, outputs: Int
  /// The function f.
  public let activation: Activation
  /// The values of `W` before training; those of `b` are zero.
  public let initialization: Initialization
  /// The factor λ of the penalty λ·Σ W² in the loss.
  public let penalty: Double

  /// A layer; without `initialization`, He's for relu and Glorot's for others.
  public init(
    _ inputs: Int, _ outputs: Int, activation: Activation = .linear,
    initialization: Initialization? = nil, penalty: Double = 0
  ) {
    (self.inputs, self.outputs, self.activation) = (inputs, outputs, activation)
    self.penalty = penalty
    self.initialization =
      initialization
      ?? (activation == .relu
        ? .he(inputs: inputs) : .glorot(inputs: inputs, outputs: outputs))
  }

  /// The weight, then the bias.
  public var slots: [ParameterSlot] {
    [
      ParameterSlot(
        name: "weight", shape: [inputs, outputs], initialization: initialization, penalty: penalty),
      ParameterSlot(name: "bias", shape: [outputs], initialization: .constant(0)),
    ]
  }

  /// The sizes and the activation.
  public var summary: String { "dense(\(inputs), \(outputs), \(activation.rawValue))" }

  /// Maps `[…, inputs]` to `[…, outputs]`.
  public func callAsFunction<Scalar>(_ x: Variable<Scalar>, in scope: inout Scope<Scalar>)
    -> Variable<Scalar>
  {
    let (weight, bias) = (scope.next(), scope.next())
    guard let fused = activation.fused else {
      return activation(x.dense(weight: weight, bias: bias))
    }
    return x.dense(weight: weight, bias: bias, activation: fused)
  }
}
