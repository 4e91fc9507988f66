import Datasets
import Discovery
import Foundation
import LieAlgebras
import Tensors
import TestSupport
import Testing

@Suite struct TangentMethodTests {
  /// The published clouds, three of SU(2), and what is no orbit; nothing is tuned between them.
  static var cases: [CloudCase] {
    CloudCase.published + [
      CloudCase(
        name: "SU(2)", group: .su2(clouds: 3), count: 1000, noise: 0.01, generators: 3,
        algebra: "su(2)", published: []),
      CloudCase(
        name: "two circles", group: .circles, count: 300, noise: 0.01, generators: 2,
        algebra: "u(1)²", published: []),
    ]
  }

  /// The share of seeds in which the number must be right, by the number of points.
  static func least(_ points: Int) -> Double { points >= 200 ? 0.95 : points >= 100 ? 0.85 : 0 }

  @Test("The number of generators, their names and directions over many seeds", arguments: cases)
  func counts(_ cloud: CloudCase) throws {
    let seeds = trials(usual: 3, full: 100)
    var (right, named): (Int, Int) = (0, 0)
    var (raw, polished): ([Double], [Double]) = ([], [])
    var counts: [Int: Int] = [:]
    for seed in 0..<UInt64(seeds) {
      var method = TangentMethod()
      method.seed = seed
      let solution = method.discover(try cloud.clouds(seed: seed))
      counts[solution.finding.count, default: 0] += 1
      guard solution.finding.count == cloud.generators else { continue }
      right += 1
      let names = solution.finding.name.map { [$0.name] + $0.aliases } ?? []
      if names.contains(cloud.algebra) { named += 1 }
      guard case .so(let n) = cloud.group else { continue }
      let shape = [cloud.generators, n * n]
      raw.append(largestAngle(solution.raw.reshaped(shape), rotations(n)))
      let noise = solution.finding.certificate.gap.map { 1 / $0 } ?? 0
      let found = try? AlgebraIdentifier().identify(solution.raw, noise: noise, gram: solution.gram)
      if let basis = found?.algebra?.basis {
        polished.append(largestAngle(basis.reshaped(shape), rotations(n)))
      }
    }
    if isFullRun {
      print(
        "tangents: \(cloud): right \(right), named \(named) of \(seeds), counts \(counts), "
          + "angle \(median(raw)), polished \(median(polished))")
    }
    #expect(Double(right) >= Self.least(cloud.count) * Double(seeds), "\(counts)")
    if cloud.count >= 100 {
      #expect(Double(named) >= Self.least(cloud.count) * Double(seeds), "named \(named)")
    }
    if case .so(let n) = cloud.group, n >= 3, cloud.noise >= 0.1 {
      #expect(median(raw) <= 2)
      #expect(median(polished) <= 1.2)
    }
  }

  @Test("Points that lie on no orbit have none", arguments: UInt64(0)..<3)
  func noOrbit(seed: UInt64) throws {
    var rng = Philox(seed: seed)
    let normal: Tensor<Double> = rng.normals([600, 3])
    let uniform = (rng.uniforms([400, 2]) as Tensor<Double>).map { 2 * $0 - 1 }
    let wide: Tensor<Double> = rng.normals([800, 4])
    for cloud in [normal, uniform, wide] {
      let solution = TangentMethod().discover(try PointClouds([cloud]))
      #expect(solution.finding.outcome == .noneFound, "\(solution.finding.summary)")
      #expect(solution.orbitDimension == cloud.shape[1])
    }
  }

  @Test func aSurfaceWithoutSymmetryHasNone() throws {
    // r = 1 + 0.3 sin 3θ cos 2φ + 0.2 cos θ: no linear motion keeps it.
    var rng = Philox(seed: 4)
    let rows = (0..<3000).map { _ -> [Double] in
      let p = (0..<3).map { _ in rng.normal() }
      let length = p.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let (θ, φ) = (acos(p[2] / length), atan2(p[1], p[0]))
      let r = 1 + 0.3 * sin(3 * θ) * cos(2 * φ) + 0.2 * cos(θ)
      return p.map { r * $0 / length }
    }
    let solution = TangentMethod().discover(try PointClouds([Tensor(rows: rows)]))
    #expect(solution.finding.count == 0, "\(solution.finding.summary)")
  }

