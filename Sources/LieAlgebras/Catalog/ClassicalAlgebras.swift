internal import Tensors

/// The classical algebras as matrices over ℝ, ℂ and ℍ.
///
/// Dimensions, ranks and maximal compact subalgebras (whose dimension is the number of negative
/// squares of the Killing form): Helgason (1978), ch. X, table V; Knapp (2002), appendix C.
extension CatalogEntry {
  /// `so(p,q)`: real matrices that preserve `diag(1ₚ, −1_q)`.
  ///
  /// Compact part `so(p) ⊕ so(q)`.
  static func so(_ p: Int, _ q: Int) -> CatalogEntry {
    let n = p + q
    let abelian = n == 2
    return CatalogEntry(
      q == 0 ? "so(\(p))" : "so(\(p),\(q))", dimension: n * (n - 1) / 2, rank: n / 2,
      positive: abelian ? 0 : p * q, negative: abelian ? 0 : n * (n - 1) / 2 - p * q,
      radical: abelian ? 1 : 0, .matrices { antiHermitian(p, q, over: .real) })
  }

  /// `so(n,ℂ)` as a real algebra.
  static func soComplex(_ n: Int) -> CatalogEntry {
    let half = n * (n - 1) / 2
    return CatalogEntry(
      "so(\(n),ℂ)", dimension: 2 * half, rank: 2 * (n / 2), positive: n == 2 ? 0 : half,
      negative: n == 2 ? 0 : half, radical: n == 2 ? 2 : 0,
      .matrices { complexified(antiHermitian(n, 0, over: .real)) })
  }

  /// `so*(2n)`: quaternionic matrices that preserve the skew-Hermitian form `j·1ₙ`.
  ///
  /// Compact part `u(n)`.
  static func soStar(_ n: Int) -> CatalogEntry {
    CatalogEntry(
      "so*(\(2 * n))", dimension: n * (2 * n - 1), rank: n, positive: n == 1 ? 0 : n * (n - 1),
      negative: n == 1 ? 0 : n * n, radical: n == 1 ? 1 : 0, .matrices { skewHermitian(n) })
  }

  /// `su(p,q)`: complex, traceless, preserving `diag(1ₚ, −1_q)`.
  ///
  /// Compact part `s(u(p) ⊕ u(q))`.
  static func su(_ p: Int, _ q: Int) -> CatalogEntry {
    let n = p + q
    return CatalogEntry(
      q == 0 ? "su(\(p))" : "su(\(p),\(q))", dimension: n * n - 1, rank: n - 1,
      positive: 2 * p * q, negative: p * p + q * q - 1,
      .matrices { antiHermitian(p, q, over: .complex, traceless: true) })
  }

  /// `u(p,q) = su(p,q) ⊕ i·1`.
  static func u(_ p: Int, _ q: Int) -> CatalogEntry {
    let n = p + q
    return CatalogEntry(
      q == 0 ? "u(\(p))" : "u(\(p),\(q))", dimension: n * n, rank: n, positive: 2 * p * q,
      negative: p * p + q * q - 1, radical: 1, .matrices { antiHermitian(p, q, over: .complex) })
  }

  /// `su*(2n) = sl(n,ℍ)`.
  ///
  /// Compact part `sp(n)`.
  static func suStar(_ n: Int) -> CatalogEntry {
    CatalogEntry(
      "su*(\(2 * n))", dimension: 4 * n * n - 1, rank: 2 * n - 1, positive: (2 * n + 1) * (n - 1),
      negative: n * (2 * n + 1), .matrices { general(n, over: .quaternions, traceless: true) })
  }

  /// `sl(n,ℝ)`.
  ///
  /// Compact part `so(n)`.
  static func sl(_ n: Int) -> CatalogEntry {
    CatalogEntry(
      "sl(\(n),ℝ)", dimension: n * n - 1, rank: n - 1, positive: n * (n + 1) / 2 - 1,
      negative: n * (n - 1) / 2, .matrices { general(n, over: .real, traceless: true) })
  }

  /// `gl(n,ℝ) = sl(n,ℝ) ⊕ ℝ·1`.
  static func gl(_ n: Int) -> CatalogEntry {
    CatalogEntry(
      "gl(\(n),ℝ)", dimension: n * n, rank: n, positive: n * (n + 1) / 2 - 1,
      negative: n * (n - 1) / 2, radical: 1, .matrices { general(n, over: .real) })
  }

  /// `sl(n,ℂ)` as a real algebra.
  ///
  /// Compact part `su(n)`.
  static func slComplex(_ n: Int) -> CatalogEntry {
    CatalogEntry(
      "sl(\(n),ℂ)", dimension: 2 * (n * n - 1), rank: 2 * (n - 1), positive: n * n - 1,
      negative: n * n - 1, .matrices { complexified(general(n, over: .real, traceless: true)) })
  }

  /// `gl(n,ℂ) = sl(n,ℂ) ⊕ ℂ·1` as a real algebra.
  static func glComplex(_ n: Int) -> CatalogEntry {
    CatalogEntry(
      "gl(\(n),ℂ)", dimension: 2 * n * n, rank: 2 * n, positive: n * n - 1, negative: n * n - 1,
      radical: 2, .matrices { complexified(general(n, over: .real)) })
  }

