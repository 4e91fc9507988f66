import Autodiff
import Discovery
import Oracles
import Tensors
import TestSupport
import Testing

/// What is preserved of several outputs, and its derivatives against central differences of its values.
@Suite struct PreservedTests {
  static let oracle = FunctionOracle(["x", "y", "z"]) { x in
    let weights = x.constant(normals([3, 4], seed: 1))
    return (x.matmul(weights)).tanh() * 2
  }

  @Test(arguments: Preserved.allCases) func jacobians(_ preserved: Preserved) {
    let x = normals([20, 3], seed: 2)
    func part(_ x: Tensor<Double>) -> OracleValues {
      preserved.part(of: Self.oracle.evaluate(at: x))
    }
    let own = part(x)
    let h = 1e-5
    for j in 0..<3 {
      var (ahead, behind) = (x, x)
      for i in 0..<20 {
        ahead[i, j] += h
        behind[i, j] -= h
      }
      let slopes = (part(ahead).values - part(behind).values) / (2 * h)
      for i in 0..<20 {
        for a in 0..<slopes.shape[1] {
          expectClose(own.jacobians[i, a, j], slopes[i, a], rtol: 1e-7, atol: 1e-8)
        }
      }
    }
  }

  /// A shift of all logits is no change of probabilities, and the margin is that of the two largest.
  @Test func values() {
    let outputs = Tensor<Double>(rows: [[1, 5, 2], [4, -1, 4.5]])
    let all = OracleValues(values: outputs, jacobians: .zeros([2, 3, 1]))
    func values(_ preserved: Preserved) -> Tensor<Double> { preserved.part(of: all).values }
    #expect(values(.logits) == outputs)
    expectClose(values(.prediction), Tensor(rows: [[3], [0.5]]))
    let shifted = OracleValues(
      values: outputs.map { $0 + 7 }, jacobians: .zeros([2, 3, 1]))
    expectClose(Preserved.probabilities.part(of: shifted).values, values(.probabilities))
    let single = OracleValues(values: .zeros([2, 1]), jacobians: .zeros([2, 1, 1]))
    for preserved in Preserved.allCases {
      #expect(preserved.part(of: single).values.shape == [2, 1])
    }
  }

  /// Ranks of the Jacobian: all outputs, one fewer, one.
  @Test func ranks() {
    let oracle = FunctionOracle((0..<6).map { "x\($0)" }) { x in
      x.matmul(x.constant(normals([6, 4], seed: 3))).tanh()
    }
    let values = oracle.evaluate(at: normals([10, 6], seed: 4))
    for (preserved, rank) in [(Preserved.logits, 4), (.probabilities, 3), (.prediction, 1)] {
      let space = RowSpace(of: preserved.part(of: values).jacobians, threads: 1)
      #expect(space.ranks.allSatisfy { $0 == rank })
    }
  }
}
