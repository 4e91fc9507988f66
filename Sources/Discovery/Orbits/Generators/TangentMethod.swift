internal import LieAlgebras
internal import Oracles
public import Tensors

/// The generators of a group from clouds of points on its orbits: fields that are tangent to the clouds
/// everywhere.
///
/// At every point, principal components of its neighbourhood give the directions normal to the orbit, and
/// a generator `T` is a solution of `ν · T p = 0` for all of them: one null space holds all generators,
/// and its spectrum says how many there are. Clouds whose rows are paired are one cloud in a larger space.
///
/// Problem, idea, assumptions, cost and signs of failure: docs/Orbits.md.
/// Checked by: `TangentMethodTests`.
public struct TangentMethod: Sendable {
  /// The class of fields in which generators are sought: linear, or affine where the centre is unknown.
  public var fields: FieldClass = .linear
  /// The rule that counts generators.
  public var rule = CountingRule()
  /// The level at which a count is called certain.
  ///
  /// Nearer to 1 asks for more evidence.
  public var certainty = 0.95
  /// Trials with random normals that the certificate reports.
  public var nullTrials = 100
  /// The seed of every random number.
  public var seed: UInt64 = 0
  /// Threads to use; the result does not depend on it.
  public var threads = Parallel.processors

  /// The method with its defaults.
  public init() {}

  /// What was found in clouds, and on the way to it.
  public struct Solution: Sendable {
    /// The generators, named; none if the cloud fills its space.
    public let finding: Finding
    /// The generators as they were solved for, before closure polishing, orthonormal, `[d, n, B]`.
    public let raw: Tensor<Double>
    /// The dimension of the orbits of the joint cloud; that of the space if none is lower.
    public let orbitDimension: Int
    /// The points in a neighbourhood.
    public let neighbours: Int
    /// The standard deviations of neighbourhoods along their principal directions, decreasing.
    public let localDeviations: [Double]
  }

  /// The generators of clouds.
  public func discover(_ clouds: PointClouds) -> Solution {
    let (n, points) = (clouds.dimension, clouds.clouds.count)
    let scale = clouds.radius
    let joint = clouds.joint / scale
    let tangents = LocalTangents(of: joint, seed: seed, threads: threads)
    let layout = PointLayout(points: points, coordinates: clouds.coordinates)
    guard tangents.dimension < joint.shape[1] else {
      return Solution(
        finding: .none(
          fields: fields, coordinates: clouds.coordinates, samples: clouds.count,
          remark: "the cloud spreads in all directions alike: its points lie on no orbit of lower "
            + "dimension"),
        raw: .zeros([0, n, fields.monomials(dimension: n)]), orbitDimension: tangents.dimension,
        neighbours: tangents.neighbours, localDeviations: tangents.deviations)
    }
    var method = SpectralMethod()
    (method.fields, method.rule, method.certainty) = (fields, rule, certainty)
    (method.nullTrials, method.seed, method.threads) = (nullTrials, seed, threads)
    let noisy = NoisyEquations(
      fitted: tangents.normals, deviations: tangents.spread, at: tangents.means, layout: layout,
      fields: fields, tolerance: SpectralMethod.regressionTolerance)
    var rng = Philox(seed: seed)
    let space = NullSpace(of: noisy.equations, using: &rng)
    let candidates = noisy.candidates(space, rule: rule)
    let count = candidates.first?.count ?? 0
    let solution = SpectralSolution(
      space: space, equations: noisy.equations, count: count, floor: noisy.floor,
      samples: clouds.count, freshResidual: nil,
      nullTrials: method.nullTrials(
        for: space, count: count, jacobians: tangents.normals, samples: tangents.means,
        layout: layout),
      support: noisy.support(rule: rule, seed: seed, threads: threads), candidates: candidates,
      certainty: certainty, isExact: false)
    let change = CoordinateChange(
      fields: fields, shift: clouds.components == nil ? clouds.centre : clouds.centre.map { _ in 0 },
      scale: [Double](repeating: scale, count: n))
    let finding = method.finding(
      solution, coordinates: clouds.coordinates, outcome: solution.outcome,
      remarks: remarks(clouds), change: change)
    let names = finding.name.map { [$0.name] + $0.aliases } ?? []
    return Solution(
      finding: finding.noting(
        OrbitRemarks.pairs(names: names, count: finding.count, clouds: points, dimension: n)),
      raw: change.original(
        solution.fields.reshaped([count, n, fields.monomials(dimension: n)])),
      orbitDimension: tangents.dimension, neighbours: tangents.neighbours,
      localDeviations: tangents.deviations)
  }

  private func remarks(_ clouds: PointClouds) -> [String] {
    guard clouds.isCentred, fields == .linear else { return [] }
    return ["the clouds were centred: generators act about the mean of the points"]
  }
}
