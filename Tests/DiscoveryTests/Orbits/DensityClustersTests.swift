import Discovery
import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct DensityClustersTests {
  /// Points spread around centres, `[N, d]`, and the centre of each.
  static func blobs(
    _ centres: [[Double]], _ counts: [Int], spread: Double, seed: UInt64
  ) -> (points: Tensor<Float>, truth: [Int]) {
    var rng = Philox(seed: seed)
    var (rows, truth): ([[Float]], [Int]) = ([], [])
    for (number, centre) in centres.enumerated() {
      for _ in 0..<counts[number] {
        rows.append(centre.map { Float($0 + spread * rng.normal()) })
        truth.append(number)
      }
    }
    return (Tensor(rows: rows), truth)
  }

  @Test("As many clusters as there are", arguments: 1...4, UInt64(0)..<5)
  func counts(clusters: Int, seed: UInt64) {
    let centres = (0..<clusters).map { k in (0..<5).map { $0 == k ? 12.0 : 0 } }
    let (points, truth) = Self.blobs(
      centres, (0..<clusters).map { 150 + 60 * $0 }, spread: 1, seed: seed)
    let found = DensityClusters()(points)
    #expect(found.count == clusters)
    #expect(adjustedRandIndex(found.labels, truth) > 0.999)
  }

  @Test func aThinBridgeDoesNotJoin() {
    var (points, truth) = Self.blobs([[0, 0], [20, 0]], [400, 400], spread: 1, seed: 7)
    for k in 0..<20 {
      points = points.appending(rowsOf: Tensor(rows: [[Float(k), 0]]))
      truth.append(k < 10 ? 0 : 1)
    }
    let found = DensityClusters()(points)
    #expect(found.count == 2)
    #expect(adjustedRandIndex(found.labels, truth) > 0.97)
  }

  @Test func ringsInsideEachOtherAreTold() {
    var rng = Philox(seed: 3)
    let rows = (0..<1000).map { i -> [Float] in
      let angle = 2 * Double.pi * rng.uniform()
      let radius = i % 2 == 0 ? 1.0 : 2.0
      return [Float(radius * cos(angle)), Float(radius * sin(angle))]
    }
    let found = DensityClusters()(Tensor(rows: rows))
    #expect(found.count == 2)
    #expect(adjustedRandIndex(found.labels, (0..<1000).map { $0 % 2 }) == 1)
  }

  @Test func oneShapeIsOneCluster() {
    var rng = Philox(seed: 5)
    let line = Tensor<Float>(rows: (0..<600).map { _ in [Float(rng.uniform()), 0, 0] })
    #expect(DensityClusters()(line).count == 1)
    let cube: Tensor<Float> = rng.uniforms([800, 3])
    #expect(DensityClusters()(cube).count == 1)
  }

  @Test func fewOrEqualPoints() {
    #expect(DensityClusters()(.zeros([5, 2])).count == 1)
    #expect(DensityClusters()(.zeros([200, 2])).count == 1)
    let two = Tensor<Float>(rows: (0..<200).map { [$0 < 100 ? 0 : 1] })
    #expect(DensityClusters()(two).count == 2)
  }

  @Test func threadsAndOrderDoNotMatter() {
    let (points, _) = Self.blobs([[0, 0, 0], [9, 0, 0]], [300, 200], spread: 1, seed: 2)
    var one = DensityClusters()
    var two = one
    (one.threads, two.threads) = (1, 2)
    #expect(one(points).labels == two(points).labels)
    let reversed = Tensor(stacking: points.unstacked.reversed())
    #expect(adjustedRandIndex(one(reversed).labels.reversed(), one(points).labels) == 1)
  }
}

@Suite struct AdjustedRandIndexTests {
  @Test func closedForms() {
    #expect(adjustedRandIndex([0, 0, 1, 1], [5, 5, 3, 3]) == 1)
    #expect(adjustedRandIndex([0, 0, 0], [1, 1, 1]) == 1)
    // sklearn.metrics.adjusted_rand_score([0, 0, 1, 1], [0, 0, 1, 2]) = 0.5714285714285714
    expectClose(adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2]), 4.0 / 7, rtol: 1e-12)
    // Nothing in common: Σ pairs together 0, chance 4/6 of 2.
    expectClose(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1]), -0.5, rtol: 1e-12)
  }

  @Test func chanceIsZero() {
    var rng = Philox(seed: 1)
    let a = (0..<4000).map { _ in Int(rng.next() % 3) }
    let b = (0..<4000).map { _ in Int(rng.next() % 5) }
    #expect(adjustedRandIndex(a, b).magnitude < 0.005)
  }
}

@Suite struct PrincipalComponentsTests {
  @Test func recoversAnEllipsoid() {
    var rng = Philox(seed: 2)
    let directions = (rng.normals([4, 4]) as Tensor<Double>).qr().q.transposed
    let deviations = [5.0, 2, 1, 0]
    let rows = (0..<3000).map { _ -> Tensor<Double> in
      var point = Tensor([1.0, 2, 3, 4])
      for (k, deviation) in deviations.enumerated() {
        point += deviation * rng.normal() * directions.row(k)
      }
      return point
    }
    let principal = PrincipalComponents(of: Tensor(stacking: rows))
    for (k, deviation) in deviations.enumerated() {
      // Relative error 1/√(2N) of a deviation, five times.
      expectClose(
        principal.variances[k].squareRoot(), deviation, rtol: 5 / 6000.0.squareRoot(), atol: 1e-6)
      if k < 3 { #expect(principal.components.row(k).dot(directions.row(k)).magnitude > 0.99) }
    }
    expectClose(principal.components.matmul(principal.components, transposed: .right), .identity(4))
    let back = principal.project(Tensor(stacking: rows), count: 3)
      .matmul(principal.components.rows(0..<3)).subtracting(principal.mean.map { -$0 })
    expectClose(back, Tensor(stacking: rows), atol: 1e-9)
  }
}
