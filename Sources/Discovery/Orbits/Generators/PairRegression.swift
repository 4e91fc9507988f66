internal import Foundation
public import Tensors

/// The generators of a group from near pairs of points on its orbits, by the regression of the paper.
///
/// A plane is spanned by two random points, `b₁ = p₁/‖p₁‖` and `b₂` along the rest of `p₂`. Pairs near the
/// plane obey `p′ − p = σ ‖p′ − p‖/‖p‖ T p`, with `σ` the sign of the turn from `p` to `p′` in the plane, and
/// `T bᵢ = 0` for all other directions; least squares gives one `T`. Principal components of the `T` of many
/// planes are the generators, and their standard deviations say how many there are.
///
/// Of several paired clouds, the first chooses planes and pairs, and `T` moves all of them; `T bᵢ = 0` is
/// dropped, since a generator then need not leave anything in place.
///
/// Lengths are in units of the clouds' root mean square radius.
///
/// Source: Krippendorf, Syvaeri, *Detecting symmetries with neural networks* (2021), eqs 10–15. Weight,
/// repeats and the rule that counts are not printed there and ours.
/// Checked by: `PairRegressionTests`.
public struct PairRegression: Sendable {
  /// Points within this distance of the plane count as lying in it.
  ///
  /// Too large and turns in other planes enter; too small and no pairs are left.
  public var delta = 0.5
  /// Points within this distance are a pair.
  ///
  /// Too large and chords are no tangents; too small and radius noise is all there is.
  public var epsilon = 0.3
  /// The weight of `T bᵢ = 0` in units of the root of the number of pairs.
  ///
  /// Too large has no drawback; too small lets motions out of the plane in.
  public var weight = 10.0
  /// How many planes are drawn.
  ///
  /// Too small and generators are missed; too large only takes time.
  public var repeats = 80
  /// The least ratio of successive standard deviations that ends the generators.
  public var leastRatio = 1.5
  /// Standard deviations below this share of the largest are noise, whatever their ratios.
  public var clip = 0.05
  /// The seed of the planes.
  public var seed: UInt64 = 0
  /// Threads to use; the result does not depend on it.
  public var threads = Parallel.processors

  /// The published settings.
  public init() {}

  /// What the regression gives.
  public struct Solution: Sendable {
    /// The standard deviations of the `T` along their principal components, decreasing, `[n²]`.
    public let deviations: [Double]
    /// The number of generators; 0 if no standard deviation stands out.
    public let count: Int
    /// The ratio of the standard deviations on both sides of the count.
    public let ratio: Double
    /// The principal components, orthonormal matrices, `[n², n, n]`; the first `count` are the generators.
    public let components: Tensor<Double>
    /// The planes that had enough pairs.
    public let planes: Int
    /// The near pairs in the cloud, and the mean number of them near a plane.
    public let pairs: (all: Int, perPlane: Double)

    /// The generators, `[count, n, n]`.
    public var generators: Tensor<Double> { components.rows(0..<count) }
  }

  /// The regression on clouds.
  ///
  /// - Throws: `.tooFewPairs` if hardly any plane has enough pairs.
  public func solve(_ clouds: PointClouds) throws(DiscoveryError) -> Solution {
    let n = clouds.dimension
    let scaled = clouds.clouds.map { $0 / clouds.radius }
    let pairs = NearPairs(scaled[0], epsilon: epsilon, threads: threads)
    let found = Parallel.map(repeats, threads: threads) { draw in
      regression(scaled, pairs, draw: draw)
    }
    let kept = found.compactMap { $0 }
    guard kept.count * 2 >= repeats, kept.count > 1 else {
      throw .tooFewPairs(
        epsilon: epsilon, pairs: pairs.count,
        wouldDo: pairs.epsilon(for: Self.pairsPerPoint * clouds.count))
    }
    let matrices = Tensor(stacking: kept.map { $0.matrix.reshaped([n * n]) })
    let principal = PrincipalComponents(of: matrices)
    let deviations = principal.variances.map { $0.squareRoot() }
    let (count, ratio) = counted(deviations)
    return Solution(
      deviations: deviations, count: count, ratio: ratio,
      components: principal.components.reshaped([n * n, n, n]), planes: kept.count,
      pairs: (pairs.count, Double(kept.reduce(0) { $0 + $1.pairs }) / Double(kept.count)))
  }

  /// Pairs per point with which a regression can be expected to work.
  static let pairsPerPoint = 8
  /// The least turn in a plane that has a sign, in units of the squared radius.
  private static let leastTurn = 1e-9
  /// Planes are drawn anew at most so often for each repeat.
  static let attempts = 10

  /// Where the standard deviations fall most.
  private func counted(_ deviations: [Double]) -> (count: Int, ratio: Double) {
    guard let largest = deviations.first, largest > 0 else { return (0, 1) }
    let lifted = deviations.map { max($0, clip * largest) }
    let ratios = zip(lifted, lifted.dropFirst()).map { $0 / $1 }
    guard let place = ratios.indices.max(by: { ratios[$0] < ratios[$1] }),
      ratios[place] >= leastRatio
    else { return (0, 1) }
    return (place + 1, ratios[place])
  }

