internal import Tensors

/// Makes rows sparser by subtracting multiples of each other: `Lᵢ ← Lᵢ − a Lⱼ`, with `a` a ratio of
/// entries, as long as `‖Lᵢ‖₁ / ‖Lᵢ‖₂` falls and no more entries are non-zero than before.
///
/// Goals: sparsity, then time. The 1-norm of the unit row leads where the number of non-zero entries is
/// too coarse; alone it would give up the zeros of the echelon form in dense spans. Rejected: orthogonal rotations (varimax), which are slower and
/// cannot reach the sparsest basis where it is not orthogonal (g₂: 70 entries instead of 56).
struct RowElimination {
  /// The rows, of unit length.
  private(set) var rows: [[Double]]
  private var supports: [[Int]]
  private let noise: Double
  /// The multiplications left; bounds the time for rows that stay dense.
  private var budget = 1_000_000_000

  /// Prepares the rows `[m, q]` of a matrix.
  init(_ matrix: Tensor<Double>, noise: Double) {
    self.noise = noise
    rows = matrix.unstacked.map { row in
      let length = row.norm
      return row.scalars.map { $0 / length }
    }
    supports = []
    supports = rows.map(support)
  }

  /// Goes through all pairs until none helps any more.
  mutating func run() {
    var stale = Array(repeating: true, count: rows.count)  // changed since all pairs were tried
    for _ in 0..<20 where budget > 0 {
      let changed = stale
      stale = Array(repeating: false, count: rows.count)
      guard changed.contains(true) else { return }
      for i in rows.indices {
        for j in rows.indices where i != j && (changed[i] || changed[j] || stale[i] || stale[j]) {
          if budget > 0, improve(i, by: j) { stale[i] = true }
        }
      }
    }
  }

  /// Subtracts the best multiple of row `j` from row `i`; false if none helps.
  private mutating func improve(_ i: Int, by j: Int) -> Bool {
    let (x, y, places) = (rows[i], rows[j], supports[j])
    // Outside the support of Lⱼ nothing changes; inside it f(a) = Σ |x − a y| replaces Σ |x|.
    var (cosine, inside) = (0.0, 0.0)
    for k in places {
      cosine += x[k] * y[k]
      inside += x[k].magnitude
    }
    guard inside > dust else { return false }
    let entries = places.count { x[$0].magnitude > dust }
    var norm1 = 0.0
    for k in supports[i] { norm1 += x[k].magnitude }
    var best: (value: Double, ratio: Double, place: Int)?
    for (ratio, place) in ratios(x, y, places) {
      let squared = 1 - 2 * ratio * cosine + ratio * ratio
      guard squared > 0.01 * (1 + ratio * ratio) else { continue }  // would amplify the noise
      var replaced = 0.0
      var count = 0
      for k in places {
        let size = (x[k] - ratio * y[k]).magnitude
        replaced += size
        if size > dust { count += 1 }
      }
      guard count <= entries else { continue }
      let value = (norm1 - inside + replaced) / squared.squareRoot()
      if value < best?.value ?? norm1 * (1 - 1e-6 - noise) { best = (value, ratio, place) }
    }
    budget -= 10 * places.count
    guard let best else { return false }
    for k in x.indices { rows[i][k] -= best.ratio * y[k] }
    rows[i][best.place] = 0
    var squared = 0.0
    for entry in rows[i] { squared += entry * entry }
    let scale = 1 / squared.squareRoot()
    for k in x.indices { rows[i][k] *= scale }
    supports[i] = support(rows[i])
    return true
  }

  /// The ratios of entries that stand in both rows, without repetition; those at the largest entries of
  /// `y` if there are many.
  private mutating func ratios(
    _ x: [Double], _ y: [Double], _ places: [Int]
  ) -> [(ratio: Double, place: Int)] {
    var found: [(ratio: Double, place: Int)] = []
    var common = places.filter { x[$0].magnitude > dust }
    if common.count > 24 {
      common.sort { y[$0].magnitude > y[$1].magnitude }
      common.removeLast(common.count - 24)
    }
    for k in common {
      let ratio = x[k] / y[k]
      let tolerance = (1e-6 + 2 * noise) * ratio.magnitude
      if !found.contains(where: { ($0.ratio - ratio).magnitude <= tolerance }) {
        found.append((ratio, k))
      }
      if found.count == 8 { break }
    }
    budget -= places.count * (1 + found.count)
    return found
  }

  /// The size below which an entry of a unit row counts as zero.
  private var dust: Double { 2 * noise }

  private func support(_ row: [Double]) -> [Int] { row.indices.filter { row[$0].magnitude > dust } }
}