  @Test func ellipsoidsHaveARotationGroup() throws {
    var rng = Philox(seed: 5)
    let scales = [1.0, 1.5, 0.7]
    let rows = (0..<800).map { _ -> [Double] in
      let p = (0..<3).map { _ in rng.normal() }
      let length = p.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return zip(p, scales).map { $0 * $1 / length }
    }
    let solution = TangentMethod().discover(try PointClouds([Tensor(rows: rows)]))
    #expect(solution.finding.count == 3)
    #expect(solution.finding.name.map { ([$0.name] + $0.aliases).contains("so(3)") } == true)
  }

  @Test func anUnknownCentreIsFoundByAffineFields() throws {
    let circle = GroupOrbit(.so(2), count: 300, noise: 0.01).sample(seed: 3)[0]
    let moved = circle.subtracting([-0.3, 0.2])  // the mean is not far enough to be subtracted
    var method = TangentMethod()
    method.fields = .affine
    let clouds = try PointClouds([moved])
    #expect(!clouds.isCentred)
    let finding = method.discover(clouds).finding
    #expect(finding.count == 1)
    #expect(finding.descriptions.first?.words.hasPrefix("rotation in x1–x2 about") == true)
  }

  @Test func farCloudsAreCentredAndReduced() throws {
    // A circle in a tilted plane of five dimensions, far from the origin.
    let circle = GroupOrbit(.so(2), count: 200, noise: 0.02).sample(seed: 6)[0]
    var rng = Philox(seed: 6)
    let plane = (rng.normals([5, 2]) as Tensor<Double>).qr().q.transposed
    let lifted = circle.matmul(plane).subtracting([-9, 4, -2, 1, 0])
    let clouds = try PointClouds([lifted], reduction: 2)
    #expect(clouds.isCentred && clouds.coordinates == ["pc1", "pc2"])
    let finding = TangentMethod().discover(clouds).finding
    #expect(finding.count == 1 && finding.subject == .clouds)
    #expect(finding.remarks.contains { $0.contains("centred") })
  }

  @Test(
    "Level sets stand in for tangents, also where some points are of other orbits",
    arguments: [0, 8])
  func levelSets(strangers: Int) throws {
    // 700 points of the six-dimensional orbits of so(4, ℂ) in eight dimensions: too few for tangents.
    var potential = Superpotential()
    (potential.pointsPerClass, potential.classes) = (700, 1)
    let table = potential.sample(seed: 1)
    let clouds = try (0..<4).map { orbit -> PointClouds in
      let rows = (0..<table.count).filter { table.orbits[$0] == orbit }
      // From the same class, on the other orbit.
      let others = (0..<table.count).filter { table.orbits[$0] == orbit ^ 1 }.prefix(strangers)
      let points = Tensor(stacking: (rows + others).map(table.features.row))
      return try PointClouds([points], centring: .none)
    }
    let solution = TangentMethod().discover(orbits: clouds)
    #expect(solution.neighbours == nil && solution.orbitDimension == 6)
    #expect(solution.finding.count == 12)
    let names = solution.finding.name.map { [$0.name] + $0.aliases } ?? []
    #expect(names.contains("so(4,ℂ)"), "\(names)")
  }

  @Test func threadsDoNotMatter() throws {
    let clouds = try CloudCase.published[3].clouds(seed: 9)
    var method = TangentMethod()
    method.threads = 1
    let one = method.discover(clouds)
    method.threads = 2
    #expect(method.discover(clouds).raw == one.raw)
  }
}

/// The middle of some numbers; NaN of none.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
}
