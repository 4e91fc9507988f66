internal import Foundation
internal import Tensors

/// The directions normal to an orbit at points of a cloud, and how uncertain they are.
///
/// Principal components of a neighbourhood give tangents and normals to begin with. Over the tangents the orbit
/// is a graph, and a quadratic fit of it gives the point and the slope without the pull of its curvature on
/// neighbours that are unevenly spread, so that neighbourhoods may be large.
///
/// The dimension of the orbit is where the standard deviations of neighbourhoods first fall by
/// ``leastFall``: before it they spread in every direction alike, behind it there is only curvature and noise.
/// (The largest fall would be wrong: on a great sphere in a larger space, curvature exceeds the noise by more
/// than it falls short of the tangents.) Neighbourhoods as small as they can be are all noise, large ones
/// all curvature: of all sizes the one with the largest fall is best, and those nearly as good but larger
/// average over more noise.
struct LocalTangents: Sendable {
  /// The dimension of the orbit; that of the whole space if no size of neighbourhood shows a lower one.
  let dimension: Int
  /// The points of a neighbourhood.
  let neighbours: Int
  /// How much more the deviations fall after the orbit's dimensions than chance makes of so few points.
  let clarity: Double
  /// The standard deviations of the neighbourhoods along their principal directions, decreasing.
  let deviations: [Double]
  /// Normals at points of the fitted graphs, which have less noise than those of the cloud.
  ///
  /// Their spread is the jackknife over folds of the points, and the change to neighbourhoods of half the size. Nil
  /// if the orbit is no smaller than the space.
  let normals: OrbitNormals?

  /// The least ratio of successive standard deviations at which the orbit's dimensions end.
  ///
  /// It is multiplied by what chance makes of few points in many dimensions, ``Fall/chance``.
  static let leastFall = 1.3
  /// Sizes of neighbourhoods that are tried.
  static let sizes = [8, 11, 15, 20, 30, 40, 60, 80, 120, 160, 240, 320, 480]
  /// A larger neighbourhood is taken if its fall is at least this share of the largest.
  static let goodFall = 0.75
  /// Where tangents are taken: at most so many points, evenly spread over the rows.
  static let evaluationLimit = 1500
  /// The same while a size is sought.
  static let searchLimit = 300
  /// With fewer points for each coefficient, half of a neighbourhood says nothing.
  static let pointsPerTangent = 3
  /// The folds of the jackknife.
  static let folds = 8

  /// The tangents of a joint cloud, `[N, D]`.
  ///
  /// - Parameter limit: The most points at which normals are taken.
  init(of cloud: Tensor<Double>, limit: Int = evaluationLimit, seed: UInt64, threads: Int) {
    let (count, d) = (cloud.shape[0], cloud.shape[1])
    let single = Tensor<Float>(cloud.scalars.map { Float($0) }, shape: cloud.shape)
    let chosen = Self.evenly(min(count, limit), of: count)
    let sizes = Self.sizes(count: count, dimension: d)
    let queries = Tensor(stacking: chosen.map(single.row))
    let most = sizes.last ?? count
    let indices = NearestNeighbors(single).neighbors(of: queries, count: most, threads: threads)
      .indices
    let chances = sizes.map { Fall.chance(size: $0, dimension: d, seed: seed) }
    let few = Self.evenly(min(chosen.count, Self.searchLimit), of: chosen.count)
    let found = zip(sizes, chances).map { size, chance in
      let values = Parallel.map(few.count, threads: threads) { i in
        let list = indices[few[i] * most..<few[i] * most + size]
        return Moments(of: cloud, at: list).principal.values
      }
      return Fall(size: size, chance: chance, pooling: values)
    }
    let best =
      found.max { $0.ratio / $0.chance < $1.ratio / $1.chance }
      ?? Fall(size: most, chance: 1, pooling: [])
    let taken =
      found.last { $0.dimension == best.dimension && $0.ratio >= Self.goodFall * best.ratio }
      ?? best
    (neighbours, deviations) = (taken.size, taken.deviations)
    clarity = taken.ratio / taken.chance
    let isLower = taken.ratio >= Self.leastFall * taken.chance
    let dimension = isLower ? taken.dimension : d
    self.dimension = dimension
    guard isLower else {
      normals = nil
      return
    }
    var rng = Philox(seed: seed, stream: 0x666F_6C64_0000_0000)
    var foldOf = [Int](repeating: 0, count: count)
    for (place, row) in rng.permutation(count).enumerated() { foldOf[row] = place % Self.folds }
    let size = taken.size
    let tangents = Parallel.map(chosen.count, threads: threads) { [foldOf] i in
      Self.local(
        cloud, indices[i * most..<i * most + size], foldOf, normals: d - dimension)
    }
    let shape = [chosen.count, d - dimension, d]
    normals = OrbitNormals(
      points: Tensor(tangents.flatMap(\.mean), shape: [chosen.count, d]),
      normals: Tensor(tangents.flatMap(\.normals), shape: shape),
      spread: (0...Self.folds).map { part in
        Tensor(tangents.flatMap { $0.spread[part] }, shape: shape)
      })
  }

  /// Sizes of neighbourhoods for a cloud: some more than its dimension, at most a third of the points.
  private static func sizes(count: Int, dimension d: Int) -> [Int] {
    let most = max(count / 3, min(count, d + 2))
    let least = min(most, max(15, 2 * d))
    let sizes = sizes.filter { (least...most).contains($0) }
    return sizes.isEmpty ? [most] : sizes
  }

  /// So many of the first numbers, evenly spread.
  private static func evenly(_ some: Int, of all: Int) -> [Int] {
    (0..<some).map { $0 * all / some }
  }

