/// The 27-dimensional algebra of Hermitian 3 × 3 matrices over the octonions (or split octonions).
///
///     ⎛ d₁   a₃   ā₂ ⎞
///     ⎜ ā₃   d₂   a₁ ⎟
///     ⎝ a₂   ā₁   d₃ ⎠
///
/// Coordinates are `d₁, d₂, d₃` and the components of `√2 a₁`, `√2 a₂`, `√2 a₃`: orthonormal for the
/// trace form tr x² (in the split form up to signs), so that compact generators are antisymmetric.
///
/// Source: Freudenthal, *Oktaven, Ausnahmegruppen und Oktavengeometrie* (1951/1985); Springer and
/// Veldkamp, *Octonions, Jordan Algebras and Exceptional Groups* (2000), ch. 5.
/// Checked by: `ExceptionalInvariantTests`.
struct AlbertAlgebra: Sendable {
  /// The algebra of the entries off the diagonal.
  let octonions: Octonions

  /// The names of the coordinates, `[27]`.
  static let coordinates =
    ["d1", "d2", "d3"] + ["a", "b", "c"].flatMap { name in (0..<8).map { "\(name)\($0)" } }

  /// The signs of the trace form `tr x² = Σ signs[i] xᵢ²`, `[27]`.
  var metric: [Double] {
    [1, 1, 1] + octonions.normSigns + octonions.normSigns + octonions.normSigns
  }

  /// The determinant `d₁d₂d₃ − Σ dᵢ n(aᵢ) + 2 Re(a₁a₂a₃)`, whose symmetry is e6.
  ///
  /// The diagonal is given; variable `first` is the first component of `√2 a₁`.
  func determinant(diagonal d: [Polynomial], offDiagonalFrom first: Int) -> Polynomial {
    let b = (0..<3).map { i in (0..<8).map { Polynomial.variable(first + 8 * i + $0) } }
    // With b = √2 a: n(a) = n(b)/2 and 2 Re(a₁a₂a₃) = Re(b₁b₂b₃)/√2.
    return d[0] * d[1] * d[2]
      - 0.5 * (0..<3).map { d[$0] * octonions.norm(b[$0]) }.sum
      + 0.5.squareRoot() * octonions.realPart(b[0], b[1], b[2])
  }

  /// The determinant on the whole algebra, in 27 variables.
  var determinant: Polynomial {
    determinant(diagonal: (0..<3).map { .variable($0) }, offDiagonalFrom: 3)
  }

  /// The determinant where `d₁ + ε(d₂ + d₃) = 0`, in 26 variables; its symmetry is f4.
  ///
  /// With ε = 1 these are the traceless elements, on which tr x³ = 3 det x (Cayley–Hamilton). With
  /// ε = −1 the symmetry fixes the linear form diag(1, −1, −1) instead of the trace: f4(−20). The first
  /// two variables belong to orthonormal diagonal matrices, the others are as above.
  func determinant(onKernelWith ε: Double) -> Polynomial {
    let (u, v) = (Polynomial.variable(0), Polynomial.variable(1))
    let (r, s) = (0.5.squareRoot(), (1.0 / 6).squareRoot())
    let d = [-2 * ε * s * v, r * u + s * v, s * v - r * u]  // v ⟂ u, both in the kernel
    return determinant(diagonal: d, offDiagonalFrom: 2)
  }
}
