extension InvariantFamily {
  private static let linearLimit = "a linear field on ℝⁿ has n² unknowns"

  /// Forms and volumes on ℝⁿ.
  static let classical: [InvariantFamily] = [
    InvariantFamily(
      "so:n or so:p,q", keys: ["so"], .signature, 2...64, reason: linearLimit,
      examples: "so:10 or so:1,3", algebra: "so(p,q)",
      preserves: "the quadratic form of a vector"
    ) { p, q in
      let (n, s) = (p + q, signature(p, q))
      return NamedInvariant(
        name: "so:\(s)", preserves: "the quadratic form of signature (\(p),\(q)) on ℝ\(power(n))",
        algebra: "so(\(orthogonal(p, q)))", dimension: n * (n - 1) / 2,
        oracle: oracle(sum(p, q) { "x[\($0)]^2" }, vectors: ["x"], dimension: n))
    },
    InvariantFamily(
      "sp:2n", keys: ["sp"], .evenSize, 2...64, reason: linearLimit, examples: "sp:6",
      algebra: "sp(2n,ℝ)", preserves: "the symplectic form of two vectors"
    ) { size, _ in
      let n = size / 2
      return NamedInvariant(
        name: "sp:\(size)", preserves: "the symplectic form of two vectors of ℝ\(power(size))",
        algebra: "sp(\(size),ℝ)", dimension: n * (2 * n + 1),
        oracle: oracle(
          sum(n, 0) { "x[\($0)]*y[\(n + $0)] - x[\(n + $0)]*y[\($0)]" }, vectors: ["x", "y"],
          dimension: size))
    },
    InvariantFamily(
      "sl:n", keys: ["sl"], .size, 2...Determinant.largest, reason: determinantLimit,
      examples: "sl:3", algebra: "sl(n,ℝ)", preserves: "the volume spanned by n vectors"
    ) { n, _ in
      let x = points("x", 1...n)
      return NamedInvariant(
        name: "sl:\(n)", preserves: "the determinant of \(n) vectors of ℝ\(power(n))",
        algebra: "sl(\(n),ℝ)", dimension: n * n - 1,
        oracle: oracle("det(\(list(x)))", vectors: x, dimension: n))
    },
  ]

  static let determinantLimit = "the determinant of n vectors of n components is a large function"

  /// `name1, name2, …`.
  static func points(_ name: String, _ range: ClosedRange<Int>) -> [String] {
    range.map { "\(name)\($0)" }
  }

  static func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  /// A number as a superscript.
  static func power(_ n: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String(String(n).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}
