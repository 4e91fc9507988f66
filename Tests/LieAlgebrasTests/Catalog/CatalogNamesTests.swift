import LieAlgebras
import Tensors
import TestSupport
import Testing

@Suite struct CatalogNamesTests {
  @Test(
    arguments: [
      ("SO(1,3)", "so(1,3)"), (" so( 3 ) ", "so(3)"), ("sl(3, ℝ)", "sl(3,ℝ)"),
      ("sl(2,C)", "sl(2,ℂ)"), ("g₂", "g2"), ("g2(-14)", "g2"), ("e₆₍₋₂₆₎", "e6(-26)"),
      ("E7(−25)", "e7(-25)"), ("R³", "ℝ³"), ("ℝ^12", "ℝ¹²"), ("T^2", "u(1)²"),
      ("su(2)^2", "su(2) ⊕ su(2)"), ("R", "ℝ"), ("T^1", "u(1)"),
      ("h₅", "h5"), ("su(2)⊕u(1)", "su(2) ⊕ u(1)"), ("so(0,3)", "so(0,3)"), ("SU*(4)", "su*(4)"),
      ("so(3)+e6(2)", "so(3) ⊕ e6(2)"), ("Poincaré", "iso(1,3)"), ("e(3)", "e(3)"),
    ] as [(String, String)])
  func understood(written: String, name: String) throws {
    #expect(try AlgebraCatalog.named(written).name == name)
  }

  @Test(
    "Names read back as themselves", arguments: AlgebraCatalog.all.map(\.name))
  func roundTrip(name: String) throws {
    #expect(try AlgebraCatalog.named(name).name == name)
  }

  @Test(
    arguments: [
      "", "+", "so(3)+", "so", "so(", "so(3", "so(3))", "so()", "so(,)", "so(1)", "so(-3)",
      "so(1,2,3)", "so(R)", "so(3,R,3)", "so(99999)", "so(99999999999999999999)", "sl(3)",
      "sp(3,R)", "so*(3)", "e9", "e6(3)", "e6(1,2)", "f4(9223372036854775807)", "h4", "h99999999",
      "R^0", "R^-1", "T^99", "x(3)", "(3)", "3", "e6^2", "💥", "so(٣٣٣)",
    ])
  func refused(name: String) {
    #expect(throws: LieAlgebraError.self) { try AlgebraCatalog.named(name) }
  }

  @Test func refusalSaysWhatToTry() {
    let error = #expect(throws: LieAlgebraError.self) {
      try AlgebraCatalog.named("so(3) + spin(7)")
    }
    guard case .unknownName(let text) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(text.contains("'spin(7)'") && text.contains("so(1,3)"))
  }
}

/// The matrices preserve what their names promise.
@Suite struct CatalogInvariantsTests {
  private func basis(_ name: String) throws -> [Tensor<Double>] {
    try #require(try AlgebraCatalog.named(name).basis).unstacked
  }

  @Test(arguments: [(1, 3), (4, 0), (2, 2), (3, 2)])
  func metric(p: Int, q: Int) throws {
    let η = Tensor<Double>.diagonal((0..<p + q).map { $0 < p ? 1 : -1 })
    for a in try basis("so(\(p),\(q))") {
      expectClose(a.matmul(η, transposed: .left) + η.matmul(a), .zeros(η.shape))
    }
    // Unitary and symplectic algebras lie in so(2p,2q) and so(4p,4q).
    for (name, size) in [("u(\(p),\(q))", 2), ("sp(\(p),\(q))", 4)] {
      let metric = Tensor<Double>.diagonal((0..<size * (p + q)).map { $0 < size * p ? 1 : -1 })
      for a in try basis(name) {
        expectClose(a.matmul(metric, transposed: .left) + metric.matmul(a), .zeros(metric.shape))
      }
    }
  }

  @Test func symplecticForm() throws {
    var ω = Tensor<Double>.zeros([6, 6])
    for i in 0..<3 { (ω[i, 3 + i], ω[3 + i, i]) = (1, -1) }
    for a in try basis("sp(6,R)") {
      expectClose(a.matmul(ω, transposed: .left) + ω.matmul(a), .zeros([6, 6]))
    }
  }

  @Test(arguments: ["su(3)", "u(2,1)", "sl(3,C)", "sp(4,C)", "so(4,C)", "su(2,2)"])
  func complexStructure(name: String) throws {
    let generators = try basis(name)
    let n = generators[0].shape[0]
    var i = Tensor<Double>.zeros([n, n])
    for k in 0..<n / 2 { (i[2 * k + 1, 2 * k], i[2 * k, 2 * k + 1]) = (1, -1) }
    for a in generators { expectClose(a.matmul(i), i.matmul(a)) }
  }

  /// Every representation of a semisimple algebra is traceless.
  @Test(arguments: ["g2", "g2(2)", "f4", "f4(-20)", "e6(6)", "e6(-26)", "e7(7)", "e7(-25)"])
  func traceless(name: String) throws {
    for a in try basis(name) { expectClose(a.trace, 0) }
  }
}
