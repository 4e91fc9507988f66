/// Named real Lie algebras: any by its name, and a list of well-known ones.
///
/// ```swift
/// let lorentz = try AlgebraCatalog.named("so(1,3)")
/// lorentz.basis  // [6, 4, 4]
/// ```
public enum AlgebraCatalog {
  /// The algebra with a name such as `so(1,3)`, `sl(3,R)`, `su*(6)`, `e7(-25)`, `iso(1,3)`, `h3` or a
  /// direct sum `su(3) + su(2) + u(1)`.
  ///
  /// Capitals, blanks, `ℝ`, `ℂ`, `⊕`, subscripts and superscripts are understood. `sp(2n,R)` counts
  /// coordinates, the compact `sp(n)` quaternions; `e(n)` is Euclidean and `e6` exceptional.
  ///
  /// - Throws: `.unknownName`, with what would be understood.
  public static func named(_ name: String) throws(LieAlgebraError) -> CatalogEntry {
    var sum: CatalogEntry?
    for term in try AlgebraTerm.terms(of: name) {
      guard let entry = term.entry else {
        throw .unknownName(
          "no Lie algebra is known as '\(term.text)'; try so(1,3), su(3), sl(3,R), sl(2,C), sp(4,R), "
            + "sp(2,1), su*(6), so*(8), gl(3,R), g2, f4(4), e(3), iso(1,3), sim(2), aff(2), h3, "
            + "galilei(3), R^3, T^2, with sizes up to \(AlgebraTerm.largestSize), or sums of such")
      }
      sum = sum.map { .sum($0, entry) } ?? entry
    }
    guard let sum else { throw .unknownName("the name is empty; try so(3)") }
    return sum
  }

  /// Well-known algebras of every family, each once; two entries may be isomorphic.
  public static let all: [CatalogEntry] = names.compactMap { try? named($0) }

  /// The names of ``all``, in order.
  public static let names = [
    "so(2)", "so(3)", "so(4)", "so(5)", "so(6)", "so(7)", "so(8)", "so(9)", "so(10)",
    "so(1,1)", "so(2,1)", "so(1,3)", "so(2,2)", "so(3,2)", "so(4,1)", "so(4,2)", "so(3,3)",
    "so(4,4)", "so(5,4)", "so(3,C)", "so(4,C)", "so(5,C)", "so*(4)", "so*(6)", "so*(8)", "so*(10)",
    "su(2)", "su(3)", "su(4)", "su(5)", "su(6)", "su(1,1)", "su(2,1)", "su(2,2)", "su(3,2)",
    "u(1)", "u(2)", "u(3)", "u(2,1)", "su*(4)", "su*(6)",
    "sl(2,R)", "sl(3,R)", "sl(4,R)", "sl(2,C)", "sl(3,C)", "gl(2,R)", "gl(3,R)", "gl(2,C)",
    "sp(2,R)", "sp(4,R)", "sp(6,R)", "sp(8,R)", "sp(4,C)", "sp(1)", "sp(2)", "sp(3)", "sp(1,1)",
    "sp(2,1)",
    "g2", "g2(2)", "f4", "f4(4)", "f4(-20)", "e6", "e6(6)", "e6(2)", "e6(-14)", "e6(-26)",
    "e7", "e7(7)", "e7(-5)", "e7(-25)", "e8", "e8(8)", "e8(-24)",
    "R", "R^3", "t(3)", "T^2", "h3", "h5", "oscillator", "jacobi", "borel(2)", "borel(3)", "n(4)",
    "e(2)", "e(3)", "e(4)", "iso(1,1)", "iso(1,2)", "iso(1,3)", "iso(2,3)", "sim(2)", "sim(3)",
    "sim(1,3)", "aff(1)", "aff(2)", "aff(3)", "saff(2)", "saff(3)", "galilei(2)", "galilei(3)",
    "su(3) + su(2) + u(1)", "so(1,3) + so(4)", "su(2) + su(2)", "so(2,2) + su(3)", "sl(2,R) + R",
    "e(3) + R", "e(2) + so(3)", "iso(1,1) + h3", "aff(1) + aff(1)",
  ]
}
