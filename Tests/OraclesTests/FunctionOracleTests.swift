import Autodiff
import Oracles
import Tensors
import TestSupport
import Testing

/// Oracles written in Swift beside the same ones written as formulas.
@Suite("Function oracle")
struct FunctionOracleTests {
  @Test("Values and Jacobians are those of the formula")
  func matchesFormula() throws {
    let closure = FunctionOracle(["x", "y"], points: 2) { p in
      let (x1, y1) = (p.sliced(0..<1, along: 1), p.sliced(1..<2, along: 1))
      let (x2, y2) = (p.sliced(2..<3, along: 1), p.sliced(3..<4, along: 1))
      return .concatenating([x1 * y2 - y1 * x2, (x1 * x2).sin() + y1.exp() / y2], along: 1)
    }
    // One point of four coordinates: the same function of the sample.
    let formula = try FormulaOracle(
      "a*d - b*c; sin(a*c) + exp(b)/d", variables: ["a", "b", "c", "d"])
    #expect(closure.outputs == 2)
    #expect(closure.layout.points == 2)
    var rng = Philox(seed: 1)
    let samples: Tensor<Double> = rng.normals([50, 4])
    let (ours, theirs) = (closure.evaluate(at: samples), formula.evaluate(at: samples))
    expectClose(ours.values, theirs.values, rtol: 1e-12)
    expectClose(ours.jacobians, theirs.jacobians, rtol: 1e-12)
  }
}