  private static func local(
    _ cloud: Tensor<Double>, _ list: ArraySlice<Int32>, _ foldOf: [Int], normals count: Int
  ) -> (mean: [Double], normals: [Double], spread: [[Double]]) {
    let d = cloud.shape[1]
    let whole = Moments(of: cloud, at: list)
    let frame = whole.principal.vectors  // normals first
    let graph = LocalGraph(tangents: d - count, normals: count, points: list.count)
    var parts = [LocalGraph.Sums](repeating: graph.sums, count: folds)
    let nearer = LocalGraph(tangents: d - count, normals: count, points: list.count / 2)
    var nearest = nearer.sums
    var local = [Double](repeating: 0, count: d)
    for (place, index) in list.enumerated() {
      for a in 0..<d {
        local[a] = (0..<d).reduce(0) { sum, b in
          sum + frame[a, b] * (cloud[Int(index), b] - whole.sums[b] / whole.count)
        }
      }
      graph.add(local, to: &parts[foldOf[Int(index)]])
      if place < list.count / 2 { nearer.add(local, to: &nearest) }
    }
    let all = parts.dropFirst().reduce(into: parts[0]) { $0.add($1, times: 1) }
    let fit = graph.solve(all)
    let others = parts.map { part in
      var rest = all
      rest.add(part, times: -1)
      return graph.solve(rest).slopes
    }
    let (normals, tangents) = (frame.rows(0..<count), frame.rows(count..<d))
    var mean = others[0]
    for other in others.dropFirst() { mean += other }
    mean = mean / Double(folds)
    let factor = (Double(folds - 1) / Double(folds)).squareRoot()
    // A normal of the graph z = h + s·t + … is ν − Σ s t, here made orthonormal.
    let tilted = (normals - fit.slopes.matmul(tangents)).transposed.qr().q.transposed
    let signed = tilted.unstacked.enumerated().flatMap { place, row in
      (row.dot(normals.row(place)) < 0 ? -row : row).scalars
    }
    let height = fit.heights.reshaped([1, count]).matmul(normals)
    let chance = others.map { (-factor * ($0 - mean).matmul(tangents)).scalars }
    // What a smaller neighbourhood would say otherwise: the error of the fit, not of chance.
    let isFew = list.count / 2 < pointsPerTangent * (1 + d - count)
    let change =
      isFew
      ? Tensor.zeros([count, d])
      : -(nearer.solve(nearest).slopes - fit.slopes).matmul(tangents)
    return (zip(whole.mean, height.scalars).map(+), signed, chance + [change.scalars])
  }

  /// How the standard deviations of neighbourhoods of one size fall.
  private struct Fall {
    let size: Int
    let dimension: Int
    let ratio: Double
    let deviations: [Double]
    /// The largest fall of as many points that fill the space evenly.
    let chance: Double

    /// - Parameter values: The variances of each neighbourhood, increasing.
    init(size: Int, chance: Double, pooling values: [[Double]]) {
      self.chance = chance
      let d = values.first?.count ?? 0
      let pooled = Self.pooled(values)
      let falls = Self.falls(pooled)
      let first = falls.firstIndex { $0 >= LocalTangents.leastFall * chance }
      (self.size, deviations) = (size, pooled)
      dimension = (first ?? d - 1) + 1
      ratio = first.map { falls[$0] } ?? 1
    }

    /// Standard deviations, decreasing, from variances of each neighbourhood.
    private static func pooled(_ values: [[Double]]) -> [Double] {
      let d = values.first?.count ?? 0
      return (0..<d).map { k in
        (values.reduce(0) { $0 + max(0, $1[d - 1 - k]) } / Double(max(1, values.count)))
          .squareRoot()
      }
    }

    private static func falls(_ deviations: [Double]) -> [Double] {
      let tiny = (deviations.first ?? 1) * 1e-9
      return zip(deviations, deviations.dropFirst()).map { $0 / max($1, tiny) }
    }

    /// The largest fall in neighbourhoods of so many points, by drawing a few from the normal distribution.
    static func chance(size: Int, dimension d: Int, seed: UInt64) -> Double {
      var rng = Philox(seed: seed, stream: 0x6368_616E_6365_0000 + UInt64(size))
      let indices = (0..<size).map { Int32($0) }
      let values = (0..<40).map { _ -> [Double] in
        let points: Tensor<Double> = rng.normals([size, d])
        return Moments(of: points, at: indices[...]).principal.values
      }
      return falls(pooled(values)).max() ?? 1
    }
  }

  /// Sums over points from which mean and covariance follow.
  private struct Moments {
    var count = 0.0
    var sums: [Double]
    var products: [Double]

    init(dimension d: Int) {
      (sums, products) = (
        [Double](repeating: 0, count: d), [Double](repeating: 0, count: d * d)
      )
    }

    init(of cloud: Tensor<Double>, at indices: ArraySlice<Int32>) {
      self.init(dimension: cloud.shape[1])
      for index in indices { add(cloud, Int(index)) }
    }

    mutating func add(_ cloud: Tensor<Double>, _ row: Int) {
      let d = sums.count
      count += 1
      cloud.scalars.withUnsafeBufferPointer { x in
        for a in 0..<d {
          let value = x[row * d + a]
          sums[a] += value
          for b in 0..<d { products[a * d + b] += value * x[row * d + b] }
        }
      }
    }

    var mean: [Double] { sums.map { $0 / count } }

    /// Variances, increasing, and their directions as rows.
    var principal: SymmetricEigen<Double> {
      let (d, mean) = (sums.count, mean)
      var covariance = Tensor<Double>.zeros([d, d])
      for a in 0..<d {
        for b in 0..<d { covariance[a, b] = products[a * d + b] / count - mean[a] * mean[b] }
      }
      return covariance.symmetricEigen()
    }
  }
}
