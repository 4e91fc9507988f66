internal import Foundation
internal import Tensors

/// How alike points are: the symmetric probabilities `p_ij` of t-SNE among nearest neighbours, as sparse
/// rows that sum up to 1 over all.
///
/// Around each point a normal distribution over its 3·perplexity nearest neighbours has the width at which
/// its entropy is the logarithm of the perplexity.
///
/// Source: van der Maaten, *Accelerating t-SNE using tree-based algorithms* (2014), section 4.1.
struct NeighborAffinities: Sendable {
  /// Where the row of each point starts, and the end, `[N + 1]`.
  let starts: [Int64]
  /// The other points, by rows.
  let others: [Int32]
  /// Their probabilities.
  let values: [Float]

  init(_ points: Tensor<Float>, perplexity: Double, threads: Int) {
    let count = points.shape[0]
    let near = max(1, min(count - 1, Int((3 * perplexity).rounded(.down))))
    let entropy = log(min(perplexity, Double(near)))
    let rows = NearestNeighbors(points).mapPoints(count: near, threads: threads) {
      _, list -> [(index: Int, p: Float)] in
      let squares = list.map { Double($0.distance) * Double($0.distance) }
      return zip(list, Self.conditional(squares, entropy: entropy)).map { ($0.index, Float($1)) }
    }
    // p_ij = (p_j|i + p_i|j) / 2N, by counting sort of the transposed entries.
    var incoming = [[(index: Int, p: Float)]](repeating: [], count: count)
    for (i, row) in rows.enumerated() {
      for entry in row { incoming[entry.index].append((i, entry.p)) }
    }
    var (starts, others, values): ([Int64], [Int32], [Float]) = ([0], [], [])
    others.reserveCapacity(2 * count * near)
    values.reserveCapacity(2 * count * near)
    let scale = 1 / Float(2 * count)
    for i in 0..<count {
      let row = rows[i].sorted { $0.index < $1.index }
      let other = incoming[i]  // already by index
      var (a, b) = (0, 0)
      while a < row.count || b < other.count {
        let left = a < row.count ? row[a].index : .max
        let right = b < other.count ? other[b].index : .max
        var p: Float = 0
        if left <= right {
          p += row[a].p
          a += 1
        }
        if right <= left {
          p += other[b].p
          b += 1
        }
        others.append(Int32(truncatingIfNeeded: min(left, right)))
        values.append(max(scale * p, .leastNormalMagnitude))
      }
      starts.append(Int64(others.count))
    }
    (self.starts, self.others, self.values) = (starts, others, values)
  }

  /// Probabilities proportional to `exp(−β d²)` with the given entropy.
  private static func conditional(_ squares: [Double], entropy: Double) -> [Double] {
    let nearest = squares.min() ?? 0
    let shifted = squares.map { $0 - nearest }
    let mean = shifted.reduce(0, +) / Double(max(1, shifted.count))
    guard mean > 0 else {
      return [Double](repeating: 1 / Double(squares.count), count: squares.count)
    }
    var (low, high, β) = (0.0, Double.infinity, 1 / mean)
    var p: [Double] = []
    for _ in 0..<64 {
      p = shifted.map { exp(-β * $0) }
      let sum = p.reduce(0, +)
      let weighted = zip(p, shifted).reduce(0) { $0 + $1.0 * $1.1 }
      let difference = log(sum) + β * weighted / sum - entropy
      p = p.map { $0 / sum }
      if difference.magnitude < 1e-5 { break }
      if difference > 0 { low = β } else { high = β }
      β = high.isFinite ? (low + high) / 2 : 2 * β
    }
    return p
  }
}
