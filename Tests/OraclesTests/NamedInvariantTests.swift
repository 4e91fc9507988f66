import Foundation
import Oracles
import Tensors
import TestSupport
import Testing

@Suite struct NamedInvariantTests {
  /// Every example of every family, and more.
  static let names =
    InvariantFamily.all.flatMap { $0.examples.components(separatedBy: " or ") }
    + ["so:2", "so:64", "sp:2", "su:2", "su:6", "u:1", "aff:1", "conf:1", "so:4,4", "sl:2"]

  @Test("The examples of the list are names, and come back", arguments: names)
  func examplesWork(name: String) throws {
    let invariant = try NamedInvariant(name)
    #expect(invariant.name == name)
    #expect(try NamedInvariant(invariant.name).algebra == invariant.algebra)
    #expect(!invariant.preserves.isEmpty && invariant.dimension > 0)
    if let oracle = invariant.oracle as? FormulaOracle {
      #expect(oracle.ignoredVariables.isEmpty)
    }
  }

  @Test("Gradients are central differences", arguments: names)
  func gradients(name: String) throws {
    let oracle = try NamedInvariant(name).oracle
    var rng = Philox(seed: 11)
    expectGradient(of: oracle, at: rng.normals([3, oracle.layout.count]))
  }

  /// Euler's theorem, x·∇f = (degree) f, by which a wrong coefficient of one monomial shows.
  @Test(
    "Forms are homogeneous",
    arguments: [
      ("so:1,3", 2.0), ("sp:6", 2), ("sl:4", 4), ("sl:3,C", 3), ("u:3", 2), ("g2", 3),
      ("g2-split", 3), ("f4", 3), ("f4-split", 3), ("f4-20", 3), ("e6", 3), ("e6-split", 3),
      ("e7", 4), ("e7-split", 4), ("conf:3", 0), ("sim:3", 0), ("saff:3", 3), ("e:3", 2),
    ])
  func homogeneity(name: String, degree: Double) throws {
    let oracle = try NamedInvariant(name).oracle
    var rng = Philox(seed: 12)
    let samples: Tensor<Double> = rng.normals([20, oracle.layout.count])
    let result = oracle.evaluate(at: samples)
    for i in 0..<20 {
      expectClose(
        result.jacobians.row(i).matmul(samples.row(i)), degree * result.values.row(i), rtol: 1e-11,
        atol: 1e-10)
    }
  }

  @Test(
    "Other ways to type a name",
    arguments: [
      ("SO:10", "so:10"), (" so : 1 , 3 ", "so:1,3"), ("slc:3", "sl:3,C"), ("sl:3,ℂ", "sl:3,C"),
      ("f4(-20)", "f4-20"), ("e6(-26)", "e6"), ("e7(-25)", "e7"), ("iso:3", "e:3"),
      ("so:3,0", "so:3"), ("so:10 ", "so:10"),
    ])
  func spellings(text: String, name: String) throws {
    #expect(try NamedInvariant(text).name == name)
  }

  @Test(
    "What is no name is refused with advice",
    arguments: [
      ("", "unknown invariant ''"), ("soo:3", "did you mean 'so'"), ("g3", "did you mean 'g2'"),
      ("e8", "unknown"), ("xyz:3", "the list of names"), ("f4-spilt", "did you mean 'f4-split'"),
      ("so", "write so:10 or so:1,3"), ("so:", "write so:10"), ("so:x", "write so:10"),
      ("so:1,2,3", "write so:10"), ("g2:3", "write g2"), ("sp:1,2", "write sp:6"), ("sp:5", "even"),
      ("so:1", "from 2 to 64"), ("so:65", "n² unknowns"), ("so:-1,3", "from 2 to 64"),
      ("so:9223372036854775807,1", "from 2 to 64"), ("so:99999999999999999999", "write so:10"),
      ("e:1", "from 2 to 32"), ("su:13", "from 2 to 12"), ("conf:11", "unknowns"),
      ("u:3,C", "unknown invariant"),
    ])
  func refusals(text: String, words: String) {
    do {
      _ = try NamedInvariant(text)
      Issue.record("'\(text)' was accepted")
    } catch {
      #expect(error.description.contains(words), "\(error)")
    }
  }

  @Test(
    "Algebras are named as physics writes them, whatever the sign of the form",
    arguments: [
      ("so:3,1", "so(1,3)"), ("so:1,3", "so(1,3)"), ("so:2,3", "so(3,2)"), ("so:0,4", "so(4)"),
      ("su:1,2", "su(2,1)"), ("u:1,2", "u(2,1)"), ("sp:6", "sp(6,ℝ)"), ("sl:3", "sl(3,ℝ)"),
      ("sl:3,C", "sl(3,ℂ)"), ("e:3", "e(3)"), ("iso:3,1", "iso(1,3)"), ("conf:1,3", "so(4,2)"),
      ("conf:2", "so(1,3)"), ("conf:3", "so(1,4)"), ("f4-20", "f4(-20)"), ("e7", "e7(-25)"),
    ])
  func algebras(name: String, algebra: String) throws {
    #expect(try NamedInvariant(name).algebra == algebra)
  }

  @Test func exceptionalFormsAreNoFormulas() throws {
    #expect(try NamedInvariant("u:2").formula == "conj(z[1])*w[1] + conj(z[2])*w[2]")
    #expect(try NamedInvariant("so:1,2").formula == "x[1]^2 - x[2]^2 - x[3]^2")
    #expect(try NamedInvariant("g2").formula == nil)
  }
}