  /// `sp(2n,ℝ)`: real matrices that preserve `Σ dqᵢ∧dpᵢ`, coordinates `(q, p)`.
  ///
  /// Compact part `u(n)`.
  static func spReal(_ n: Int) -> CatalogEntry {
    CatalogEntry(
      "sp(\(2 * n),ℝ)", dimension: n * (2 * n + 1), rank: n, positive: n * (n + 1),
      negative: n * n, .matrices { symplectic(n) })
  }

  /// `sp(2n,ℂ)` as a real algebra.
  ///
  /// Compact part `sp(n)`.
  static func spComplex(_ n: Int) -> CatalogEntry {
    let half = n * (2 * n + 1)
    return CatalogEntry(
      "sp(\(2 * n),ℂ)", dimension: 2 * half, rank: 2 * n, positive: half, negative: half,
      .matrices { complexified(symplectic(n)) })
  }

  /// `sp(p,q)`: quaternionic, preserving `diag(1ₚ, −1_q)`; `sp(n)` is compact.
  ///
  /// Compact part `sp(p) ⊕ sp(q)`.
  static func sp(_ p: Int, _ q: Int) -> CatalogEntry {
    let n = p + q
    return CatalogEntry(
      q == 0 ? "sp(\(p))" : "sp(\(p),\(q))", dimension: n * (2 * n + 1), rank: n,
      positive: 4 * p * q, negative: p * (2 * p + 1) + q * (2 * q + 1),
      .matrices { antiHermitian(p, q, over: .quaternions) })
  }
}

/// `A*η + ηA = 0` with `η = diag(1ₚ, −1_q)`: `u E(j,i) − ηᵢηⱼ ū E(i,j)` for `i < j` and each unit `u`,
/// then `u E(i,i)` for the imaginary units; with `traceless`, differences of neighbours of the latter.
func antiHermitian(
  _ p: Int, _ q: Int, over field: DivisionAlgebra, traceless: Bool = false
) -> Tensor<Double> {
  let n = p + q
  let units = field.units
  var basis: [Tensor<Double>] = []
  for (i, j) in pairs(n) {
    let sign = (i < p) == (j < p) ? 1.0 : -1.0
    for (a, unit) in units.enumerated() {
      let conjugate = a == 0 ? 1.0 : -1.0
      basis.append(matrix(n, (j, i, 1), (i, j, -sign * conjugate)).kronecker(unit))
    }
  }
  for unit in units.dropFirst() { basis += diagonals(n, traceless).map { $0.kronecker(unit) } }
  return Tensor(stacking: basis)
}

/// All matrices over the field; with `traceless`, those of vanishing real trace.
func general(_ n: Int, over field: DivisionAlgebra, traceless: Bool = false) -> Tensor<Double> {
  let units = field.units
  var basis: [Tensor<Double>] = []
  for i in 0..<n {
    for j in 0..<n where i != j { basis += units.map { matrix(n, (i, j, 1)).kronecker($0) } }
  }
  for (a, unit) in units.enumerated() {
    basis += diagonals(n, a == 0 && traceless).map { $0.kronecker(unit) }
  }
  return Tensor(stacking: basis)
}

/// `E(i,i)`, or with `traceless` `E(i,i) − E(i+1,i+1)`.
private func diagonals(_ n: Int, _ traceless: Bool) -> [Tensor<Double>] {
  traceless
    ? (1..<max(n, 1)).map { matrix(n, ($0 - 1, $0 - 1, 1), ($0, $0, -1)) }
    : (0..<n).map { matrix(n, ($0, $0, 1)) }
}

/// `A*j + jA = 0`: `u E(i,k) + j ū j E(k,i)` for `i < k` and each unit `u`, then `j E(i,i)`.
private func skewHermitian(_ n: Int) -> Tensor<Double> {
  let units = DivisionAlgebra.quaternions.units
  let j = units[2]
  var basis: [Tensor<Double>] = []
  for (i, k) in pairs(n) {
    for unit in units {
      let reflected = j.matmul(unit.transposed).matmul(j)  // ū acts as the transposed matrix
      basis.append(
        matrix(n, (i, k, 1)).kronecker(unit) + matrix(n, (k, i, 1)).kronecker(reflected))
    }
  }
  return Tensor(stacking: basis + (0..<n).map { matrix(n, ($0, $0, 1)).kronecker(j) })
}

/// `[[a, b], [c, −aᵀ]]` with symmetric `b` and `c`.
private func symplectic(_ n: Int) -> Tensor<Double> {
  var basis: [Tensor<Double>] = []
  for i in 0..<n {
    for j in 0..<n { basis.append(matrix(2 * n, (i, j, 1), (n + j, n + i, -1))) }
  }
  for i in 0..<n {
    for j in i..<n {
      let (value, mirrored) = i == j ? (1.0, 0.0) : (1.0, 1.0)
      basis.append(matrix(2 * n, (i, n + j, value), (j, n + i, mirrored)))
      basis.append(matrix(2 * n, (n + i, j, value), (n + j, i, mirrored)))
    }
  }
  return Tensor(stacking: basis)
}

/// Complex combinations of real matrices, on ℝ²ⁿ: each times 1 and times i.
private func complexified(_ basis: Tensor<Double>) -> Tensor<Double> {
  let units = DivisionAlgebra.complex.units
  return Tensor(stacking: basis.unstacked.flatMap { e in units.map { e.kronecker($0) } })
}
