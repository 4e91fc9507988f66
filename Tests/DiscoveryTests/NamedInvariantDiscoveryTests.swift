import Discovery
import LieAlgebras
import Oracles
import Tensors
import TestSupport
import Testing

/// Oracles whose algebra is known, with the dimensions and names of the textbooks.
///
/// Source: Helgason, *Differential Geometry, Lie Groups, and Symmetric Spaces* (1978), chapter X.
@Suite struct NamedInvariantDiscoveryTests {
  struct Case: CustomTestStringConvertible {
    var invariant: String
    var dimension: Int
    var name: String
    var testDescription: String { invariant }

    init(_ invariant: String, _ dimension: Int, _ name: String) {
      (self.invariant, self.dimension, self.name) = (invariant, dimension, name)
    }
  }

  static let cases: [Case] =
    (3...10).map { Case("so:\($0)", $0 * ($0 - 1) / 2, "so(\($0))") }
    + (2...6).map { Case("u:\($0)", $0 * $0, "u(\($0))") }
    + (2...6).map { Case("su:\($0)", $0 * $0 - 1, "su(\($0))") }
    + [
      Case("so:2", 1, "so(2)"), Case("so:1,3", 6, "so(1,3)"), Case("so:2,2", 6, "so(2,2)"),
      Case("so:3,2", 10, "so(3,2)"), Case("sp:4", 10, "sp(4,ℝ)"), Case("sp:6", 21, "sp(6,ℝ)"),
      Case("sl:3", 8, "sl(3,ℝ)"), Case("g2", 14, "g2"), Case("g2-split", 14, "g2(2)"),
      Case("f4", 52, "f4"), Case("f4-split", 52, "f4(4)"), Case("f4-20", 52, "f4(-20)"),
      Case("e6", 78, "e6(-26)"), Case("e6-split", 78, "e6(6)"), Case("e7", 133, "e7(-25)"),
    ] + (isFullRun ? [Case("e7-split", 133, "e7(7)")] : [])

  @Test(arguments: cases)
  func exact(_ expected: Case) throws {
    let invariant = try NamedInvariant(expected.invariant)
    var method = SpectralMethod()
    method.fields = FieldClass(rawValue: invariant.fieldClass.rawValue) ?? .linear
    let finding = try method.discover(invariant.oracle)
    #expect(finding.count == expected.dimension)
    #expect(finding.name?.matches(expected.name) == true, "\(finding.summary)")
    #expect(finding.outcome == .clear)
    #expect(finding.closure <= 1e-10)
    // A class that is symmetric as a whole has no spectrum beyond its symmetries.
    #expect((finding.certificate.gap ?? .infinity) >= 1e6)
  }

  /// Affine and quadratic fields, of several points (docs/Spectral.md).
  @Test(arguments: [
    Case("e:2", 3, "e(2)"), Case("e:3", 6, "e(3)"), Case("iso:1,3", 10, "iso(1,3)"),
    Case("sim:2", 4, "sim(2)"), Case("sim:3", 7, "sim(3)"), Case("saff:2", 5, "saff(2)"),
    Case("aff:2", 6, "aff(2)"), Case("conf:2", 6, "so(1,3)"), Case("conf:3", 10, "so(1,4)"),
  ])
  func geometric(_ expected: Case) throws { try exact(expected) }

  /// The canonical generators are symmetries: the defining form is constant along their flows.
  @Test func generatorsPreserveTheForm() throws {
    let finding = try SpectralMethod().discover(FormulaOracle("t^2 - x^2 - y^2 - z^2"))
    let η = Tensor<Double>.diagonal([1, -1, -1, -1])
    for generator in finding.generators.unstacked {
      expectClose(generator.matmul(η, transposed: .left) + η.matmul(generator), .zeros([4, 4]))
    }
  }

  @Test func brokenSymmetryIsNotFound() throws {
    // 1e-7 of a linear term breaks so(3) to so(2) about it: far above rounding.
    let finding = try SpectralMethod().discover(FormulaOracle("x^2 + y^2 + z^2 + 1e-7*x"))
    #expect(finding.count == 1)
    #expect(finding.name?.name == "so(2)")
  }

