import LieAlgebras
import Tensors
import TestSupport
import Testing

@Suite struct RepresentationTests {
  @Test(
    "Commutants: real, complex or quaternionic type",
    arguments: [
      ("so(3)", 1), ("su(2)", 4), ("so(4)", 1), ("su(3)", 2), ("u(3)", 2), ("sp(2)", 4),
      ("sl(2,C)", 2), ("sl(3,R)", 1), ("sp(4,R)", 1), ("su*(4)", 4), ("g2", 1),
      ("so(3) + so(3)", 2),
    ] as [(String, Int)])
  func commutant(name: String, dimension: Int) throws {
    let basis = try #require(try AlgebraCatalog.named(name).basis)
    let matrices = scrambled(basis, noise: 0, seed: 1)
    let commutant = Representation(matrices).commutant
    #expect(commutant.shape[0] == dimension)
    for x in commutant.unstacked {
      for a in matrices.unstacked {
        expectClose(a.matmul(x), x.matmul(a), atol: 1e-6 * a.norm)  // from a Gram matrix
      }
    }
  }

  @Test(
    "Invariant forms with their signatures",
    arguments: [
      ("so(3)", 3, 0), ("so(1,3)", 3, 1), ("so(3,2)", 3, 2), ("so(2,2)", 2, 2), ("g2", 7, 0),
      ("g2(2)", 4, 3), ("su(3)", 6, 0), ("su(2,1)", 4, 2),
    ] as [(String, Int, Int)])
  func metrics(name: String, positive: Int, negative: Int) throws {
    let basis = try #require(try AlgebraCatalog.named(name).basis)
    let matrices = scrambled(basis, noise: 0, seed: 2)
    let forms = Representation(matrices).invariantForms
    let signature = try #require(forms.signature)
    let counts = [signature.positive, signature.negative].sorted()
    #expect(counts == [positive, negative].sorted())
    let g = forms.symmetric.row(0)
    for a in matrices.unstacked {
      let defect = a.matmul(g, transposed: .left) + g.matmul(a)
      expectClose(defect, .zeros(g.shape), atol: 1e-6 * a.norm)
    }
  }

  @Test func symplecticForms() throws {
    for name in ["sp(4,R)", "sp(6,R)", "sl(2,R)"] {
      let basis = try #require(try AlgebraCatalog.named(name).basis)
      let forms = Representation(scrambled(basis, noise: 0, seed: 3)).invariantForms
      #expect(forms.isSymplectic && forms.symmetric.shape[0] == 0, "\(name)")
    }
    let sl3 = try #require(try AlgebraCatalog.named("sl(3,R)").basis)
    let none = Representation(sl3).invariantForms
    #expect(none.symmetric.shape[0] == 0 && none.antisymmetric.shape[0] == 0)
    #expect(none.signature == nil && !none.isSymplectic)
  }

  @Test("The symplectic form of E7 on ℝ⁵⁶, by inverse iteration", .enabled(if: isFullRun))
  func largeRepresentation() throws {
    let e7 = try #require(try AlgebraCatalog.named("e7(7)").basis)
    let forms = Representation(e7).invariantForms
    #expect(forms.isSymplectic && forms.symmetric.shape[0] == 0)
  }
}
