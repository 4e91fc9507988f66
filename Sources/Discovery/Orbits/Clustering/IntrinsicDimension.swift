internal import Foundation
internal import Tensors

/// The dimension of the set on which points lie, from how the distances of their neighbours grow.
///
/// The maximum-likelihood estimate of each point is `1 / mean ln(r_k / r_j)` over its neighbours `j < k`; of all
/// points the means, not their inverses, are averaged.
///
/// Source: Levina, Bickel, *Maximum likelihood estimation of intrinsic dimension* (2004), eq. 8; the average:
/// MacKay, Ghahramani, *Comments on "Maximum likelihood estimation of intrinsic dimension"* (2005).
enum IntrinsicDimension {
  /// The neighbours that are looked at.
  static let neighbours = 20

  /// The dimension, at least 1.
  static func estimate(_ points: Tensor<Float>, threads: Int) -> Double {
    let count = min(neighbours, points.shape[0] - 1)
    guard count > 1 else { return 1 }
    let growths = NearestNeighbors(points).mapPoints(count: count, threads: threads) {
      _, list -> Double? in
      let distances = list.map { Double($0.distance) }
      guard let far = distances.last, far > 0 else { return nil }
      // Copies of a point say nothing.
      let near = distances.dropLast().filter { $0 > 0 }
      return near.isEmpty ? nil : near.reduce(0) { $0 + log(far / $1) } / Double(near.count)
    }.compactMap { $0 }
    let mean = growths.reduce(0, +) / Double(max(1, growths.count))
    return mean > 0 ? max(1, 1 / mean) : 1
  }
}
