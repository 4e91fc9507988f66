extension InvariantFamily {
  /// Hermitian forms, determinants and bilinear forms on ℂⁿ, as functions on ℝ²ⁿ.
  static let complex: [InvariantFamily] = [
    InvariantFamily(
      "u:n or u:p,q", keys: ["u"], .signature, 1...32, reason: limit, examples: "u:3 or u:1,2",
      algebra: "u(p,q)", preserves: "the Hermitian product of two complex vectors"
    ) { p, q in
      let (n, s) = (p + q, signature(p, q))
      return NamedInvariant(
        name: "u:\(s)",
        preserves: "the Hermitian product of signature (\(p),\(q)) of two vectors of ℂ\(power(n))",
        algebra: "u(\(descending(p, q)))", dimension: n * n,
        oracle: oracle(
          sum(p, q) { "conj(z[\($0)])*w[\($0)]" }, complex: ["z", "w"], dimension: n))
    },
    InvariantFamily(
      "su:n or su:p,q", keys: ["su"], .signature, 2...Determinant.largest,
      reason: determinantLimit, examples: "su:3 or su:1,2", algebra: "su(p,q)",
      preserves: "the complex determinant of n vectors and the Hermitian norm"
    ) { p, q in
      let (n, s, z) = (p + q, signature(p, q), points("z", 1...p + q))
      return NamedInvariant(
        name: "su:\(s)",
        preserves: "the determinant of \(n) vectors of ℂ\(power(n)) and the Hermitian norm of "
          + "signature (\(p),\(q))",
        algebra: "su(\(descending(p, q)))", dimension: n * n - 1,
        oracle: oracle(
          "det(\(list(z))); " + sum(p, q) { "abs(z1[\($0)])^2" }, complex: z, dimension: n))
    },
    InvariantFamily(
      "sl:n,C", keys: ["slc"], .size, 2...Determinant.largest, reason: determinantLimit,
      examples: "sl:3,C", algebra: "sl(n,ℂ)", preserves: "the complex determinant of n vectors"
    ) { n, _ in
      let z = points("z", 1...n)
      return NamedInvariant(
        name: "sl:\(n),C", preserves: "the complex determinant of \(n) vectors of ℂ\(power(n))",
        algebra: "sl(\(n),ℂ)", dimension: 2 * (n * n - 1),
        oracle: oracle("det(\(list(z)))", complex: z, dimension: n))
    },
    InvariantFamily(
      "so:n,C", keys: ["soc"], .size, 3...32, reason: limit, examples: "so:3,C",
      algebra: "so(n,ℂ)", preserves: "the complex quadratic form z₁² + … + zₙ²"
    ) { n, _ in
      NamedInvariant(
        name: "so:\(n),C", preserves: "the complex quadratic form on ℂ\(power(n))",
        algebra: "so(\(n),ℂ)", dimension: n * (n - 1),
        oracle: oracle("z.z", complex: ["z"], dimension: n))
    },
  ]

  private static let limit = "a linear field on ℂⁿ = ℝ²ⁿ has 4n² unknowns"
}
