internal import LieAlgebras
internal import Oracles
public import Tensors

/// The generators of a group from clouds of points on its orbits: fields that are tangent to the clouds
/// everywhere.
///
/// At points of a cloud, its neighbourhood gives the directions normal to the orbit, and a generator `T` is a
/// solution of `ν · T p = 0` for all of them: one null space holds all generators, and its spectrum says how
/// many there are. Clouds whose rows are paired are one cloud in a larger space; the equations of several
/// orbits that are not paired are solved together. Where an orbit is too thinly sampled for tangents, the
/// functions of degree two that are constant on it take their place.
///
/// Problem, idea, assumptions, cost and signs of failure: docs/Orbits.md.
/// Checked by: `TangentMethodTests`.
public struct TangentMethod: Sendable {
  /// Where normals come from.
  public enum Normals: String, Sendable, CaseIterable, Codable {
    /// Tangents where they can be told, else level sets.
    case auto
    /// Quadratic fits of neighbourhoods.
    case tangents
    /// Functions of degree two that are constant on the cloud.
    case levels
  }

  /// The class of fields in which generators are sought: linear, or affine where the centre is unknown.
  public var fields: FieldClass = .linear
  /// Where normals come from.
  public var normals = Normals.auto
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
    /// The generators as they were solved for, before closure polishing, orthonormal in the coordinates
    /// of the equations, `[d, n, B]`.
    public let raw: Tensor<Double>
    /// The mean of the squared equations, `[q, q]`: the data term of closure polishing.
    package let gram: Tensor<Double>
    /// The dimension of the orbits of the joint cloud; that of the space if none is lower.
    public let orbitDimension: Int
    /// The points in a neighbourhood; nil where level sets gave the normals.
    public let neighbours: Int?
    /// The standard deviations of neighbourhoods along their principal directions, decreasing.
    public let localDeviations: [Double]
  }

  /// The generators of clouds.
  public func discover(_ clouds: PointClouds) -> Solution { discover(orbits: [clouds]) }

  /// The generators that several orbits have in common, each a cloud or clouds that are paired.
  ///
  /// - Precondition: There is an orbit, and all have the same coordinates and number of clouds.
  public func discover(orbits: [PointClouds]) -> Solution {
    precondition(!orbits.isEmpty, "there is no orbit")
    let first = orbits[0]
    let (n, points) = (first.dimension, first.clouds.count)
    precondition(
      orbits.allSatisfy { $0.dimension == n && $0.clouds.count == points },
      "the orbits have other coordinates")
    let size = orbits.reduce(0) { $0 + $1.radius * $1.radius } / Double(orbits.count)
    let scale = size.squareRoot()
    let limit = max(Self.leastEvaluated, LocalTangents.evaluationLimit / orbits.count)
    let found = orbits.map { geometry(of: $0.joint / scale, limit: limit) }
    // Where orbits seem to differ in dimension, the most common one is right.
    let counts = Dictionary(grouping: found.compactMap { $0.normals?.codimension }) { $0 }
    let codimension = counts.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key
    let used = found.filter { $0.normals?.codimension == codimension }.compactMap(\.normals)
    let samples = orbits.reduce(0) { $0 + $1.count }
    let typical = found.first { $0.normals?.codimension == codimension } ?? found[0]
    guard codimension != nil, !used.isEmpty else {
      return Solution(
        finding: .none(
          fields: fields, coordinates: first.coordinates, samples: samples,
          remark:
            "the points spread in all directions alike: they lie on no orbit of lower dimension"),
        raw: .zeros([0, n, fields.monomials(dimension: n)]), gram: .zeros([0, 0]),
        orbitDimension: points * n, neighbours: nil, localDeviations: found[0].deviations)
    }
    return solve(
      OrbitNormals.joined(used), typical, coordinates: first.coordinates, clouds: points,
      samples: samples, scale: scale, remarks: remarks(orbits, used: used.count),
      shift: first.components == nil ? first.centre : first.centre.map { _ in 0 })
  }

  /// At least so many points of each of several orbits.
  private static let leastEvaluated = 60

  private func solve(
    _ normals: OrbitNormals, _ geometry: Geometry, coordinates: [String], clouds: Int,
    samples: Int, scale: Double, remarks: [String], shift: [Double]
  ) -> Solution {
    let n = coordinates.count
    let b = fields.monomials(dimension: n)
    let layout = PointLayout(points: clouds, coordinates: coordinates)
    let noisy = NoisyEquations(
      fitted: normals.normals, deviations: normals.spread, at: normals.points, layout: layout,
      fields: fields, tolerance: SpectralMethod.regressionTolerance)
    var rng = Philox(seed: seed)
    let space = NullSpace(of: noisy.equations, using: &rng)
    let candidates = noisy.candidates(space, rule: rule)
    let count = candidates.first?.count ?? 0
    var method = SpectralMethod()
    (method.fields, method.rule, method.certainty) = (fields, rule, certainty)
    (method.nullTrials, method.seed, method.threads) = (nullTrials, seed, threads)
    let solution = SpectralSolution(
      space: space, equations: noisy.equations, count: count, floor: noisy.floor,
      samples: samples, freshResidual: nil,
      nullTrials: method.nullTrials(
        for: space, count: count, jacobians: normals.normals, samples: normals.points,
        layout: layout),
      support: noisy.support(rule: rule, seed: seed, threads: threads), candidates: candidates,
      certainty: certainty, isExact: false)
    let change = CoordinateChange(
      fields: fields, shift: shift, scale: [Double](repeating: scale, count: n))
    let finding = method.finding(
      solution, coordinates: coordinates, outcome: solution.outcome, remarks: remarks,
      change: change
    ).ofClouds
    let names = finding.name.map { [$0.name] + $0.aliases } ?? []
    return Solution(
      finding: finding.noting(
        OrbitRemarks.pairs(names: names, count: finding.count, clouds: clouds, dimension: n)),
      raw: change.original(solution.fields.reshaped([count, n, b])), gram: solution.gram,
      orbitDimension: layout.count - normals.codimension, neighbours: geometry.neighbours,
      localDeviations: geometry.deviations)
  }

  private struct Geometry {
    var normals: OrbitNormals?
    var neighbours: Int?
    var deviations: [Double]
  }

  private func geometry(of joint: Tensor<Double>, limit: Int) -> Geometry {
    var found = Geometry(deviations: [])
    var clarity = 0.0
    if normals != .levels {
      let tangents = LocalTangents(of: joint, limit: limit, seed: seed, threads: threads)
      (found.deviations, clarity) = (tangents.deviations, tangents.clarity)
      if let normals = tangents.normals {
        (found.normals, found.neighbours) = (normals, tangents.neighbours)
      }
    }
    if normals == .levels || normals == .auto && clarity < Self.clearTangents,
      let levels = LevelSets(of: joint, limit: limit, seed: seed).normals
    {
      (found.normals, found.neighbours) = (levels, nil)
    }
    return found
  }

  /// From this on the dimension of tangents is not doubted; below, level sets come first if there are any.
  private static let clearTangents = 2.0

  private func remarks(_ orbits: [PointClouds], used: Int) -> [String] {
    var remarks: [String] = []
    if orbits.contains(where: \.isCentred), fields == .linear {
      remarks.append("the clouds were centred: generators act about the mean of the points")
    }
    if used < orbits.count {
      remarks.append(
        "\(orbits.count - used) of \(orbits.count) orbits were left out: their dimension differs")
    }
    return remarks
  }
}
