public import Oracles
internal import Tensors

/// All symmetries of a class of vector fields at once, as the null space of the invariance equations.
///
/// Problem, idea, assumptions, cost and signs of failure: docs/Spectral.md.
public struct SpectralMethod: Sendable {
  /// The class of fields in which symmetries are sought.
  public var fields: FieldClass = .linear
  /// The rule that counts generators.
  public var rule = CountingRule()
  /// The level at which a count is called certain.
  ///
  /// Nearer to 1 asks for more evidence.
  public var certainty = 0.95
  /// For exact oracles: a mean violation of this size counts as rounding.
  ///
  /// Too large takes weakly broken symmetries for exact ones; too small takes rounding for breaking.
  public var tolerance = 1e-10
  /// For exact oracles: equations per unknown.
  ///
  /// Below 1 symmetries are invented.
  public var oversampling = 2.0
  /// Trials with gradients of random direction that the certificate reports; left out above
  /// ``nullTrialLimit`` unknowns, where accidents are beyond reach and trials slow.
  public var nullTrials = 100
  /// The seed of every random number.
  public var seed: UInt64 = 0
  /// Threads to use; the result does not depend on it.
  public var threads = Parallel.processors

  /// The number of unknowns up to which null trials are run.
  static let nullTrialLimit = 128

  /// The method with its defaults.
  public init() {}

  /// The symmetries of an oracle that is exact to rounding.
  ///
  /// Equations are drawn until the fields found also hold at fresh samples: too few equations, or
  /// outputs whose gradients span too little, would otherwise pass for symmetries.
  ///
  /// - Throws: `.undefined` if the oracle is finite almost nowhere.
  public func solve(_ oracle: some Oracle) throws(DiscoveryError) -> SpectralSolution {
    var rng = Philox(seed: seed)
    let q = fields.unknowns(dimension: oracle.layout.dimension)
    let oversampling = q > NullSpace.denseLimit ? min(oversampling, 1.5) : oversampling
    var count = max(
      8, Int((oversampling * Double(q) / Double(max(1, oracle.outputs))).rounded(.up)))
    var previous = -1
    while true {
      let drawn = try GaussianSamples(count, of: oracle, using: &rng)
      let equations = InvarianceEquations(
        jacobians: drawn.values.jacobians, at: drawn.samples, layout: oracle.layout, for: fields,
        dividingBy: nil)
      let space = NullSpace(of: equations, using: &rng)
      let floor = tolerance / Double(q).squareRoot()
      let candidates = rule.candidates(
        values: space.values, floor: floor, isPartial: space.isPartial)
      let found = candidates.first?.count ?? 0

      let fresh = try GaussianSamples(max(16, count / 4), of: oracle, using: &rng)
      let freshEquations = InvarianceEquations(
        jacobians: fresh.values.jacobians, at: fresh.samples, layout: oracle.layout, for: fields,
        dividingBy: nil)
      let residual = freshEquations.residuals(of: space.fields.rows(0..<found)).max() ?? 0
      // Fields that hold only where they were fitted: the equations were too few.
      if residual > 1e3 * rule.membership * floor, found != previous, count < 64 * q {
        (previous, count) = (found, 2 * count)
        continue
      }

      let trials = nullTrials(
        for: space, count: found, jacobians: drawn.values.jacobians, samples: drawn.samples,
        layout: oracle.layout)
      return SpectralSolution(
        space: space, equations: equations, count: found, floor: floor, samples: count,
        freshResidual: residual * Double(q).squareRoot(), nullTrials: trials,
        support: [found: 1], candidates: candidates, certainty: certainty,
        isExact: true, undefinedShare: drawn.undefinedShare)
    }
  }

  /// Null trials against a count of symmetries: how many were run, and how many look as symmetric.
  func nullTrials(
    for space: NullSpace, count: Int, jacobians: Tensor<Double>, samples: Tensor<Double>,
    layout: PointLayout
  ) -> (run: Int, below: Int) {
    let q = fields.unknowns(dimension: layout.dimension)
    guard q <= Self.nullTrialLimit, count > 0, count < q, nullTrials > 0 else { return (0, 0) }
    let trials = NullTrials(trials: nullTrials, seed: seed, threads: threads)
    let below = trials.below(
      ratio: space.values[count - 1] / space.largest, count: count, jacobians: jacobians,
      samples: samples, layout: layout, fields: fields)
    return (nullTrials, below)
  }
}
