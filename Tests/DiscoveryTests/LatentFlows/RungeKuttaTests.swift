import Discovery
import Foundation
import Tensors
import TestSupport
import Testing

/// The integrator of streamlines on equations with known solutions.
@Suite struct RungeKuttaTests {
  /// y' = y(1 − y), solved by 1/(1 + e^(c − t)).
  private func logistic(_ y: Tensor<Double>) -> Tensor<Double> { y.map { $0 * (1 - $0) } }
  private func exact(_ start: Double, _ t: Double) -> Double {
    1 / (1 + (1 / start - 1) * exp(-t))
  }

  /// A fresh integrator that may err as it likes takes one step of the length asked for.
  @Test func hasOrderFive() {
    func error(_ step: Double) -> Double {
      var y = Tensor<Double>(rows: [[0.1], [0.6]])
      let steps = Int((1 / step).rounded())
      for _ in 0..<steps {
        var integrator = RungeKutta(tolerance: 1e300, leastStep: 1e-9, rows: 2)
        // A distance s along s⁻¹ … : the time is stretched, so that the steps are those of a rough grid.
        integrator.advance(&y, by: step / 20) { y, _ in 20 * logistic(y) }
      }
      return max((y[0, 0] - exact(0.1, 1)).magnitude, (y[1, 0] - exact(0.6, 1)).magnitude)
    }
    let errors = [1, 0.5, 0.25, 0.125].map(error)
    for (one, half) in zip(errors, errors.dropFirst()) {
      let order = log2(one / half)
      #expect((4.6...5.6).contains(order), "order \(order) of errors \(errors)")
    }
  }

  /// The plane turns by the path length; the error of a path is near that of its steps.
  @Test(arguments: [1e-4, 1e-6, 1e-8, 1e-10]) func respectsTheTolerance(tolerance: Double) {
    var evaluations = 0
    var y = Tensor<Double>(rows: [[1, 0], [0, 1]])
    var integrator = RungeKutta(tolerance: tolerance, leastStep: 1e-9, rows: 2)
    integrator.advance(&y, by: 6) { y, _ in
      evaluations += 1
      return Self.turned(y)
    }
    expectClose(
      y, Tensor(rows: [[cos(6), sin(6)], [-sin(6), cos(6)]]), rtol: 0, atol: 60 * tolerance)
    // The steps grow with the fifth root of the tolerance; 0.05 throughout would be 720.
    #expect(evaluations < 720 || tolerance < 1e-9, "\(evaluations)")
  }

  @Test func staysOnTheCircle() {
    var y = Tensor<Double>(rows: [[3, 4]])
    var integrator = RungeKutta(tolerance: 1e-10, leastStep: 1e-9, rows: 1)
    for _ in 0..<50 {
      integrator.advance(&y, by: 2) { y, _ in Self.turned(y) }
      expectClose(y.norm, 5, rtol: 1e-7)
    }
  }

  /// Unit vectors toward a point: the curve comes to rest there, and soon.
  @Test func restsAtASink() {
    var evaluations = 0
    var y = Tensor<Double>(rows: [[0.3, 0.4], [3, 4]])
    var integrator = RungeKutta(tolerance: 1e-9, leastStep: 1e-5, rows: 2)
    for _ in 0..<10 {
      integrator.advance(&y, by: 0.1) { y, _ in
        evaluations += 1
        return Tensor(rows: y.unstacked.map { row in row.scalars.map { -$0 / row.norm } })
      }
    }
    #expect(y.row(0).norm < 1e-4)
    expectClose(y.row(1), Tensor([2.4, 3.2]), rtol: 1e-8)
    #expect(evaluations < 2000, "\(evaluations)")
  }

  /// Every row has steps of its own: the others do not change it.
  @Test func rowsAreAlone() {
    let starts = [[1.0, 0], [0.01, 0], [50, 3]]
    func field(_ y: Tensor<Double>, _: [Int]) -> Tensor<Double> {
      var result = Self.turned(y)
      for i in 0..<y.shape[0] {
        let rate = y.row(i).norm
        for j in 0..<2 { result[i, j] *= rate }
      }
      return result
    }
    var together = Tensor(rows: starts)
    var integrator = RungeKutta(tolerance: 1e-8, leastStep: 1e-9, rows: 3)
    for _ in 0..<3 { integrator.advance(&together, by: 0.5, field) }
    for (i, start) in starts.enumerated() {
      var alone = Tensor(rows: [start])
      var integrator = RungeKutta(tolerance: 1e-8, leastStep: 1e-9, rows: 1)
      for _ in 0..<3 { integrator.advance(&alone, by: 0.5, field) }
      #expect(alone.row(0) == together.row(i))
    }
  }

  private static func turned(_ y: Tensor<Double>) -> Tensor<Double> {
    Tensor(rows: (0..<y.shape[0]).map { [-y[$0, 1], y[$0, 0]] })
  }
}
