internal import Foundation
package import Tensors

/// The pair of orders 5 and 4 of Dormand and Prince for many autonomous equations at once, each with a step of its
/// own.
///
/// Source: Dormand, Prince, *A family of embedded Runge–Kutta formulae* (1980), table 2; the control of the step:
/// Hairer, Nørsett, Wanner, *Solving Ordinary Differential Equations I*, 2nd ed. (1993), II.4.
/// Checked by: `RungeKuttaTests`.
package struct RungeKutta {
  /// The error of a step that is allowed, in the largest coordinate.
  private let tolerance: Double
  /// The step that each row tries next.
  private var steps: [Double]

  /// The least step: where a field is not smooth it is taken whatever the error.
  private let leastStep: Double
  /// How many such steps each row has taken one after another.
  private var roughSteps: [Int]
  /// After so many a row rests: it has come to a sink of unit vectors, or slides along a jump, and would take least
  /// steps for ever.
  private static let mostRoughSteps = 8

  /// For `rows` equations.
  package init(tolerance: Double, leastStep: Double = 1e-5, rows: Int) {
    (self.tolerance, self.leastStep) = (tolerance, leastStep)
    steps = [Double](repeating: 0.05, count: rows)
    roughSteps = [Int](repeating: 0, count: rows)
  }

  /// Carries all rows of `y`, `[R, n]`, along `f` by the time `distance`; rows that came to a place where `f` is not
  /// smooth and leads nowhere else stay there.
  ///
  /// - Parameter f: The right sides of the equations with these numbers, at one point each, `[A, n]`.
  package mutating func advance(
    _ y: inout Tensor<Double>, by distance: Double,
    _ f: (_ points: Tensor<Double>, _ equations: [Int]) -> Tensor<Double>
  ) {
    let n = y.shape[1]
    var rest = roughSteps.map { $0 < Self.mostRoughSteps ? distance : 0 }
    var slopes = f(y, Array(rest.indices))
    while true {
      let active = rest.indices.filter { rest[$0] > 0 }
      guard !active.isEmpty else { return }
      let h = active.map { min(steps[$0], rest[$0]) }
      let start = Tensor(stacking: active.map { y.row($0) })
      var stages = [Tensor(stacking: active.map { slopes.row($0) })]
      var end = start
      for weights in Self.weights {
        end = start
        for (stage, weight) in zip(stages, weights) where weight != 0 {
          for i in active.indices { for j in 0..<n { end[i, j] += h[i] * weight * stage[i, j] } }
        }
        stages.append(f(end, active))
      }
      for (i, r) in active.enumerated() {
        var error = 0.0
        for j in 0..<n {
          let difference = stages.indices.reduce(0.0) { $0 + Self.errors[$1] * stages[$1][i, j] }
          error = max(error, (h[i] * difference).magnitude)
        }
        let isLeast = h[i] <= leastStep
        if error <= tolerance || isLeast {
          for j in 0..<n { (y[r, j], slopes[r, j]) = (end[i, j], stages[6][i, j]) }
          rest[r] = h[i] >= rest[r] ? 0 : rest[r] - h[i]
          roughSteps[r] = error > tolerance ? roughSteps[r] + 1 : 0
          if roughSteps[r] >= Self.mostRoughSteps { rest[r] = 0 }
        }
        let factor = 0.9 * pow(tolerance / max(error, 1e-4 * tolerance), 0.2)
        let next = max(h[i] * min(5, max(0.2, factor)), leastStep)
        // A step that was cut to reach the end says nothing against a longer one.
        if error > tolerance || h[i] == steps[r] || next > steps[r] { steps[r] = next }
      }
    }
  }

  /// The weights of the stages before each, the last row being those of order 5.
  private static let weights: [[Double]] = [
    [1 / 5], [3 / 40, 9 / 40], [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ]
  /// The weights of order 5 less those of order 4.
  private static let errors: [Double] = [
    71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40,
  ]
}
