import LieAlgebras
import Tensors
import TestSupport
import Testing

/// Laws of every algebra, over the catalog in scrambled bases, and its numbers against the tables.
@Suite struct LawsTests {
  static let entries = catalog(dimension: 1...30)

  private func algebra(_ entry: CatalogEntry, seed: UInt64) throws -> LieAlgebra {
    let basis = try #require(entry.basis)
    return try LieAlgebra(basis: scrambled(basis, noise: 0, seed: seed))
  }

  private func adjoint(_ algebra: LieAlgebra, _ x: Tensor<Double>) -> Tensor<Double> {
    let m = algebra.dimension
    return x.reshaped([1, m]).matmul(algebra.structure.reshaped([m, m * m]))
      .reshaped([m, m]).transposed
  }

  @Test("Structure constants reproduce the brackets", arguments: entries)
  func brackets(entry: CatalogEntry) throws {
    let algebra = try algebra(entry, seed: 1)
    let basis = try #require(algebra.basis)
    let m = algebra.dimension
    var rng = Philox(seed: 2)
    let (x, y): (Tensor<Double>, Tensor<Double>) = (rng.normals([1, m]), rng.normals([1, m]))
    let (a, b) = (
      try #require(algebra.matrices(x)).row(0), try #require(algebra.matrices(y)).row(0)
    )
    let coordinates = adjoint(algebra, x.reshaped([m])).matmul(y.reshaped([m])).reshaped([1, m])
    let bracket = try #require(algebra.matrices(coordinates)).row(0)
    let scale = basis.norm * basis.norm
    expectClose(bracket, a.matmul(b) - b.matmul(a), atol: 1e-11 * scale)
  }

  @Test("The Killing form is invariant: K([x,y],z) + K(y,[x,z]) = 0", arguments: entries, [3, 4])
  func killingIsInvariant(entry: CatalogEntry, seed: UInt64) throws {
    let algebra = try algebra(entry, seed: seed)
    let m = algebra.dimension
    var rng = Philox(seed: seed)
    let x: Tensor<Double> = rng.normals([m])
    let (ad, k) = (adjoint(algebra, x), algebra.killingForm)
    let defect = ad.matmul(k, transposed: .left) + k.matmul(ad)
    expectClose(defect, .zeros([m, m]), atol: 1e-10 * max(1, ad.norm * k.norm))
  }

  @Test("Dimension, rank, signature, radical and roots agree with the tables", arguments: entries)
  func tables(entry: CatalogEntry) throws {
    let algebra = try algebra(entry, seed: 5)
    let signature = algebra.killingSignature
    #expect(algebra.dimension == entry.dimension)
    #expect(signature.positive == entry.killingSignature.positive)
    #expect(signature.negative == entry.killingSignature.negative)
    #expect(signature.zero == entry.killingSignature.zero)
    #expect(algebra.radical.shape[0] == entry.radicalDimension)
    #expect(algebra.rank == entry.rank)
    if entry.isReductive {
      #expect(algebra.roots?.roots.count ?? 0 == entry.rootCount)
      #expect(algebra.center.shape[0] == entry.radicalDimension)
    }
    #expect((algebra.roots?.integrality ?? 0) < 1e-5)
    let ideals = algebra.simpleIdeals
    #expect(
      ideals.reduce(0) { $0 + $1.basis.shape[0] } == entry.dimension - entry.radicalDimension)
    for ideal in ideals {
      #expect(ideal.forms.first?.dimension == ideal.basis.shape[0])
    }
  }

  @Test(
    "A Levi subalgebra closes and complements the radical",
    arguments: entries.filter { $0.radicalDimension > 0 })
  func levi(entry: CatalogEntry) throws {
    let algebra = try algebra(entry, seed: 6)
    let (levi, radical) = algebra.leviDecomposition
    #expect(levi.shape[0] + radical.shape[0] == entry.dimension)
    let all = levi.appending(rowsOf: radical)
    #expect((all.singularValues.last ?? 0) > 1e-6 * (all.singularValues.first ?? 1))
    guard levi.shape[0] > 0 else { return }
    #expect(BracketTable(of: try #require(algebra.matrices(levi))).residual < 1e-10)
  }

  @Test("Series of the upper triangular and the Galilei algebra")
  func series() throws {
    let borel = try algebra(try AlgebraCatalog.named("borel(3)"), seed: 7)
    #expect(borel.derivedSeries.map { $0.shape[0] } == [6, 3, 1, 0])
    #expect(borel.lowerCentralSeries.map { $0.shape[0] } == [6, 3])
    #expect(borel.nilradical.shape[0] == 4)  // strictly upper triangular, and the identity
    let galilei = try algebra(try AlgebraCatalog.named("galilei(3)"), seed: 8)
    #expect(galilei.derivedSeries.map { $0.shape[0] } == [10, 9])
    #expect(galilei.nilradical.shape[0] == 7)
    #expect(galilei.radical.shape[0] == 7)
  }

  @Test func structureConstantsAlone() throws {
    for name in ["so(1,3)", "e(3)", "h5", "sl(3,R)", "galilei(3)", "su(3) + su(2)"] {
      let entry = try AlgebraCatalog.named(name)
      let algebra = try LieAlgebra(structureConstants: entry.structure)
      #expect(isRight(algebra.name, for: entry), "\(name) became \(algebra.name)")
      #expect(algebra.basis == nil)
    }
  }

  @Test func badInput() throws {
    let so3 = try AlgebraCatalog.named("so(3)").structure
    #expect(throws: LieAlgebraError.shape([3, 9])) {
      try LieAlgebra(structureConstants: so3.reshaped([3, 9]))
    }
    var asymmetric = so3
    asymmetric.scalars[5] += 0.5
    #expect {
      try LieAlgebra(structureConstants: asymmetric)
    } throws: {
      if case .notAntisymmetric = $0 as? LieAlgebraError { true } else { false }
    }
    var rng = Philox(seed: 9)
    let random: Tensor<Double> = rng.normals([4, 16])
    let c = (0..<64).map { place in
      let (i, j, k) = (place / 16, place / 4 % 4, place % 4)
      return random[i, j * 4 + k] - random[j, i * 4 + k]
    }
    #expect {
      try LieAlgebra(structureConstants: Tensor(c, shape: [4, 4, 4]))
    } throws: {
      if case .jacobi = $0 as? LieAlgebraError { true } else { false }
    }
    let unit = Tensor<Double>([0, 1, 0, 0], shape: [1, 2, 2])
    #expect(throws: LieAlgebraError.dependent) {
      try LieAlgebra(basis: unit.appending(rowsOf: unit))
    }
    #expect(throws: LieAlgebraError.notFinite) {
      try LieAlgebra(basis: .init(repeating: .nan, shape: [1, 2, 2]))
    }
    let both = unit.appending(rowsOf: Tensor([0, 0, 1, 0], shape: [1, 2, 2]))
    #expect {
      try LieAlgebra(basis: both)
    } throws: {
      if case .notClosed(let residual) = $0 as? LieAlgebraError { residual > 0.9 } else { false }
    }
  }
}
