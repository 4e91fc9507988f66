extension InvariantFamily {
  /// Octonionic forms, whose symmetries are exceptional algebras.
  static let exceptional: [InvariantFamily] = [
    exceptional("g2", algebra: "g2", 14, "the octonion 3-form Re(xy)z of three vectors of ℝ⁷") {
      threeForm(.division)
    },
    exceptional(
      "g2-split", algebra: "g2(2)", 14, "the split octonion 3-form Re(xy)z of three vectors of ℝ⁷"
    ) { threeForm(.split) },
    exceptional(
      "f4", algebra: "f4", 52,
      "det x = ⅓ tr x³ on the traceless octonionic Hermitian 3 × 3 matrices, ℝ²⁶"
    ) { tracelessCubic(.division, 1) },
    exceptional(
      "f4-split", algebra: "f4(4)", 52,
      "det x = ⅓ tr x³ on the traceless split-octonionic Hermitian 3 × 3 matrices, ℝ²⁶"
    ) { tracelessCubic(.split, 1) },
    exceptional(
      "f4-20", "f4(-20)", algebra: "f4(-20)", 52,
      "the determinant on octonionic Hermitian 3 × 3 matrices with d₁ = d₂ + d₃, ℝ²⁶"
    ) { tracelessCubic(.division, -1) },
    exceptional(
      "e6", "e6-26", "e6(-26)", algebra: "e6(-26)", 78,
      "the determinant of octonionic Hermitian 3 × 3 matrices, ℝ²⁷"
    ) { determinant(.division) },
    exceptional(
      "e6-split", algebra: "e6(6)", 78,
      "the determinant of split-octonionic Hermitian 3 × 3 matrices, ℝ²⁷"
    ) { determinant(.split) },
    exceptional(
      "e7", "e7-25", "e7(-25)", algebra: "e7(-25)", 133,
      "Freudenthal's quartic over the octonions, ℝ⁵⁶"
    ) { FreudenthalQuartic(AlbertAlgebra(octonions: .division)) },
    exceptional(
      "e7-split", algebra: "e7(7)", 133, "Freudenthal's quartic over the split octonions, ℝ⁵⁶"
    ) { FreudenthalQuartic(AlbertAlgebra(octonions: .split)) },
  ]

  private static func exceptional(
    _ name: String, _ aliases: String..., algebra: String, _ dimension: Int, _ preserves: String,
    oracle: @escaping @Sendable () -> any Oracle
  ) -> InvariantFamily {
    InvariantFamily(
      name, keys: [name] + aliases, .none, examples: name, algebra: algebra, preserves: preserves
    ) { _, _ in
      NamedInvariant(
        name: name, preserves: preserves, algebra: algebra, dimension: dimension, oracle: oracle())
    }
  }

  /// `Re (xy)z` for imaginary octonions.
  ///
  /// Source: Bryant, *Metrics with exceptional holonomy* (1987), §2; the metric follows from the form.
  private static func threeForm(_ octonions: Octonions) -> CubicOracle {
    let (x, y, z) = (
      (0..<7).map { Polynomial.variable($0) }, (7..<14).map { Polynomial.variable($0) },
      (14..<21).map { Polynomial.variable($0) }
    )
    return CubicOracle(
      layout: PointLayout(points: 3, coordinates: (1...7).map { "e\($0)" }),
      octonions.realPart(x, y, z, from: 1))
  }

  private static func tracelessCubic(_ octonions: Octonions, _ ε: Double) -> CubicOracle {
    CubicOracle(
      layout: PointLayout(coordinates: ["u", "v"] + AlbertAlgebra.coordinates.dropFirst(3)),
      AlbertAlgebra(octonions: octonions).determinant(onKernelWith: ε))
  }

  private static func determinant(_ octonions: Octonions) -> CubicOracle {
    CubicOracle(
      layout: PointLayout(coordinates: AlbertAlgebra.coordinates),
      AlbertAlgebra(octonions: octonions).determinant)
  }
}
