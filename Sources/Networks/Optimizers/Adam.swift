internal import Foundation
internal import Tensors

/// Adam: every parameter moves by its mean gradient over the root of its mean square,
/// `w ← w − η m̂/(√v̂ + ε) − ηλw`; with weight decay λ > 0 it is AdamW.
///
/// Source: Kingma, Ba, *Adam* (2015), algorithm 1; Loshchilov, Hutter, *Decoupled weight decay* (2019).
/// Checked by: `OptimizerTests.matchesReference`.
public struct Adam: Optimizer {
  /// The shares of the old means of g and of g² that are kept in a step.
  ///
  /// Too near 1 and the means lag behind; too small and they follow the noise of single batches.
  public let beta1, beta2: Float
  /// What is added to the root; it limits the moves of parameters whose gradients are nearly zero.
  public let epsilon: Float
  /// The factor λ: parameters shrink by ηλ in a step.
  ///
  /// Too large and the model forgets what it should learn; too small and it may fit noise. Biases shrink,
  /// too; the `penalty` of a layer leaves them alone.
  public let weightDecay: Float

  /// A rule.
  public init(
    beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8, weightDecay: Float = 0
  ) {
    (self.beta1, self.beta2) = (beta1, beta2)
    (self.epsilon, self.weightDecay) = (epsilon, weightDecay)
  }

  /// The name and the hyperparameters.
  public var summary: String {
    "adam(beta1: \(beta1), beta2: \(beta2), epsilon: \(epsilon), weightDecay: \(weightDecay))"
  }
  /// The means of g and of g².
  public var stateCount: Int { 2 }

  /// Moves a part of the parameters.
  public func update(_ part: ParameterPart, gradientScale: Float, rate: Float, step: Int) {
    let correction1 = Float(1 - pow(Double(beta1), Double(step + 1)))
    let correction2 = Float(1 - pow(Double(beta2), Double(step + 1)))
    Float.adamStep(
      part.values, mean: part.state[0], square: part.state[1], gradient: part.gradients,
      count: part.count, gradientScale: gradientScale, rate: rate, beta1: beta1, beta2: beta2,
      correction1: correction1, correction2: correction2, epsilon: epsilon,
      decay: weightDecay)
  }
}
