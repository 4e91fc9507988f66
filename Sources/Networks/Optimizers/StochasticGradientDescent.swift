internal import Tensors

/// Gradient descent with momentum: `u ← μu + s`, `w ← w − ηu` with `s = g + λw`; Nesterov's form moves
/// along `s + μu`.
///
/// Source: `torch.optim.SGD` of PyTorch, without dampening: the rate stands outside of u, so a change of
/// it acts at once. The idea of both forms: Sutskever et al., *On the importance of initialization and
/// momentum in deep learning* (2013).
/// Checked by: `OptimizerTests.matchesReference`.
public struct StochasticGradientDescent: Optimizer {
  /// The factor μ: the share of the last move that is kept.
  ///
  /// Too near 1 and it overshoots; 0 is plain descent.
  public let momentum: Float
  /// The factor λ: parameters, biases too, shrink by ηλ in a step without momentum.
  ///
  /// Too large and the model forgets what it should learn; too small and it may fit noise.
  public let weightDecay: Float
  /// Whether to use Nesterov's form.
  public let isNesterov: Bool

  /// A rule.
  public init(momentum: Float = 0.9, weightDecay: Float = 0, isNesterov: Bool = false) {
    (self.momentum, self.weightDecay) = (momentum, weightDecay)
    self.isNesterov = isNesterov
  }

  /// The name and the hyperparameters.
  public var summary: String {
    "sgd(momentum: \(momentum), weightDecay: \(weightDecay), nesterov: \(isNesterov))"
  }
  /// The last move.
  public var stateCount: Int { 1 }

  /// Moves a part of the parameters.
  public func update(_ part: ParameterPart, gradientScale: Float, rate: Float, step: Int) {
    Float.sgdStep(
      part.values, velocity: part.state[0], gradient: part.gradients, count: part.count,
      gradientScale: gradientScale, rate: rate, momentum: momentum, decay: weightDecay,
      nesterov: isNesterov)
  }
}
