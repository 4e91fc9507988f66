import ComplexModule
import Oracles
import Tensors
import TestSupport
import Testing

@Suite struct DeterminantTests {
  @Test func vandermonde() {
    // Π (xⱼ − xᵢ) over i < j.
    let x: [Double] = [1, 2, 4, -3, 0.5]
    let matrix = x.flatMap { x in (0..<5).map { (0..<$0).reduce(1) { p, _ in p * x } } }
    var product = 1.0
    for j in 0..<5 { for i in 0..<j { product *= x[j] - x[i] } }
    expectClose(Determinant.withCofactors(matrix, n: 5).value, product, rtol: 1e-13)
  }

  /// Laplace: a · cofactorsᵀ = det · 1, singular or not.
  @Test(arguments: 1...7, UInt64(0)..<5) func laplaceExpansion(n: Int, seed: UInt64) {
    var rng = Philox(seed: seed)
    var a: Tensor<Double> = rng.normals([n, n])
    if seed == 0 { for j in 0..<n { a[n - 1, j] = n > 1 ? a[0, j] : 0 } }
    let (det, cofactors) = Determinant.withCofactors(a.scalars, n: n)
    expectClose(
      a.matmul(Tensor(cofactors, shape: [n, n]), transposed: .right), det * .identity(n),
      rtol: 1e-10, atol: 1e-12)
    if seed == 0 { expectClose(det, 0, atol: 1e-13) }
  }

  @Test func complexDeterminant() {
    let i = Complex<Double>.i
    // (1 + i)(2 − i) − 3i·(1) = 3 − 2i
    let matrix: [Complex<Double>] = [1 + i, 3 * i, 1, 2 - i]
    let (det, cofactors) = Determinant.withCofactors(matrix, n: 2)
    #expect(det == 3 - 2 * i)
    #expect(cofactors == [2 - i, -1, -3 * i, 1 + i])
  }
}

@Suite struct SuggestionTests {
  @Test func theNearestWordWins() {
    #expect(closest(to: "sni", among: ["cos", "sin", "sinh"]) == "sin")
    #expect(closest(to: "massless", among: ["mass", "x"]) == nil)
    #expect(closest(to: "q", among: ["x", "y"]) == nil)
    #expect(editDistance("kitten", "sitting") == 3)
    #expect(editDistance("", "abc") == 3)
    #expect(editDistance("ab", "ba") == 1)
  }
}
