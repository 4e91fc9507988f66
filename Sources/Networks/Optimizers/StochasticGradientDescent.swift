internal import Tensors

/// Gradient descent with momentum: `u ← μu + g`, `w ← w − ηu`; Nesterov's form moves along `g + μu`.
///
/// Source: Sutskever et al., *On the importance of initialization and momentum in deep learning* (2013).
/// Checked by: `OptimizerTests.matchesReference`.
public struct StochasticGradientDescent: Optimizer {
  /// The factor μ: the share of the last move that is kept.
  ///
  /// Too near 1 and it overshoots; 0 is plain descent.
  public let momentum: Float
  /// Whether to use Nesterov's form.
  public let isNesterov: Bool

  /// A rule.
  public init(momentum: Float = 0.9, isNesterov: Bool = false) {
    (self.momentum, self.isNesterov) = (momentum, isNesterov)
  }

  /// The name and the hyperparameters.
  public var summary: String { "sgd(momentum: \(momentum), nesterov: \(isNesterov))" }
  /// The last move.
  public var stateCount: Int { 1 }

  /// Moves a part of the parameters.
  public func update(_ part: ParameterPart, gradientScale: Float, rate: Float, step: Int) {
    Float.sgdStep(
      part.values, velocity: part.state[0], gradient: part.gradients, count: part.count,
      gradientScale: gradientScale, rate: rate, momentum: momentum, decay: 0, nesterov: isNesterov)
  }
}
