public import Autodiff
internal import Tensors

/// A function applied to every element.
public enum Activation: String, Sendable, CaseIterable, Codable {
  /// x, max(x, 0), tanh x, σ(x) = 1/(1 + e⁻ˣ), x·σ(x), ln(1 + eˣ) and sin x.
  case linear, relu, tanh, sigmoid, silu, softplus, sine

  /// The activation that a dense layer can apply in the same pass, if there is one.
  var fused: FusedActivation? {
    switch self {
    case .linear: .linear
    case .relu: .relu
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .silu, .softplus, .sine: nil
    }
  }

  /// The function of every element.
  public func callAsFunction<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
    switch self {
    case .linear: x
    case .relu: x.relu()
    case .tanh: x.tanh()
    case .sigmoid: x.sigmoid()
    case .silu: x.silu()
    case .softplus: x.softplus()
    case .sine: x.sin()
    }
  }
}
