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

  /// The least step, over the distance to go: where a field is not smooth it is taken whatever the error.
  private static let leastStep = 1e-5
  /// After so many least steps whose error is too large a row rests: it has come to a sink of unit vectors, or
  /// slides along a jump, and would take least steps for ever.
  private static let mostRoughSteps = 8
  /// How many such steps each row has taken.
  private var roughSteps: [Int]

  /// For `rows` equations.
  package init(tolerance: Double, rows: Int) {
    self.tolerance = tolerance
    steps = [Double](repeating: 0.05, count: rows)
    roughSteps = [Int](repeating: 0, count: rows)
  }

  /// Carries all rows of `y`, `[R, n]`, along `f` by the time `distance`; rows that came to a place where `f` is not
  /// smooth and leads nowhere else stay there.
  package mutating func advance(
    _ y: inout Tensor<Double>, by distance: Double, _ f: (Tensor<Double>) -> Tensor<Double>
  ) {
    let (rows, n) = (y.shape[0], y.shape[1])
    var rest = (0..<rows).map { roughSteps[$0] < Self.mostRoughSteps ? distance : 0 }
    var first = f(y)
    while rest.contains(where: { $0 > 0 }) {
      let h = (0..<rows).map { min(steps[$0], rest[$0]) }
      var stages = [first]
      var end = y
      for weights in Self.weights {
        end = y
        for (stage, weight) in zip(stages, weights) where weight != 0 {
          for r in 0..<rows { for j in 0..<n { end[r, j] += h[r] * weight * stage[r, j] } }
        }
        stages.append(f(end))
      }
      for r in 0..<rows where rest[r] > 0 {
        var error = 0.0
        for j in 0..<n {
          let difference = stages.indices.reduce(0.0) { $0 + Self.errors[$1] * stages[$1][r, j] }
          error = max(error, (h[r] * difference).magnitude)
        }
        let isLast = h[r] <= Self.leastStep * distance
        if error <= tolerance || isLast {
          for j in 0..<n {
            y[r, j] = end[r, j]
            first[r, j] = stages[6][r, j]
          }
          rest[r] = h[r] >= rest[r] ? 0 : rest[r] - h[r]
          if error > tolerance { roughSteps[r] += 1 }
          if roughSteps[r] >= Self.mostRoughSteps { rest[r] = 0 }
        }
        let factor = 0.9 * pow(tolerance / max(error, 1e-4 * tolerance), 0.2)
        // A step that was cut to reach the end says nothing against a longer one.
        let next = h[r] * min(5, max(0.2, factor))
        if error > tolerance || next > steps[r] {
          steps[r] = max(next, Self.leastStep * distance)
        } else if h[r] == steps[r] {
          steps[r] = next
        }
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
