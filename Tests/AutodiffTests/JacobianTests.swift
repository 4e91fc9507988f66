import Autodiff
import Foundation
import Tensors
import TestSupport
import Testing

/// Functions of rows applied to tables, and their Jacobians.
@Suite struct JacobianTests {
  static let rowCounts = [0, 1, 1023, 1024, 1025, 3000]

  private func table(_ rows: Int, _ columns: Int) -> Tensor<Double> {
    var rng = Philox(seed: 5)
    return rng.normals([rows, columns])
  }

  @Test(arguments: rowCounts) func mapsRows(rows: Int) {
    let (x, a) = (table(rows, 3), Tensor<Double>(rows: [[1, 2], [3, 4], [5, 6]]))
    let results = mapRows(
      { x, common in [x.matmul(common[0]).sin(), x.sum(along: 1), x] }, over: x, common: [a])
    expectClose(results[0], x.matmul(a).map { sin($0) })
    expectClose(
      results[1], Tensor((0..<rows).map { x[$0, 0] + x[$0, 1] + x[$0, 2] }))
    #expect(results[2] == x)
  }

  @Test func mapsRowsOfOtherRanks() {
    let numbers = Tensor<Double>((0..<1500).map { Double($0) })
    #expect(mapRows({ x, _ in [2 * x] }, over: numbers)[0] == 2 * numbers)
    let matrices = numbers.reshaped([1500, 1, 1])
    #expect(mapRows({ x, _ in [x.transposed] }, over: matrices)[0] == matrices)
  }

  /// f(x) = (x₀x₁, sin x₂): two results of three inputs, by reverse mode.
  @Test(arguments: rowCounts) func fewResults(rows: Int) {
    let x = table(rows, 3)
    let (values, derivatives) = jacobian(
      of: { x in
        let product = x.sliced(0..<1, along: 1) * x.sliced(1..<2, along: 1)
        return .concatenating([product, x.sliced(2..<3, along: 1).sin()], along: 1)
      }, at: x)
    let expected = (0..<rows).flatMap { i -> [Double] in [x[i, 1], x[i, 0], 0, 0, 0, cos(x[i, 2])] }
    expectClose(derivatives, Tensor(expected, shape: [rows, 2, 3]))
    expectClose(
      values,
      Tensor((0..<rows).flatMap { [x[$0, 0] * x[$0, 1], sin(x[$0, 2])] }, shape: [rows, 2]))
  }

  /// f(x) = (x₀x₁, x₀², eˣ¹): three results of two inputs, by forward mode.
  @Test(arguments: rowCounts) func manyResults(rows: Int) {
    let x = table(rows, 2)
    let (values, derivatives) = jacobian(
      of: { x in
        let (a, b) = (x.sliced(0..<1, along: 1), x.sliced(1..<2, along: 1))
        return .concatenating([a * b, a.squared(), b.exp()], along: 1)
      }, at: x)
    let expected = (0..<rows).flatMap { i -> [Double] in
      [x[i, 1], x[i, 0], 2 * x[i, 0], 0, 0, exp(x[i, 1])]
    }
    expectClose(derivatives, Tensor(expected, shape: [rows, 3, 2]))
    let products = (0..<rows).flatMap { [x[$0, 0] * x[$0, 1], x[$0, 0] * x[$0, 0], exp(x[$0, 1])] }
    expectClose(values, Tensor(products, shape: [rows, 3]))
  }

  /// The Jacobian of tanh(xA) is diag(1 − y²)·Aᵀ, in both modes.
  @Test(arguments: [(3, 3), (5, 2), (2, 5)]) func ofLayers(inputs: Int, outputs: Int) {
    let (x, a) = (table(40, inputs), table(inputs, outputs))
    let (values, derivatives) = jacobian(
      of: { x, common in x.matmul(common[0]).tanh() }, at: x, common: [a])
    for i in 0..<40 {
      for k in 0..<outputs {
        for j in 0..<inputs {
          expectClose(derivatives[i, k, j], (1 - values[i, k] * values[i, k]) * a[j, k])
        }
      }
    }
  }

  @Test(arguments: [(3, 2), (2, 3)]) func threadsDoNotMatter(inputs: Int, outputs: Int) {
    let (x, a) = (table(3000, inputs), table(inputs, outputs))
    let results = [1, 2, 3].map { threads in
      jacobian(
        of: { x, common in x.matmul(common[0]).tanh() }, at: x, common: [a], threads: threads)
    }
    for other in results.dropFirst() {
      #expect(other.values == results[0].values)
      #expect(other.jacobian == results[0].jacobian)
    }
  }
}
