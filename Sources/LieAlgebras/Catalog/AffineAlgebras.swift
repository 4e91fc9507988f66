internal import Tensors

/// Algebras of affine maps, as matrices `[[A, b], [0, 0]]` that act on `(x, 1)`.
///
/// Translations are an abelian ideal in the null space of the Killing form. On linear parts the form is
/// that of the linear algebra plus `tr(A B)`; hence the signs below. Cartan subalgebras consist of one
/// of the linear part and the translations of weight zero.
extension CatalogEntry {
  /// `iso(p,q) = so(p,q) ⋉ ℝᵖ⁺ᑫ`; `e(n)` for a definite metric.
  static func iso(_ p: Int, _ q: Int) -> CatalogEntry {
    let n = p + q
    let rotations = n * (n - 1) / 2
    return CatalogEntry(
      q == 0 ? "e(\(p))" : "iso(\(p),\(q))", dimension: rotations + n, rank: n / 2 + n % 2,
      positive: p * q, negative: rotations - p * q, radical: n == 2 ? 3 : n,
      isReductive: false, .matrices { affine(antiHermitian(p, q, over: .real)) })
  }

  /// `sim(p,q)`: `iso(p,q)` and the dilation.
  static func sim(_ p: Int, _ q: Int) -> CatalogEntry {
    let n = p + q
    let rotations = n * (n - 1) / 2
    return CatalogEntry(
      q == 0 ? "sim(\(p))" : "sim(\(p),\(q))", dimension: rotations + n + 1, rank: n / 2 + 1,
      positive: p * q + 1, negative: rotations - p * q, radical: n == 2 ? 4 : n + 1,
      isReductive: false,
      .matrices {
        affine(
          antiHermitian(p, q, over: .real).appending(
            rowsOf: Tensor(stacking: [.identity(n)])))
      })
  }

  /// `aff(n) = gl(n,ℝ) ⋉ ℝⁿ`.
  static func aff(_ n: Int) -> CatalogEntry {
    CatalogEntry(
      "aff(\(n))", dimension: n * n + n, rank: n, positive: n * (n + 1) / 2,
      negative: n * (n - 1) / 2, radical: n + 1, isReductive: false,
      .matrices { affine(general(n, over: .real)) })
  }

  /// `saff(n) = sl(n,ℝ) ⋉ ℝⁿ`.
  static func saff(_ n: Int) -> CatalogEntry {
    CatalogEntry(
      "saff(\(n))", dimension: n * n - 1 + n, rank: n - 1, positive: n * (n + 1) / 2 - 1,
      negative: n * (n - 1) / 2, radical: n, isReductive: false,
      .matrices { affine(general(n, over: .real, traceless: true)) })
  }

  /// The Galilei algebra of `n` space dimensions, on `(x, t, 1)`: rotations, boosts `ẋᵢ = t`,
  /// translations, and the translation of time.
  static func galilei(_ n: Int) -> CatalogEntry {
    let rotations = n * (n - 1) / 2
    return CatalogEntry(
      "galilei(\(n))", dimension: rotations + 2 * n + 1, rank: n / 2 + 2 * (n % 2) + 1,
      positive: 0, negative: rotations, radical: n == 2 ? 6 : 2 * n + 1, isReductive: false,
      .matrices {
        let turns = pairs(n).map { i, j in matrix(n + 2, (j, i, 1), (i, j, -1)) }
        let boosts = (0..<n).map { matrix(n + 2, ($0, n, 1)) }
        let translations = (0...n).map { matrix(n + 2, ($0, n + 1, 1)) }
        return Tensor(stacking: turns + boosts + translations)
      })
  }
}

/// Linear maps `[m, n, n]` followed by the `n` translations, `[m + n, n + 1, n + 1]`.
private func affine(_ linear: Tensor<Double>) -> Tensor<Double> {
  let n = linear.shape[1]
  let maps = linear.unstacked.map { a in
    var map = Tensor<Double>.zeros([n + 1, n + 1])
    for i in 0..<n { for j in 0..<n { map[i, j] = a[i, j] } }
    return map
  }
  return Tensor(stacking: maps + (0..<n).map { matrix(n + 1, ($0, n, 1)) })
}
