public import Networks
internal import Oracles
public import Tensors

/// Vector fields, trained so that they leave an oracle's outputs unchanged, have length 1, are mutually
/// orthogonal and, if asked, close into a Lie algebra.
///
/// Problem, idea, assumptions, cost and signs of failure: docs/LatentFlows.md.
///
/// Source: Roman, Forestano, Matchev, Matcheva, Unlu, *Oracle-Preserving Latent Flows* (2023).
public struct LatentFlows: Sendable {
  /// The number of fields N; nil finds it.
  public var generators: Int?
  /// What each field is.
  public var field = FieldFamily.Kind.network(hidden: [128, 128])
  /// How the fields are kept from changing what is preserved.
  public var constraint = FlowConstraint.soft
  /// What of the oracle's outputs is preserved.
  public var preserved = Preserved.logits
  /// The finite step ε of the invariance loss; nil is the limit ε → 0.
  ///
  /// Too large and the fields are those of chords; too small and differences drown in rounding.
  public var epsilon: Double?
  /// Whether fields have length 1 at every point or on average.
  public var normalization = Averaging.points
  /// Whether fields are orthogonal at every point or on average.
  public var orthogonality = Averaging.points
  /// The factors of the losses.
  public var weights = Weights()
  /// The steps of a training.
  ///
  /// Too few and the fields are rough; more cost time.
  public var steps = 3000
  /// The points of a step.
  public var batchSize = 512
  /// The largest learning rate, of a one-cycle schedule.
  public var learningRate = 1e-2
  /// How often the training is repeated from other initial values: the family of symmetries of the paper.
  public var restarts = 1
  /// The seed of every random number.
  public var seed: UInt64 = 0
  /// Threads to use; the result does not depend on it.
  public var threads = Parallel.processors

  /// The factors of the losses beside invariance, whose factor is 1.
  public struct Weights: Sendable, Codable, Equatable {
    /// Of normalization; too small and the fields vanish, too large and they are not invariant.
    public var normalization = 1.0
    /// Of orthogonality; too small and fields coincide, too large and they are not invariant.
    public var orthogonality = 1.0
    /// Of closure; 0 leaves the brackets alone.
    ///
    /// Too large and fields that commute are preferred.
    public var closure = 0.0

    /// The paper's factors, without closure.
    public init() {}
  }

  /// The method with its defaults.
  public init() {}

  /// What goes on in a search.
  public enum Event: Sendable {
    /// A share of a stage is done.
    case progress(stage: String, share: Double)
    /// An epoch of a stage ended.
    case epoch(stage: String, EpochRecord)
  }
}

/// Points at which flows are trained, and others that judge them.
public struct FlowPoints: Sendable {
  /// Each `[N, n]`.
  public let training, validation: Tensor<Double>

  /// Points.
  ///
  /// - Precondition: Both have points, of one dimension.
  public init(training: Tensor<Double>, validation: Tensor<Double>) {
    precondition(
      training.rank == 2 && validation.rank == 2 && training.shape[1] == validation.shape[1]
        && training.shape[0] > 0 && validation.shape[0] > 0,
      "points \(training.shape) are not judged by \(validation.shape)")
    (self.training, self.validation) = (training, validation)
  }

  /// The mean and the standard deviation of the training points, each `[n]`; 1 where there is none.
  var spread: (mean: [Double], deviation: [Double]) {
    let (count, n) = (Double(training.shape[0]), training.shape[1])
    var (mean, square) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    for i in 0..<training.shape[0] { for j in 0..<n { mean[j] += training[i, j] / count } }
    for i in 0..<training.shape[0] {
      for j in 0..<n {
        square[j] += (training[i, j] - mean[j]) * (training[i, j] - mean[j]) / count
      }
    }
    return (mean, square.map { $0 > 0 ? $0.squareRoot() : 1 })
  }
}
