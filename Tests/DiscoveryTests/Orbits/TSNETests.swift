import Discovery
import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct TSNETests {
  static func blobs(_ count: Int) -> (points: Tensor<Float>, truth: [Int]) {
    DensityClustersTests.blobs(
      (0..<4).map { k in (0..<10).map { $0 == k ? 8 : 0 } },
      [Int](repeating: count / 4, count: 4), spread: 1, seed: 11)
  }

  @Test func clustersStayApart() {
    let (points, truth) = Self.blobs(600)
    var tsne = TSNE()
    tsne.iterations = 400
    let picture = tsne(points)
    // Nearest neighbours in the picture are of the same cluster.
    let single = Tensor<Float>(picture.positions.scalars.map { Float($0) }, shape: [600, 2])
    let (indices, _) = NearestNeighbors(single).neighborsOfPoints(count: 1)
    #expect(indices.enumerated().count { truth[$0] == truth[Int($1)] } >= 594)
  }

  /// The gradient of the divergence is what moves the points: by the definition, with exact sums over all
  /// pairs, a picture by the tree is as good as it says.
  @Test func divergenceIsThatOfTheDefinition() {
    let (points, _) = Self.blobs(400)
    var tsne = TSNE()
    (tsne.iterations, tsne.perplexity) = (300, 20)
    let picture = tsne(points)
    let exact = Self.divergence(of: picture.positions, points: points, perplexity: 20)
    // Cells that act as one are wrong by a fraction of a percent.
    expectClose(picture.divergence, exact, rtol: 5e-3)
    tsne.angle = 0
    let slow = tsne(points)
    let slowExact = Self.divergence(of: slow.positions, points: points, perplexity: 20)
    // Single precision over 400 points.
    expectClose(slow.divergence, slowExact, rtol: 1e-4)
    // Different minima of one function, within a few percent.
    expectClose(exact, slowExact, rtol: 0.05)
    let none = Self.divergence(of: .zeros([400, 2]), points: points, perplexity: 20)
    #expect(exact < none / 2)
  }

  @Test(.enabled(if: isFullRun, "SYMMETRON_FULL=1"))
  func fiftyThousandPoints() {
    let (points, truth) = DensityClustersTests.blobs(
      (0..<10).map { k in (0..<60).map { $0 == k ? 10 : 0 } },
      [Int](repeating: 5000, count: 10), spread: 1, seed: 1)
    var tsne = TSNE()
    (tsne.perplexity, tsne.iterations) = (50, 500)
    let picture = tsne(points)
    #expect(picture.positions.isFinite)
    let single = Tensor<Float>(picture.positions.scalars.map { Float($0) }, shape: [50_000, 2])
    let (indices, _) = NearestNeighbors(single).neighborsOfPoints(count: 1)
    #expect(indices.enumerated().count { truth[$0] == truth[Int($1)] } >= 49_500)
  }

  @Test func threadsDoNotMatter() {
    let (points, _) = Self.blobs(300)
    var tsne = TSNE()
    tsne.iterations = 60
    tsne.threads = 1
    let one = tsne(points)
    tsne.threads = 2
    #expect(tsne(points).positions == one.positions)
  }

  @Test func equalPointsAreNoTrouble() {
    var tsne = TSNE()
    (tsne.iterations, tsne.perplexity) = (50, 5)
    let picture = tsne(.zeros([40, 3]))
    #expect(picture.positions.isFinite)
  }

  /// The divergence by the definition: van der Maaten, Hinton (2008), eqs 2, 4 and 5, over the 3·perplexity
  /// nearest neighbours.
  static func divergence(
    of places: Tensor<Double>, points: Tensor<Float>, perplexity: Double
  ) -> Double {
    let count = points.shape[0]
    let near = Int(3 * perplexity)
    var p = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for i in 0..<count {
      let squares = (0..<count).map { j in
        (0..<points.shape[1]).reduce(0.0) { sum, a in
          let difference = Double(points[i, a]) - Double(points[j, a])
          return sum + difference * difference
        }
      }
      let others = (0..<count).filter { $0 != i }.sorted { squares[$0] < squares[$1] }.prefix(near)
      var (low, high) = (1e-10, 1e10)
      var weights: [Double] = []
      for _ in 0..<200 {
        let β = (low * high).squareRoot()
        weights = others.map { exp(-β * (squares[$0] - squares[others[0]])) }
        let sum = weights.reduce(0, +)
        weights = weights.map { $0 / sum }
        let entropy = -weights.reduce(0) { $0 + ($1 > 0 ? $1 * log($1) : 0) }
        if entropy > log(perplexity) { low = β } else { high = β }
      }
      for (j, weight) in zip(others, weights) { p[i][j] = weight }
    }
    var (z, divergence) = (0.0, 0.0)
    func likeness(_ i: Int, _ j: Int) -> Double {
      let (dx, dy) = (places[i, 0] - places[j, 0], places[i, 1] - places[j, 1])
      return 1 / (1 + dx * dx + dy * dy)
    }
    for i in 0..<count { for j in 0..<count where i != j { z += likeness(i, j) } }
    for i in 0..<count {
      for j in 0..<count where i != j {
        let joint = (p[i][j] + p[j][i]) / (2 * Double(count))
        if joint > 0 { divergence += joint * log(joint * z / likeness(i, j)) }
      }
    }
    return divergence
  }
}
