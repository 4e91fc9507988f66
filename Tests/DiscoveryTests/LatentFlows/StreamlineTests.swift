import Discovery
import Foundation
import Oracles
import Tensors
import TestSupport
import Testing

/// Streamlines of flows that are known.
@Suite struct StreamlineTests {
  private func circles() throws -> Flow {
    KnownFlows.linear([KnownFlows.turn], try FormulaOracle("x^2 + y^2"))
  }

  /// Along unit directions a circle of radius r is at the angle s/r after the length s, forward and backward.
  @Test func circlesByRungeKutta() throws {
    var settings = StreamlineSettings()
    settings.method = .rungeKutta(tolerance: 1e-10)
    let curves = try circles().streamlines(from: Tensor(rows: [[1, 0], [0, 2.5]]), settings)
    #expect(curves.points.shape == [2, 1, 121, 2])
    #expect(curves.lengths.count == 121 && curves.evaluations > 0)
    expectClose(
      Tensor([curves.lengths[0], curves.lengths[60], curves.lengths[120]]), Tensor([-6, 0, 6]))
    for (start, radius) in [(0, 1.0), (1, 2.5)] {
      let curve = curves.curve(start: start, field: 0)
      for (place, s) in curves.lengths.enumerated() {
        let angle = s / radius + (start == 0 ? 0 : Double.pi / 2)
        expectClose(
          // Fields are evaluated in single precision.
          curve.row(place), radius * Tensor([cos(angle), sin(angle)]), rtol: 0, atol: 1e-6)
      }
    }
  }

  /// Euler's polygon leaves the circle by ε·length/2 or so: half the step, half the drift.
  @Test func eulerDriftsInFirstOrder() throws {
    func drift(_ step: Double) throws -> Double {
      var settings = StreamlineSettings()
      settings.method = .euler(step: step)
      (settings.length, settings.kept) = (6, 6)
      let curves = try circles().streamlines(from: Tensor(rows: [[1, 0]]), settings)
      // One evaluation for each step of both directions together.
      #expect(curves.evaluations == Int((6 / step).rounded()))
      let ends = [0, 12].map { curves.curve(start: 0, field: 0).row($0).norm }
      expectClose(ends[0], ends[1])
      return ends[1] - 1
    }
    let steps = [0.01, 0.005, 0.0025]
    let drifts = try steps.map(drift)
    for (step, drift) in zip(steps, drifts) {
      // Each step stretches the radius by √(1 + ε²).
      expectClose(drift, pow(1 + step * step, 3 / step) - 1, rtol: 1e-6)
    }
    for (one, half) in zip(drifts, drifts.dropFirst()) {
      expectClose(one / half, 2, rtol: 0.02)
    }
  }

  /// Projected flows of random networks keep a formula's value, however they bend.
  ///
  /// There are fewer than the free directions: as many are an orthonormal frame that jumps where the networks'
  /// fields become dependent, and curves stop there.
  @Test(arguments: [
    ("x^2 + 2*y^2 + z^2", 1), ("t^2 - x^2 - y^2 - z^2", 2), ("x*y + sin(z); x - w^3", 1),
  ])
  func hardFlowsKeepTheOracle(formula: String, fields: Int) throws {
    let oracle = try FormulaOracle(formula)
    let n = oracle.layout.dimension
    let starts = normals([3, n], seed: 5)
    var settings = StreamlineSettings()
    settings.method = .rungeKutta(tolerance: 1e-11)
    (settings.length, settings.kept) = isFullRun ? (6, 6) : (2, 2)
    let flow = KnownFlows.projected(fields, oracle, seed: 3)
    let curves = flow.streamlines(from: starts, settings)
    let before = oracle.evaluate(at: starts).values
    for start in 0..<3 {
      for field in 0..<fields {
        let curve = curves.curve(start: start, field: field)
        let values = oracle.evaluate(at: curve).values
        for place in 0..<curve.shape[0] {
          expectClose(values.row(place), before.row(start), rtol: 0, atol: 1e-9)
        }
        // Its pieces are no longer than they should be. It has gone somewhere, unless it ends in a zero of the field.
        let chords = (0..<2 * settings.kept).map { (curve.row($0 + 1) - curve.row($0)).norm }
        #expect(chords.allSatisfy { $0 <= 1 + 1e-6 })
        #expect(chords.reduce(0, +) > 0.1 * settings.length, "\(chords)")
      }
    }
  }

  /// The fields made ready for curves are those of the flow.
  @Test func fieldsAreOrthonormalAndUnseen() throws {
    let oracle = try FormulaOracle("t^2 - x^2 - y^2 - z^2")
    let x = normals([50, 4], seed: 6)
    let fields = KnownFlows.projected(3, oracle, seed: 4).fields(at: x)
    let jacobians = oracle.evaluate(at: x).jacobians
    for i in 0..<50 {
      let g = fields.row(i)
      expectClose(g.matmul(g, transposed: .right), .identity(3), atol: 1e-8)
      #expect(g.matmul(jacobians.row(i), transposed: .right).maximumMagnitude < 1e-9)
    }
  }
}
