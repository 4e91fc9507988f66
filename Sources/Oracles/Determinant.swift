package import RealModule

/// Determinants with their cofactors, exact also where the matrix is singular.
///
/// Goals: gradients that stay right at singular matrices, then simplicity. Every cofactor is its own
/// elimination, O(n⁵) for all. Rejected: cofactors as `det · inverse`, which loses digits near the
/// singular matrices, where a volume is still perfectly smooth.
package enum Determinant {
  /// The largest `n` that oracles accept, so that O(n⁵) stays well below a millisecond.
  package static let largest = 12

  /// The determinant of `matrix`, `[n, n]` row-major, and `∂det/∂matrix`, the cofactors.
  package static func withCofactors<Number: AlgebraicField>(
    _ matrix: [Number], n: Int
  ) -> (value: Number, cofactors: [Number]) {
    let cofactors = (0..<n * n).map { place in
      let (i, j) = (place / n, place % n)
      let value = determinant(minor(of: matrix, n: n, without: i, j), n: n - 1)
      return (i + j).isMultiple(of: 2) ? value : -value
    }
    return (zip(matrix, cofactors).prefix(n).reduce(.zero) { $0 + $1.0 * $1.1 }, cofactors)
  }

  /// By elimination with partial pivoting; an empty matrix has determinant 1.
  private static func determinant<Number: AlgebraicField>(_ matrix: [Number], n: Int) -> Number {
    var (a, value): ([Number], Number) = (matrix, 1)
    for k in 0..<n {
      let pivot = (k..<n).max { a[$0 * n + k].magnitude < a[$1 * n + k].magnitude } ?? k
      if a[pivot * n + k] == .zero { return .zero }
      if pivot != k {
        for j in k..<n { a.swapAt(pivot * n + j, k * n + j) }
        value = -value
      }
      value *= a[k * n + k]
      for i in (k + 1)..<max(n, k + 1) {
        let factor = a[i * n + k] / a[k * n + k]
        for j in k..<n { a[i * n + j] -= factor * a[k * n + j] }
      }
    }
    return value
  }

  private static func minor<Number>(
    of matrix: [Number], n: Int, without i: Int, _ j: Int
  ) -> [Number] {
    matrix.indices.filter { $0 / n != i && $0 % n != j }.map { matrix[$0] }
  }
}