  /// The regression of one plane; nil if none was found with enough pairs.
  private func regression(
    _ clouds: [Tensor<Double>], _ pairs: NearPairs, draw: Int
  ) -> (matrix: Tensor<Double>, pairs: Int)? {
    let n = clouds[0].shape[1]
    var rng = Philox(seed: seed, stream: 0x706C_616E_0000_0000 + UInt64(draw))
    for _ in 0..<Self.attempts {
      guard let basis = plane(clouds[0], using: &rng) else { continue }
      if let result = regression(clouds, pairs, basis: basis), result.pairs > n { return result }
    }
    return nil
  }

  /// An orthonormal basis, as rows, whose first two vectors span the plane of two random points.
  private func plane(_ cloud: Tensor<Double>, using rng: inout Philox) -> Tensor<Double>? {
    let n = cloud.shape[1]
    let p = cloud.row(Int.random(in: 0..<cloud.shape[0], using: &rng))
    let q = cloud.row(Int.random(in: 0..<cloud.shape[0], using: &rng))
    let b1 = p / p.norm
    let rest = q - b1.dot(q) * b1
    guard rest.norm > 0.1 * q.norm else { return nil }
    var columns = [b1, rest / rest.norm]
    for _ in 2..<max(2, n) { columns.append(rng.normals([n])) }
    let orthonormal = Tensor(stacking: columns).transposed.qr().q.transposed
    // Factors may come with the other sign.
    return Tensor(
      stacking: (0..<n).map {
        orthonormal.row($0).dot(columns[$0]) < 0
          ? -orthonormal.row($0) : orthonormal.row($0)
      })
  }

  private func regression(
    _ clouds: [Tensor<Double>], _ pairs: NearPairs, basis: Tensor<Double>
  ) -> (matrix: Tensor<Double>, pairs: Int)? {
    let n = basis.shape[0]
    let inPlane = clouds[0].matmul(basis, transposed: .right)  // [N, n]
    let isNear = (0..<clouds[0].shape[0]).map { i in
      (2..<max(2, n)).allSatisfy { inPlane[i, $0].magnitude < delta }
    }
    // T has rows t with A t = y for the same A: normal equations AᵀA and AᵀY.
    var normal = Tensor<Double>.zeros([n, n])
    var right = Tensor<Double>.zeros([n, n])
    var used = 0
    for (i, j) in pairs.list where isNear[Int(i)] && isNear[Int(j)] {
      let (i, j) = (Int(i), Int(j))
      let turn = inPlane[i, 0] * inPlane[j, 1] - inPlane[i, 1] * inPlane[j, 0]
      // Of points whose images in the plane lie on one line, rounding alone would decide.
      let sign = turn > Self.leastTurn ? 1.0 : turn < -Self.leastTurn ? -1 : 0
      used += 1
      add(clouds, from: i, to: j, sign: sign, &normal, &right)
      add(clouds, from: j, to: i, sign: -sign, &normal, &right)
    }
    guard used > 0 else { return nil }
    if clouds.count == 1, n > 2 {
      let others = basis.rows(2..<n)
      let factor = weight * Double(2 * used).squareRoot()
      normal += factor * factor * others.gram
    }
    // Without any turn in the plane there is no motion: T = 0, of smallest norm.
    return (normal.leastSquares(right, tolerance: 1e-10).x.transposed, used)
  }

  private func add(
    _ clouds: [Tensor<Double>], from i: Int, to j: Int, sign: Double,
    _ normal: inout Tensor<Double>, _ right: inout Tensor<Double>
  ) {
    let n = normal.shape[0]
    var (step, size) = (0.0, 0.0)
    for a in 0..<n {
      let difference = clouds[0][j, a] - clouds[0][i, a]
      step += difference * difference
      size += clouds[0][i, a] * clouds[0][i, a]
    }
    let factor = sign * (step / size).squareRoot()
    for cloud in clouds {
      for a in 0..<n {
        let x = factor * cloud[i, a]
        for b in 0..<n {
          normal[a, b] += x * factor * cloud[i, b]
          right[a, b] += x * (cloud[j, b] - cloud[i, b])
        }
      }
    }
  }
}

/// All pairs of points within a distance of each other.
struct NearPairs: Sendable {
  /// The pairs, the first index the smaller.
  let list: [(Int32, Int32)]
  private let cloud: Tensor<Double>

  var count: Int { list.count }

  init(_ cloud: Tensor<Double>, epsilon: Double, threads: Int) {
    let (count, n) = (cloud.shape[0], cloud.shape[1])
    let parts = Parallel.map(count, threads: threads) { i -> [(Int32, Int32)] in
      cloud.scalars.withUnsafeBufferPointer { x in
        var near: [(Int32, Int32)] = []
        for j in i + 1..<max(count, i + 1) {
          var square = 0.0
          for a in 0..<n {
            let difference = x[i * n + a] - x[j * n + a]
            square += difference * difference
          }
          if square < epsilon * epsilon { near.append((Int32(i), Int32(j))) }
        }
        return near
      }
    }
    list = parts.flatMap { $0 }
    self.cloud = cloud
  }

  /// A distance within which there are about so many pairs.
  func epsilon(for pairs: Int) -> Double {
    let count = cloud.shape[0]
    let each = min(count - 1, max(1, 2 * pairs / count))
    let single = Tensor<Float>(cloud.scalars.map { Float($0) }, shape: cloud.shape)
    let far = NearestNeighbors(single).mapPoints(count: each) { $1.last?.distance ?? 0 }.sorted()
    return Double(far[count / 2])
  }
}
