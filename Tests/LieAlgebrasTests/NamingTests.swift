import LieAlgebras
import Tensors
import TestSupport
import Testing

@Suite struct NamingTests {
  @Test("The name is right in the textbook basis", arguments: catalog(dimension: 1...80, size: 27))
  func textbook(entry: CatalogEntry) throws {
    let name = try LieAlgebra(basis: try #require(entry.basis)).name
    #expect(isRight(name, for: entry), "became \(name)")
    #expect(name.dimension == entry.dimension)
    #expect(name.isSemisimple == entry.isSemisimple)
  }

  @Test(
    "The name is right in any basis and coordinates", arguments: catalog(dimension: 1...40),
    [1, 2] as [UInt64])
  func scrambledBasis(entry: CatalogEntry, seed: UInt64) throws {
    let basis = scrambled(try #require(entry.basis), noise: 0, seed: seed)
    let name = try LieAlgebra(basis: basis).name
    #expect(isRight(name, for: entry), "became \(name)")
  }

  @Test(
    "The representation chooses among isomorphic algebras",
    arguments: [
      ("so(3)", "so(3)"), ("su(2)", "su(2)"), ("sl(2,R)", "sl(2,ℝ)"), ("so(2,1)", "so(1,2)"),
      ("so(4)", "so(4)"), ("su(2) + su(2)", "su(2) ⊕ su(2)"), ("so(3) + so(3)", "so(3) ⊕ so(3)"),
      ("so(1,3)", "so(1,3)"), ("sl(2,C)", "sl(2,ℂ)"), ("so(2,2)", "so(2,2)"),
      ("sp(4,R)", "sp(4,ℝ)"), ("so(3,2)", "so(3,2)"), ("su(4)", "su(4)"), ("so(6)", "so(6)"),
      ("su(2,2)", "su(2,2)"), ("so(4,2)", "so(4,2)"), ("sl(4,R)", "sl(4,ℝ)"),
      ("so(3,3)", "so(3,3)"), ("sp(2)", "sp(2)"), ("so(5)", "so(5)"), ("u(3)", "u(3)"),
      ("u(2,1)", "u(2,1)"), ("gl(3,R)", "gl(3,ℝ)"), ("gl(2,C)", "gl(2,ℂ)"),
      ("su*(4)", "su*(4)"), ("so*(6)", "so*(6)"),
      ("su(3) + su(2) + u(1)", "su(3) ⊕ su(2) ⊕ u(1)"),
    ] as [(String, String)])
  func representation(written: String, name: String) throws {
    let basis = try #require(try AlgebraCatalog.named(written).basis)
    #expect(try LieAlgebra(basis: scrambled(basis, noise: 0, seed: 3)).name.name == name)
  }

  @Test(
    "Isomorphic algebras are aliases of each other",
    arguments: [
      ["so(3)", "su(2)", "sp(1)"], ["so(2,1)", "sl(2,R)", "sp(2,R)", "su(1,1)"],
      ["so(1,3)", "sl(2,C)", "so(3,C)"], ["so(5)", "sp(2)"], ["so(3,2)", "sp(4,R)"],
      ["so(4,1)", "sp(1,1)"], ["so(6)", "su(4)"], ["so(4,2)", "su(2,2)"], ["so(3,3)", "sl(4,R)"],
      ["su*(4)", "so(5,1)"], ["so*(6)", "su(3,1)"], ["so*(8)", "so(6,2)"],
      ["so(5,C)", "sp(4,C)"], ["so(4)", "su(2) + su(2)"], ["so(2,2)", "sl(2,R) + sl(2,R)"],
      ["so*(4)", "su(2) + sl(2,R)"],
    ])
  func aliases(names: [String]) throws {
    let computed = try names.map {
      try LieAlgebra(basis: try #require(try AlgebraCatalog.named($0).basis)).name
    }
    for name in computed {
      #expect(computed.allSatisfy { $0.matches(name.name) }, "\(name) among \(computed)")
    }
  }

  @Test("Signatures of the same algebra as a direct sum or not are told apart")
  func neighbors() throws {
    let expected = [
      ("e(3)", "e(3)"), ("iso(1,3)", "iso(1,3)"), ("aff(2)", "aff(2)"), ("saff(3)", "saff(3)"),
      ("sim(3)", "sim(3)"), ("sim(1,3)", "sim(1,3)"), ("h5", "h5"), ("oscillator", "oscillator"),
      ("galilei(3)", "galilei(3)"), ("borel(3)", "borel(3)"), ("n(4)", "n(4)"),
      ("e(2) + e(2)", "e(2) ⊕ e(2)"), ("iso(1,1) + h3", "iso(1,1) ⊕ h3"), ("R^3", "ℝ³"),
      ("T^2", "u(1)²"), ("aff(1) + aff(1)", "aff(1) ⊕ aff(1)"),
    ]
    for (written, name) in expected {
      let basis = try #require(try AlgebraCatalog.named(written).basis)
      let computed = try LieAlgebra(basis: scrambled(basis, noise: 0, seed: 4)).name.name
      let (a, b) = (computed.split(separator: " ⊕ "), name.split(separator: " ⊕ "))
      #expect(a.sorted() == b.sorted(), "\(written) became \(computed)")
    }
  }

  @Test(
    "Structure constants in any basis, with errors",
    arguments: catalog(dimension: 3...28).filter { $0.isSemisimple && !$0.name.contains("⊕") },
    [0, 1e-6, 1e-3])
  func structureConstants(entry: CatalogEntry, noise: Double) throws {
    let algebra = try LieAlgebra(
      basis: scrambled(try #require(entry.basis), noise: 0, seed: 5))
    let m = entry.dimension
    var rng = Philox(seed: 6)
    let error: Tensor<Double> = rng.normals([m, m, m])
    var c = algebra.structure
    let size = noise * c.norm / (2.0.squareRoot() * error.norm)
    for i in 0..<m {
      for j in 0..<m {
        for k in 0..<m { c[i, j, k] += size * (error[i, j, k] - error[j, i, k]) }
      }
    }
    let found = try AlgebraIdentifier().identify(structureConstants: c, noise: noise)
    if found.outcome == .named, let name = found.name {
      #expect(isRight(name, for: entry), "became \(name)")
    }
    if noise < 1e-4 { #expect(found.outcome == .named) }
  }

  @Test func exceptionalByStructureConstants() throws {
    for (name, roots) in [("g2", 12), ("f4(-20)", 48), ("e6(2)", 72)] {
      let entry = try AlgebraCatalog.named(name)
      let algebra = try LieAlgebra(structureConstants: entry.structure)
      #expect(algebra.name.name == name)
      #expect(algebra.roots?.roots.count == roots)
    }
  }

  @Test(
    "E7 and E8 by name", .enabled(if: isFullRun),
    arguments: ["e7(7)", "e7(-25)", "e7", "e7(-5)", "e8", "e8(8)", "e8(-24)"])
  func largeExceptional(name: String) throws {
    let algebra = try LieAlgebra(structureConstants: try AlgebraCatalog.named(name).structure)
    #expect(algebra.name.name == name)
  }
}
