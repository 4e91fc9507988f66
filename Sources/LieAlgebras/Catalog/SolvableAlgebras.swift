internal import Tensors

/// Abelian, nilpotent and solvable algebras, and one that acts on a Heisenberg algebra.
extension CatalogEntry {
  /// `ℝᵏ` as scalings of the coordinates.
  static func scalings(_ k: Int) -> CatalogEntry {
    abelian(AlgebraName.power("ℝ", k), k) {
      Tensor(stacking: (0..<k).map { matrix(k, ($0, $0, 1)) })
    }
  }

  /// `t(k)`, the translations of ℝᵏ: `ℝᵏ` as nilpotent matrices.
  static func translations(_ k: Int) -> CatalogEntry {
    abelian("t(\(k))", k) { Tensor(stacking: (0..<k).map { matrix(k + 1, ($0, k, 1)) }) }
  }

  /// The torus `Tᵏ = u(1) ⊕ … ⊕ u(1)` as rotations of `k` planes.
  static func torus(_ k: Int) -> CatalogEntry {
    abelian(AlgebraName.power("u(1)", k), k) {
      Tensor(
        stacking: (0..<k).map { matrix(2 * k, (2 * $0 + 1, 2 * $0, 1), (2 * $0, 2 * $0 + 1, -1)) })
    }
  }

  /// The Heisenberg algebra of dimension `2k + 1`: `[pᵢ, qᵢ] = z`.
  static func heisenberg(_ k: Int) -> CatalogEntry {
    CatalogEntry(
      "h\(2 * k + 1)", dimension: 2 * k + 1, rank: 2 * k + 1, positive: 0, negative: 0,
      radical: 2 * k + 1, isReductive: false,
      .matrices {
        let p = (1...k).map { matrix(k + 2, (0, $0, 1)) }
        let q = (1...k).map { matrix(k + 2, ($0, k + 1, 1)) }
        return Tensor(stacking: p + q + [matrix(k + 2, (0, k + 1, 1))])
      })
  }

  /// The oscillator algebra: `h3` and a rotation of its plane, on which the Killing form is −2.
  static func oscillator() -> CatalogEntry {
    CatalogEntry(
      "oscillator", dimension: 4, rank: 2, positive: 0, negative: 1, radical: 4,
      isReductive: false,
      .matrices { Tensor(stacking: planeHeisenberg + [actionOnPlane(0, -1, 1, 0)]) })
  }

  /// The Jacobi algebra `sl(2,ℝ) ⋉ h3`, whose Killing form is that of `sl(2,ℝ)` up to a factor.
  static func jacobi() -> CatalogEntry {
    CatalogEntry(
      "jacobi", dimension: 6, rank: 2, positive: 2, negative: 1, radical: 3, isReductive: false,
      .matrices {
        let plane = [
          actionOnPlane(1, 0, 0, -1), actionOnPlane(0, 1, 0, 0), actionOnPlane(0, 0, 1, 0),
        ]
        return Tensor(stacking: plane + planeHeisenberg)
      })
  }

  /// The upper triangular `n×n` matrices.
  ///
  /// The Killing form is `Σ_{i<j} (hᵢ − hⱼ)²` on diagonal ones and 0 on the others.
  static func borel(_ n: Int) -> CatalogEntry {
    CatalogEntry(
      "borel(\(n))", dimension: n * (n + 1) / 2, rank: n, positive: n - 1, negative: 0,
      radical: n * (n + 1) / 2, isReductive: n == 1,
      .matrices {
        Tensor(stacking: (0..<n).flatMap { i in (i..<n).map { matrix(n, (i, $0, 1)) } })
      })
  }

  /// The strictly upper triangular `n×n` matrices.
  static func strictlyTriangular(_ n: Int) -> CatalogEntry {
    let m = n * (n - 1) / 2
    return CatalogEntry(
      "n(\(n))", dimension: m, rank: m, positive: 0, negative: 0, radical: m, isReductive: n == 2,
      .matrices { Tensor(stacking: pairs(n).map { matrix(n, ($0, $1, 1)) }) })
  }

  private static func abelian(
    _ name: String, _ k: Int, _ make: @escaping @Sendable () -> Tensor<Double>
  ) -> CatalogEntry {
    CatalogEntry(
      name, dimension: k, rank: k, positive: 0, negative: 0, radical: k, .matrices(make))
  }
}

/// `p`, `q` and `z` on `(x₀, x₁, x₂, 1)` with `[p, q] = 2z`: each has beside its column `v` the row that
/// is symplectically dual to it, so that area-preserving maps of the middle block normalize them.
private let planeHeisenberg: [Tensor<Double>] = [
  matrix(4, (1, 3, 1), (0, 2, 1)), matrix(4, (2, 3, 1), (0, 1, -1)), matrix(4, (0, 3, 1)),
]

/// The traceless `[[a, b], [c, d]]` on the plane of ``planeHeisenberg``.
private func actionOnPlane(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Tensor<Double> {
  matrix(4, (1, 1, a), (1, 2, b), (2, 1, c), (2, 2, d))
}
