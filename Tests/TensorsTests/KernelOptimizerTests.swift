import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct KernelOptimizerTests {
  @Test("Three steps of gradient descent against the formula in Double", arguments: [false, true])
  func sgd(nesterov: Bool) {
    for count in kernelCounts {
      checkSGD(Float.self, count, nesterov: nesterov, tolerance: 2e-6)
      checkSGD(Double.self, count, nesterov: nesterov, tolerance: 1e-14)
    }
  }

  private func checkSGD<S: KernelScalar>(
    _: S.Type, _ count: Int, nesterov: Bool, tolerance: S
  ) {
    let start: [S] = normals(count, seed: 1)
    let g: [S] = normals(count, seed: 2)
    var velocity = [S](repeating: 0, count: count)
    let p = guarded(count, from: start) { p in
      velocity = guarded(count, from: velocity) { u in
        for _ in 0..<3 {
          S.sgdStep(
            p, velocity: u, gradient: g, count: count, gradientScale: 0.5, rate: 0.25,
            momentum: 0.75,
            decay: 0.125, nesterov: nesterov)
        }
      }
    }
    var (parameters, speeds): ([S], [S]) = ([], [])
    for i in 0..<count {
      var (p, u) = (Double(start[i]), 0.0)
      for _ in 0..<3 {
        let slope = 0.5 * Double(g[i]) + 0.125 * p
        u = 0.75 * u + slope
        p -= 0.25 * (nesterov ? slope + 0.75 * u : u)
      }
      (parameters, speeds) = (parameters + [S(p)], speeds + [S(u)])
    }
    expectClose(Tensor(p), Tensor(parameters), rtol: tolerance, atol: tolerance)
    expectClose(Tensor(velocity), Tensor(speeds), rtol: tolerance, atol: tolerance)
  }

  @Test func withoutVelocity() {
    for count in kernelCounts {
      let start: [Double] = wholeNumbers(count, seed: 1)
      let g: [Double] = wholeNumbers(count, seed: 2)
      let p = guarded(count, from: start) { p in
        Double.sgdStep(
          p, velocity: nil, gradient: g, count: count, gradientScale: 2, rate: 0.5, momentum: 0,
          decay: 0.25, nesterov: false)
      }
      #expect(p == zip(start, g).map { $0 - 0.5 * (2 * $1 + 0.25 * $0) })
    }
  }

  @Test("Three steps of Adam with decay against the formula in Double")
  func adam() {
    for count in kernelCounts {
      checkAdam(Float.self, count, tolerance: 3e-6)
      checkAdam(Double.self, count, tolerance: 1e-13)
    }
  }

  private func checkAdam<S: KernelScalar>(_: S.Type, _ count: Int, tolerance: S) {
    let start: [S] = normals(count, seed: 1)
    let g: [S] = normals(count, seed: 2)
    let zeros = [S](repeating: 0, count: count)
    var (means, squares) = (zeros, zeros)
    let p = guarded(count, from: start) { p in
      means = guarded(count, from: zeros) { m in
        squares = guarded(count, from: zeros) { v in
          for t in 1...3 {
            S.adamStep(
              p, mean: m, square: v, gradient: g, count: count, gradientScale: 0.5, rate: 0.125,
              beta1: 0.75, beta2: 0.9375, correction1: S(1 - pow(0.75, Double(t))),
              correction2: S(1 - pow(0.9375, Double(t))), epsilon: 0.0625, decay: 0.25)
          }
        }
      }
    }
    var expected: [S] = []
    for i in 0..<count {
      var (p, m, v) = (Double(start[i]), 0.0, 0.0)
      for t in 1...3 {
        let slope = 0.5 * Double(g[i])
        m = 0.75 * m + 0.25 * slope
        v = 0.9375 * v + 0.0625 * slope * slope
        let (mean, square) = (m / (1 - pow(0.75, Double(t))), v / (1 - pow(0.9375, Double(t))))
        p = p - 0.125 * mean / (square.squareRoot() + 0.0625) - 0.125 * 0.25 * p
      }
      expected.append(S(p))
      expectClose(means[i], S(m), rtol: tolerance, atol: tolerance)
      expectClose(squares[i], S(v), rtol: tolerance, atol: tolerance)
    }
    expectClose(Tensor(p), Tensor(expected), rtol: tolerance, atol: tolerance)
  }
}
