import Oracles
import Tensors
import TestSupport
import Testing

@Suite struct HermiteBasisTests {
  @Test(arguments: [(1, 6, 7), (2, 3, 10), (4, 4, 70), (6, 3, 84)])
  func count(dimension: Int, degree: Int, expected: Int) {
    let basis = HermiteBasis(dimension: dimension, degree: degree)
    #expect(basis.count == expected)
    #expect(HermiteBasis.count(dimension: dimension, degree: degree) == expected)
    #expect(basis.exponents.allSatisfy { $0.reduce(0, +) <= degree })
    #expect(Set(basis.exponents).count == expected)
  }

  /// ∫ φₚ φ_q dN(0, 1) = δ, by Gauss–Hermite quadrature with 8 nodes (Abramowitz & Stegun, table 25.10,
  /// for the weight exp(−x²)), exact to degree 15.
  @Test func orthonormal() {
    let nodes = [
      (0.381186990207322, 6.611470125582413e-1), (1.157193712446780, 2.078023258148919e-1),
      (1.981656756695843, 1.707798300741348e-2), (2.930637420257244, 1.996040722113676e-4),
    ].flatMap { [($0.0, $0.1), (-$0.0, $0.1)] }
    let basis = HermiteBasis(dimension: 1, degree: 6)
    let x = Tensor(nodes.map { $0.0 * 2.0.squareRoot() }, shape: [8, 1])
    let φ = basis.values(at: x)
    let weights = Tensor<Double>.diagonal(nodes.map { $0.1 / Double.pi.squareRoot() })
    expectClose(
      φ.matmul(weights.matmul(φ), transposed: .left), .identity(7), rtol: 0, atol: 1e-12)
  }

  @Test func derivatives() {
    var rng = Philox(seed: 1)
    let basis = HermiteBasis(dimension: 3, degree: 5)
    let x: Tensor<Double> = rng.normals([20, 3])
    let exact = basis.partialDerivatives(at: x)
    let h = 1e-5
    for a in 0..<3 {
      var (up, down) = (x, x)
      for i in 0..<20 { (up[i, a], down[i, a]) = (x[i, a] + h, x[i, a] - h) }
      let numeric = (basis.values(at: up) - basis.values(at: down)) / (2 * h)
      let column = Tensor(stacking: (0..<20).map { exact.row($0 * 3 + a) })
      expectClose(column, numeric, rtol: 1e-6, atol: 1e-6)  // truncation h² of degree 5
    }
  }
}
