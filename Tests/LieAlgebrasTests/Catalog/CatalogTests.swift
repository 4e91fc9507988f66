import ComplexModule
import LieAlgebras
import Tensors
import TestSupport
import Testing

/// Every basis of the catalog against the tables of Lie theory.
@Suite struct CatalogTests {
  @Test func everyListedNameIsUnderstood() {
    #expect(AlgebraCatalog.all.count == AlgebraCatalog.names.count)
    #expect(Set(AlgebraCatalog.all.map(\.name)).count == AlgebraCatalog.names.count)
  }

  @Test("Matrices are independent and close", arguments: AlgebraCatalog.all)
  func closure(entry: CatalogEntry) throws {
    guard entry.dimension < 248 else {
      #expect(entry.basis == nil)
      return
    }
    let basis = try #require(entry.basis)
    let (m, n) = (entry.dimension, basis.shape[1])
    #expect(basis.shape == [m, n, n])
    let singular = basis.reshaped([m, n * n]).singularValues
    #expect(singular.count == m && singular[m - 1] > 0.1 * singular[0] / Double(n))
    // The 133 × 133 matrices of adjoint representations are left to the Jacobi identity.
    if n < 100 { #expect(BracketTable(of: basis).residual <= 1e-12) }
  }

  @Test("Jacobi, Killing signature, radical and rank", arguments: AlgebraCatalog.all)
  func tables(entry: CatalogEntry) {
    let c = entry.structure
    let m = entry.dimension
    #expect(c.shape == [m, m, m])
    var rng = Philox(seed: 17)
    func adjoint(_ x: Tensor<Double>) -> Tensor<Double> {  // [x, ·] on columns
      x.reshaped([1, m]).matmul(c.reshaped([m, m * m])).reshaped([m, m]).transposed
    }
    let (x, y): (Tensor<Double>, Tensor<Double>) = (rng.normals([m]), rng.normals([m]))
    let (adX, adY) = (adjoint(x), adjoint(y))
    let jacobi = adjoint(adX.matmul(y)) - adX.matmul(adY) + adY.matmul(adX)
    #expect(jacobi.maximumMagnitude <= 1e-12 * max(1, adX.norm * adY.norm))
    expectClose(adX.matmul(x), .zeros([m]), atol: 1e-12 * max(1, adX.norm))

    let killing = killingForm(c)
    let squares = signs(killing.symmetricEigen().values)
    #expect(squares == entry.killingSignature)

    // The radical is the Killing-orthogonal complement of the brackets.
    let pairing = killing.matmul(c.reshaped([m * m, m]).gram)
    let values = pairing.singularValues
    #expect(m - values.count { $0 > 1e-9 * max(values[0], 1e-9) } == entry.radicalDimension)
    #expect(entry.isSemisimple == (entry.killingSignature.zero == 0))

    // A generic element is regular: 0 is an eigenvalue as often as the rank says. Jordan blocks of a
    // nilpotent part spread their eigenvalues by roots of the rounding error.
    let spectrum = adX.eigenvalues().map(\.length)
    let largest = max(spectrum.max() ?? 0, 0.1)
    let zero = entry.isReductive ? 1e-9 : 5e-3
    #expect(spectrum.count { $0 < zero * largest } == entry.rank)
    if let roots = entry.rootCount { #expect(spectrum.count { $0 >= zero * largest } == roots) }
  }

  @Test(
    "Root counts of the simple algebras",
    arguments: zip(
      ["sl(5,R)", "so(9)", "sp(8,R)", "so(10)", "g2", "f4", "e6", "e7", "e8"],
      [20, 32, 32, 40, 12, 48, 72, 126, 240]))
  func rootCounts(name: String, count: Int) throws {
    // Bourbaki, Lie groups and Lie algebras, ch. VI, plates I to IX.
    #expect(try AlgebraCatalog.named(name).rootCount == count)
  }

  private func killingForm(_ c: Tensor<Double>) -> Tensor<Double> {
    let m = c.shape[0]
    let swapped = Tensor(stacking: c.unstacked.map(\.transposed))
    return c.reshaped([m, m * m]).matmul(swapped.reshaped([m, m * m]), transposed: .right)
  }

  private func signs(_ values: [Double]) -> Signature {
    let level = 1e-9 * max(values.map(\.magnitude).max() ?? 0, 1e-9)
    return Signature(
      positive: values.count { $0 > level }, negative: values.count { $0 < -level },
      zero: values.count { $0.magnitude <= level })
  }
}
