import LieAlgebras
import Tensors
import TestSupport
import Testing

@Suite struct CanonicalBasisTests {
  /// Textbook generators up to order and the documented signs.
  private func textbook(_ name: String) throws -> Tensor<Double> {
    try #require(try AlgebraCatalog.named(name).basis)
  }

  private func orthonormal(_ basis: Tensor<Double>) -> Tensor<Double> {
    let flat = basis.reshaped([basis.shape[0], basis.shape[1] * basis.shape[2]])
    return flat.transposed.qr().q.transposed.reshaped(basis.shape)
  }

  private func nonZero(_ basis: Tensor<Double>) -> Int {
    basis.scalars.count { $0.magnitude > 0.05 }
  }

  /// How many textbook generators stand in `basis` up to sign.
  private func matches(_ basis: Tensor<Double>, _ expected: Tensor<Double>) -> Int {
    expected.unstacked.count { generator in
      basis.unstacked.contains { ($0 - generator).norm < 1e-12 || ($0 + generator).norm < 1e-12 }
    }
  }

  @Test(
    "Mixed textbook generators come back",
    arguments: [
      "so(3)", "so(4)", "so(5)", "so(10)", "so(1,3)", "so(2,3)", "so(2,2)", "sp(4,R)", "sp(6,R)",
      "e(3)", "iso(1,3)", "su(2)", "u(3)", "gl(3,R)", "aff(2)", "h5", "galilei(3)", "n(4)", "t(3)",
    ], [0, 1e-6, 1e-3, 1e-2])
  func textbookReturns(name: String, noise: Double) throws {
    let expected = try textbook(name)
    for seed in UInt64(0)..<4 {
      var rng = Philox(seed: seed)
      let exact = orthonormal(mixed(expected, using: &rng))
      let given = noise > 0 ? perturbed(exact, noise: noise, using: &rng) : exact
      let canonical = canonicalBasis(of: given, noise: noise)
      #expect(matches(canonical.basis, expected) == expected.shape[0])
      #expect(canonical.isRounded && canonical.angle <= 8 * max(noise, 1e-10))
    }
  }

  @Test(
    "The numbers of non-zero entries of the sparsest known bases",
    arguments: [
      ("su(3)", 32), ("sl(3,R)", 10), ("g2", 56), ("g2(2)", 56), ("f4", 800), ("e6(6)", 852),
    ])
  func sparsity(name: String, entries: Int) throws {
    let expected = try textbook(name)
    for seed in UInt64(0)..<2 {
      var rng = Philox(seed: seed)
      let canonical = canonicalBasis(of: orthonormal(mixed(expected, using: &rng)), noise: 0)
      #expect(nonZero(canonical.basis) <= entries)
      #expect(canonical.isRounded && canonical.angle <= 1e-12)
      #expect(BracketTable(of: canonical.basis).residual <= 1e-12)
    }
  }

  @Test(
    "The result does not depend on the mixture", arguments: ["so(2,3)", "su(3)", "g2", "sim(2)"])
  func deterministic(name: String) throws {
    let expected = try textbook(name)
    var (a, b) = (Philox(seed: 1), Philox(seed: 2))
    let first = canonicalBasis(of: mixed(expected, using: &a), noise: 0)
    expectClose(canonicalBasis(of: mixed(expected, using: &b), noise: 0).basis, first.basis)
    expectClose(canonicalBasis(of: first.basis, noise: 0).basis, first.basis)
  }

  @Test func signsAndOrder() throws {
    let rotations = canonicalBasis(of: -(try textbook("so(3)")), noise: 0).basis
    expectClose(rotations.row(0), Tensor(rows: [[0, -1, 0], [1, 0, 0], [0, 0, 0]]))
    expectClose(rotations.row(1), Tensor(rows: [[0, 0, -1], [0, 0, 0], [1, 0, 0]]))
    expectClose(rotations.row(2), Tensor(rows: [[0, 0, 0], [0, 0, -1], [0, 1, 0]]))
  }

  /// (x − 1)² + 4 (y − 1)² is constant along 4(y − 1) ∂x − (x − 1) ∂y.
  @Test func oneGeneratorIsScaledAndRounded() {
    let noisy = Tensor(rows: [[0, 4.0001, -4.0002], [-1.00004, 0.00003, 1], [0, 0.00002, 0]])
    let canonical = canonicalBasis(of: Tensor(stacking: [2.7 * noisy]), noise: 1e-4)
    expectClose(
      canonical.basis.row(0), Tensor(rows: [[0, -1, 1], [0.25, 0, -0.25], [0, 0, 0]]))
  }

  /// Irrational entries must stay what they are: rounding them would leave the span.
  @Test func irrationalEntriesAreKept() {
    let generator = Tensor(rows: [[0, -Double(0.5).squareRoot()], [1, 0]])
    let canonical = canonicalBasis(of: Tensor(stacking: [-3 * generator]), noise: 0)
    expectClose(canonical.basis.row(0), generator)
    expectClose(canonical.angle, 0, atol: 1e-12)
  }

  @Test func denseSpansStayInTheSpan() {
    var rng = Philox(seed: 8)
    let rows: Tensor<Double> = rng.normals([12, 40])
    let canonical = canonicalRows(of: rows, noise: 0)
    #expect(canonical.angle <= 1e-10)
    // An echelon form has m(m − 1) zeros; the elimination must not lose any in the sum.
    #expect(canonical.rows.scalars.count { $0 == 0 } >= 12 * 11)
    expectClose(
      Tensor(canonical.rows.unstacked.map(\.maximumMagnitude)),
      Tensor(repeating: 1, shape: [12]))
  }

  @Test("Skewed coordinates are undone by the invariant form", arguments: [(1, 3), (5, 0), (2, 3)])
  func adaptedCoordinates(p: Int, q: Int) throws {
    var rng = Philox(seed: 3)
    let n = p + q
    let skew = randomInvertible(n, condition: 3, using: &rng)
    let inverse = try #require(skew.inverse)
    let basis = try textbook("so(\(p),\(q))")
    let given = Tensor(stacking: basis.unstacked.map { skew.matmul($0).matmul(inverse) })
    let η = Tensor<Double>.diagonal((0..<n).map { $0 < p ? 1 : -1 })
    let form = inverse.matmul(η, transposed: .left).matmul(inverse)
    let coordinates = try #require(AdaptedCoordinates(form: form))
    #expect(coordinates.signs == (0..<n).map { $0 < p ? 1 : -1 })
    let canonical = canonicalBasis(of: coordinates.generators(given), noise: 1e-9)
    #expect(matches(canonical.basis, basis) == basis.shape[0])
    #expect(nonZero(canonicalBasis(of: given, noise: 0).basis) > 2 * basis.shape[0])
    #expect(AdaptedCoordinates(form: .diagonal([1, 0])) == nil)
  }
}
