import Datasets
import Oracles
import Tensors
import TestSupport
import Testing

@Suite struct PolynomialFitTests {
  private func data(
    rows: Int, noise: Double = 0, seed: UInt64 = 1, _ f: (Double, Double) -> Double
  ) throws -> LabelledData {
    var rng = Philox(seed: seed)
    let x: Tensor<Double> = rng.normals([rows, 2])
    let y = (0..<rows).map { f(x[$0, 0], x[$0, 1]) + noise * rng.normal() }
    return try LabelledData(features: x, targets: Tensor(y, shape: [rows, 1]))
  }

  /// The coefficients are those of a direct least-squares solution, not of the normal equations.
  @Test func agreesWithDirectLeastSquares() throws {
    let data = try data(rows: 400, noise: 0.3) { $0 * $0 - 2 * $0 * $1 + $1 }
    let fit = try PolynomialFit(data, degree: 2)
    let design = fit.basis.values(at: fit.scaling.apply(data.features(0..<400)))
    let p = fit.basis.count(degree: 2)
    var lower = Tensor<Double>.zeros([400, p])
    for i in 0..<400 { for j in 0..<p { lower[i, j] = design[i, j] } }
    let y = data.targets(0..<400).reshaped([400])
    let direct = lower.leastSquares(y).x
    let fitted = Tensor(Array(fit.outputs[0].model.coefficients.prefix(p)))
    // The fit is of the standardised label: equal up to scale and a constant.
    let scale = direct[1] / fitted[1]
    for j in 1..<p { expectClose(fitted[j] * scale, direct[j], rtol: 1e-8, atol: 1e-10) }
  }

  @Test(arguments: [(1, 0.1), (2, 0.1), (3, 0.1), (4, 0.05)])
  func findsTheDegree(degree: Int, noise: Double) throws {
    let data = try data(rows: 2000, noise: noise) { x, y in
      (1...degree).reduce(0) { sum, k in
        sum + (0..<k).reduce(1) { p, _ in p * x } - (0..<k).reduce(0.5) { p, _ in p * y }
      }
    }
    let fit = try PolynomialFit(data)
    #expect(fit.outputs[0].degree == degree)
    #expect(fit.outputs[0].transform == .identity)
    #expect(fit.outputs[0].check != nil)
  }

  @Test func findsTheRelabelling() throws {
    let data = try data(rows: 1000) { (3 + $0 * $0 + $1).magnitude.squareRoot() + 0.1 }
    let fit = try PolynomialFit(data)
    #expect(fit.outputs[0].explained > 0.99)
    let exact = try PolynomialFit(self.data(rows: 1000) { (5 + $0 * $0 + $1 * $1).squareRoot() })
    #expect(exact.outputs[0].description == "y²")
    #expect(exact.outputs[0].degree == 2)
  }

  @Test func doesNotDependOnThreads() throws {
    let data = try data(rows: 5000, noise: 0.1) { $0 * $1 + $1 }
    let (one, two) = (
      try PolynomialFit(data, threads: 1), try PolynomialFit(data, threads: 2)
    )
    #expect(one.outputs[0].model.coefficients == two.outputs[0].model.coefficients)
    #expect(one.outputs[0].model.deviations == two.outputs[0].model.deviations)
  }

  @Test func tooFewRows() throws {
    let data = try data(rows: 12) { $0 + $1 }
    #expect(throws: RegressionError.tooFewRows(rows: 12, needed: 19, degree: 2)) {
      try PolynomialFit(data)
    }
  }
}
