public import Autodiff
internal import Tensors

/// `x ↦ γ ⊙ (x − μ)/√(σ² + ε) + β`: in training with the mean and variance of the batch, frozen with
/// running ones.
///
/// The statistics are those of the whole batch, on any number of threads. The running variance is the
/// unbiased one. Frozen, every row is treated alone.
///
/// Source: Ioffe, Szegedy, *Batch normalization* (2015), algorithms 1 and 2.
/// Checked by: `BatchNormTests`.
public struct BatchNorm: Layer {
  /// The length of a row.
  public let features: Int
  /// The share that the running statistics keep of their old value after a batch.
  ///
  /// Too near 1 and they lag behind the weights; too small and they follow single batches.
  public let momentum: Double
  /// What is added to the variance; it limits the factor by which small deviations are blown up.
  public let epsilon: Double

  /// A layer.
  public init(_ features: Int, momentum: Double = 0.9, epsilon: Double = 1e-5) {
    (self.features, self.momentum, self.epsilon) = (features, momentum, epsilon)
  }

  /// γ, β, and the running mean and variance, each `[features]`.
  public var slots: [ParameterSlot] {
    func slot(_ name: String, _ value: Double, _ role: ParameterSlot.Role) -> ParameterSlot {
      ParameterSlot(name: name, shape: [features], initialization: .constant(value), role: role)
    }
    return [
      slot("weight", 1, .learned), slot("bias", 0, .learned),
      slot("running_mean", 0, .statistic), slot("running_var", 1, .statistic),
    ]
  }

  /// The size and the hyperparameters.
  public var summary: String {
    "batchNorm(\(features), momentum: \(momentum), epsilon: \(epsilon))"
  }

  /// Maps `[N, features]` to `[N, features]`.
  public func callAsFunction<Scalar>(_ x: Variable<Scalar>, in scope: inout Scope<Scalar>)
    -> Variable<Scalar>
  {
    precondition(
      x.rank == 2 && x.shape[1] == features, "cannot normalize \(x.shape) over \(features)")
    let (γ, β) = (scope.next(), scope.next())
    let (runningMean, runningVariance) = (scope.next(), scope.next())
    guard scope.isTraining else {
      let scale = γ / (runningVariance + Scalar(epsilon)).sqrt()
      return x * scale + (β - runningMean * scale)
    }
    let mean = x.mean(along: 0)
    let centred = x - mean
    let variance = centred.squared().mean(along: 0)
    let count = Scalar(x.batchLength)
    let unbiased = count > 1 ? count / (count - 1) : 1
    let kept = Scalar(momentum)
    scope.renew((kept * runningMean + (1 - kept) * mean).detached())
    scope.renew((kept * runningVariance + ((1 - kept) * unbiased) * variance).detached())
    return centred * (γ / (variance + Scalar(epsilon)).sqrt()) + β
  }
}