  @Test(arguments: [
    "x^3 + x*y^2 + 2*y + z^4*x", "x + y^2 + z^3 + x*y*z", "exp(x) + sin(2*y) + z^3*y",
  ])
  func noSymmetry(_ formula: String) throws {
    let finding = try SpectralMethod().discover(FormulaOracle(formula))
    #expect(finding.outcome == .noneFound)
    #expect(finding.count == 0)
  }

  /// The size of an oracle says nothing of its symmetries, however extreme.
  @Test(arguments: ["1e160", "1e300", "1e-170", "1e-300"])
  func extremeFactors(_ factor: String) throws {
    let finding = try SpectralMethod().discover(FormulaOracle("\(factor)*(x^2 + y^2 + z^2)"))
    #expect(finding.name?.matches("so(3)") == true)
    let none = try SpectralMethod().discover(FormulaOracle("\(factor)*(x^2 + y^3 + z + x*y)"))
    #expect(none.name?.matches("gl(3,ℝ)") != true)
  }

  @Test func onePointWithQuadraticFieldsIsNoAlgebra() throws {
    // Multiples of a symmetry are symmetries: 11 quadratic fields preserve |x|², and do not close.
    var method = SpectralMethod()
    method.fields = .quadratic
    let finding = try method.discover(FormulaOracle("x^2 + y^2 + z^2"))
    #expect(finding.count == 11)
    #expect(finding.name == nil)
    #expect(finding.closure > 0.1)
  }

  /// The conformal group of the line: `∂x`, `x ∂x`, `x² ∂x`, with the bracket sign of matrices.
  @Test func structureOfQuadraticFieldsHasTheSignOfMatrices() throws {
    var method = SpectralMethod()
    method.fields = .quadratic
    let oracle = try FormulaOracle(
      "(x[1]-y[1])*(z[1]-w[1])/((x[1]-z[1])*(y[1]-w[1]))",
      vectors: [("x", 1), ("y", 1), ("z", 1), ("w", 1)])
    let finding = try method.discover(oracle)
    #expect(finding.name?.matches("sl(2,ℝ)") == true)
    // Rows of coefficients in φ = (x, 1, x²): for v = a + b x + c x² and w likewise,
    // [v, w] = v w′ − w v′ = (a₁b₂ − b₁a₂) + 2(a₁c₂ − c₁a₂) x + (b₁c₂ − c₁b₂) x².
    let e = finding.generators.unstacked.map { (a: $0[0, 1], b: $0[0, 0], c: $0[0, 2]) }
    let structure = try #require(finding.structure)
    for i in 0..<3 {
      for j in 0..<3 {
        let (v, w) = (e[i], e[j])
        var expanded = (a: 0.0, b: 0.0, c: 0.0)
        for k in 0..<3 {
          expanded.a -= structure[i, j, k] * e[k].a
          expanded.b -= structure[i, j, k] * e[k].b
          expanded.c -= structure[i, j, k] * e[k].c
        }
        expectClose(expanded.a, v.a * w.b - v.b * w.a, atol: 1e-10)
        expectClose(expanded.b, 2 * (v.a * w.c - v.c * w.a), atol: 1e-10)
        expectClose(expanded.c, v.b * w.c - v.c * w.b, atol: 1e-10)
      }
    }
  }

  @Test func sameResultOnAnyNumberOfThreads() throws {
    let oracle = try FormulaOracle("x^2 + y^2 - z^2")
    var (one, two) = (SpectralMethod(), SpectralMethod())
    (one.threads, two.threads) = (1, 2)
    let (a, b) = (try one.discover(oracle), try two.discover(oracle))
    #expect(a.generators == b.generators)
    #expect(a.spectrum == b.spectrum)
    #expect(a.certificate.nullTrialsBelow == b.certificate.nullTrialsBelow)
  }
}
