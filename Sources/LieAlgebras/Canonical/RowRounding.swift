internal import Tensors

/// Scale, sign and order of sparse rows.
enum RowScaling {
  /// Rows with largest magnitude 1 and the first non-zero entry positive.
  static func normalized(_ rows: [[Double]], noise: Double) -> [[Double]] {
    rows.map { row in
      let largest = row.reduce(0) { max($0, $1.magnitude) }
      let first = row.first { $0.magnitude > 3 * noise * largest } ?? 1
      let scale = (first < 0 ? -1 : 1) / largest
      return row.map { $0 * scale }
    }
  }

  /// Whether one row comes before another: by the places of non-zero entries, then by their values.
  static func precedes(_ a: [Double], _ b: [Double], noise: Double) -> Bool {
    func places(_ row: [Double]) -> [Int] { row.indices.filter { row[$0].magnitude > 3 * noise } }
    let (p, q) = (places(a), places(b))
    if p != q { return p.lexicographicallyPrecedes(q) }
    for k in p where (a[k] - b[k]).magnitude > 3 * noise { return a[k] > b[k] }
    return false
  }
}

/// Rows with entries replaced by 0, ±1 and small fractions where these lie within three times the noise.
///
/// A fraction `p/q` is considered only while such fractions are rare, `q² · 3 noise ≤ 0.1`: otherwise
/// any number would be near one. A row is rounded only if it stays within a few times the noise of the
/// span.
struct RowRounding {
  /// The rows, rounded where possible.
  let rows: [[Double]]
  /// Whether every row is rounded.
  let isComplete: Bool
  /// The largest principal angle between the given span and that of ``rows``.
  let angle: Double

  /// Rounds rows of largest magnitude 1 in the span of orthonormal rows `[m, q]`.
  init(of rows: [[Double]], span: Tensor<Double>, noise: Double) {
    let allowed = 4 * noise
    let rounded = Tensor(rows: rows.map { $0.map { Self.nearestFraction($0, within: 3 * noise) } })
    let outside = rounded - rounded.matmul(span, transposed: .right).matmul(span)
    let accepted = rows.indices.map { i in
      outside.row(i).norm <= allowed * rounded.row(i).norm
    }
    let result = rows.indices.map { accepted[$0] ? rounded.row($0).scalars : rows[$0] }
    let angle = largestAngle(between: span, and: Tensor(rows: result))
    if angle <= 2 * allowed {
      (self.rows, isComplete, self.angle) = (result, accepted.allSatisfy(\.self), angle)
    } else {
      (self.rows, isComplete) = (rows, false)
      self.angle = largestAngle(between: span, and: Tensor(rows: rows))
    }
  }

  /// The fraction of smallest denominator within `tolerance` of `x`, or `x` itself.
  static func nearestFraction(_ x: Double, within tolerance: Double) -> Double {
    for denominator in 1...12 {
      let q = Double(denominator)
      if denominator > 1, q * q * tolerance > 0.1 { break }
      let fraction = (x * q).rounded() / q
      if (x - fraction).magnitude <= tolerance { return fraction == 0 ? 0 : fraction }
    }
    return x
  }
}
