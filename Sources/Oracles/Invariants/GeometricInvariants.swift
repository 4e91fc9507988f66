extension InvariantFamily {
  /// What geometries without an origin preserve; their fields are affine or conformal.
  static let geometric: [InvariantFamily] = [
    InvariantFamily(
      "e:n or iso:p,q", keys: ["e", "iso"], .signature, 2...32,
      reason: "an affine field on ℝⁿ has n(n + 1) unknowns", examples: "e:3 or iso:1,3",
      algebra: "e(n) = iso(n), iso(p,q)", preserves: "the distance, or interval, of two points"
    ) { p, q in
      let (n, s) = (p + q, signature(p, q))
      return NamedInvariant(
        name: q == 0 ? "e:\(s)" : "iso:\(s)",
        preserves: q == 0
          ? "the distance of two points of ℝ\(power(n))"
          : "the interval of signature (\(p),\(q)) between two points",
        algebra: p * q == 0 ? "e(\(n))" : "iso(\(orthogonal(p, q)))", dimension: n * (n + 1) / 2,
        fieldClass: .affine,
        oracle: oracle(interval(p, q, "x", "y"), vectors: ["x", "y"], dimension: n))
    },
    InvariantFamily(
      "sim:n", keys: ["sim"], .size, 2...32, reason: "an affine field on ℝⁿ has n(n + 1) unknowns",
      examples: "sim:2", algebra: "sim(n)", preserves: "the ratio of two distances of three points"
    ) { n, _ in
      NamedInvariant(
        name: "sim:\(n)", preserves: "the ratio of two distances of three points of ℝ\(power(n))",
        algebra: "sim(\(n))", dimension: n * (n + 1) / 2 + 1, fieldClass: .affine,
        oracle: oracle(
          "(x - y).(x - y)/((x - z).(x - z))", vectors: ["x", "y", "z"], dimension: n))
    },
    InvariantFamily(
      "saff:n", keys: ["saff"], .size, 2...Determinant.largest, reason: determinantLimit,
      examples: "saff:2", algebra: "saff(n)", preserves: "the volume of n + 1 points"
    ) { n, _ in
      NamedInvariant(
        name: "saff:\(n)",
        preserves: "the volume of the simplex of \(n + 1) points of ℝ\(power(n))",
        algebra: "saff(\(n))", dimension: n * (n + 1) - 1, fieldClass: .affine,
        oracle: oracle(volume(1...n), vectors: points("x", 0...n), dimension: n))
    },
    InvariantFamily(
      "aff:n", keys: ["aff"], .size, 1...Determinant.largest, reason: determinantLimit,
      examples: "aff:2", algebra: "aff(n)", preserves: "the ratio of two volumes of n + 2 points"
    ) { n, _ in
      NamedInvariant(
        name: "aff:\(n)",
        preserves: "the ratio of the volumes of two simplices of \(n + 2) points of ℝ\(power(n))",
        algebra: "aff(\(n))", dimension: n * (n + 1), fieldClass: .affine,
        oracle: oracle(
          "\(volume(1...n))/\(volume(2...n + 1))", vectors: points("x", 0...n + 1), dimension: n))
    },
    InvariantFamily(
      "conf:n or conf:p,q", keys: ["conf"], .signature, 1...10,
      reason: "a quadratic field on ℝⁿ has n(1 + n + n(n + 1)/2) unknowns",
      examples: "conf:3 or conf:1,3", algebra: "so(p + 1,q + 1)",
      preserves: "the conformal cross-ratio of four points"
    ) { p, q in
      let (n, s) = (p + q, signature(p, q))
      let d = { (a: String, b: String) in "(\(interval(p, q, a, b)))" }
      return NamedInvariant(
        name: "conf:\(s)",
        preserves: "the cross-ratio of intervals between four points of ℝ\(power(n))",
        algebra: n == 1 ? "sl(2,ℝ)" : "so(\(orthogonal(p + 1, q + 1)))",
        dimension: (n + 1) * (n + 2) / 2,
        fieldClass: .quadratic,
        oracle: oracle(
          "\(d("x", "y"))*\(d("z", "w"))/(\(d("x", "z"))*\(d("y", "w")))",
          vectors: ["x", "y", "z", "w"], dimension: n))
    },
  ]

  /// The squared distance, or interval, of two points.
  private static func interval(_ p: Int, _ q: Int, _ x: String, _ y: String) -> String {
    q == 0 ? "(\(x) - \(y)).(\(x) - \(y))" : sum(p, q) { "(\(x)[\($0)] - \(y)[\($0)])^2" }
  }

  /// The volume spanned from x₀ by the points of a range.
  private static func volume(_ range: ClosedRange<Int>) -> String {
    "det(\(list(range.map { "x\($0) - x0" })))"
  }
}
