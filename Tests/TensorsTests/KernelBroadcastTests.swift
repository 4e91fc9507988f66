import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct KernelBroadcastTests {
  @Test("Every operation, broadcast and size; one rounding, so equal to the last bit")
  func binary() {
    checkBinary(Float.self)
    checkBinary(Double.self)
  }

  private func checkBinary<S: KernelScalar>(_: S.Type) {
    for (rows, columns) in pairs([0, 1, 2, 5, 33], [0, 1, 2, 3, 7, 10, 16, 17, 63, 64, 65, 130]) {
      let strides = [(columns, 1), (0, 1), (1, 0), (0, 0), (columns + 3, 1), (2, 0)]
      let a: [S] = normals((rows + 1) * (columns + 3), seed: 1)
      let b: [S] = normals((rows + 1) * (columns + 3), seed: 2)
      for op in BinaryFunction.allCases {
        for ((sa, ta), (sb, tb)) in pairs(strides, strides) {
          let expected = (0..<rows * columns).map { i in
            let (row, column) = (i / columns, i % columns)
            return value(op, a[row * sa + column * ta], b[row * sb + column * tb])
          }
          let z = guarded(rows * columns) { z in
            S.binary(op, a, sa, ta, b, sb, tb, z, rows: rows, columns: columns)
          }
          #expect(sameBits(z, expected), "\(op) \(rows)×\(columns) \(sa),\(ta) \(sb),\(tb)")
        }
      }
    }
  }

  @Test(
    "The result may overwrite either operand", arguments: [(5, 10), (70, 3), (4, 130), (33, 1)])
  func inPlace(rows: Int, columns: Int) {
    let count = rows * columns
    let a: [Float] = normals(count, seed: 1)
    let b: [Float] = normals(count, seed: 2)
    for op in BinaryFunction.allCases {
      for (s, t) in [(columns, 1), (0, 1), (1, 0), (0, 0)] {
        let left = guarded(count, from: a) { a in
          Float.binary(op, a, columns, 1, b, s, t, a, rows: rows, columns: columns)
        }
        let right = guarded(count, from: a) { a in
          Float.binary(op, b, s, t, a, columns, 1, a, rows: rows, columns: columns)
        }
        let other = (0..<count).map { b[$0 / columns * s + $0 % columns * t] }
        #expect(sameBits(left, zip(a, other).map { value(op, $0, $1) }))
        #expect(sameBits(right, zip(a, other).map { value(op, $1, $0) }))
      }
    }
  }

  @Test func biasActivation() {
    checkBiasActivation(Float.self, tolerance: 3e-7)
    checkBiasActivation(Double.self, tolerance: 1e-15)
  }

  private func checkBiasActivation<S: KernelScalar>(_: S.Type, tolerance: S) {
    for (rows, columns) in pairs([0, 1, 3, 4, 60], [0, 1, 2, 10, 16, 33, 63, 64, 102]) {
      let x: [S] = normals(rows * columns, seed: 1)
      let bias: [S] = normals(columns, seed: 2)
      for f in FusedActivation.allCases {
        let y = guarded(x.count, from: x) { y in
          S.biasActivation(f, y, bias: bias, y, rows: rows, columns: columns)
        }
        let expected = x.indices.map { i in S(value(f, Double(x[i] + bias[i % columns]))) }
        expectClose(Tensor(y), Tensor(expected), rtol: tolerance, atol: 0)
      }
    }
  }

  @Test("f′ as a function of f(x), against its value by the chain rule in Double")
  func activationGradient() {
    for count in kernelCounts {
      let v: [Float] = normals(count, seed: 1)
      let y: [Float] = normals(count, seed: 2)
      for f in FusedActivation.allCases {
        let expected = zip(v, y).map { v, y in Float(Double(v) * slope(f, Double(y))) }
        let overV = guarded(count, from: v) { z in
          Float.activationGradient(f, z, value: y, z, count: count)
        }
        let overY = guarded(count, from: y) { z in
          Float.activationGradient(f, v, value: z, z, count: count)
        }
        expectClose(Tensor(overV), Tensor(expected), rtol: 3e-7, atol: 3e-7)
        #expect(sameBits(overY, overV))
      }
    }
    let nan = guarded(1) { Float.activationGradient(.relu, [1], value: [.nan], $0, count: 1) }
    #expect(nan[0].isNaN)
  }

  @Test func affineAndScaledDifference() {
    for count in kernelCounts {
      let a: [Double] = wholeNumbers(count, seed: 1)
      let b: [Double] = wholeNumbers(count, seed: 2)
      let affine = guarded(count, from: a) { Double.affine(3, -2, $0, $0, count: count) }
      #expect(affine == a.map { 3 * $0 - 2 })
      let difference = guarded(count, from: a) { z in
        Double.scaledDifference(0.5, z, b, z, count: count)
      }
      #expect(difference == zip(a, b).map { 0.5 * ($0 - $1) })
    }
  }
}

private func value<S: KernelScalar>(_ op: BinaryFunction, _ a: S, _ b: S) -> S {
  switch op {
  case .add: a + b
  case .subtract: a - b
  case .multiply: a * b
  case .divide: a / b
  }
}

private func value(_ f: FusedActivation, _ x: Double) -> Double {
  switch f {
  case .linear: x
  case .relu: max(x, 0)
  case .tanh: Foundation.tanh(x)
  case .sigmoid: 1 / (1 + Foundation.exp(-x))
  }
}

private func slope(_ f: FusedActivation, _ y: Double) -> Double {
  switch f {
  case .linear: 1
  case .relu: y > 0 ? 1 : 0
  case .tanh: 1 - y * y
  case .sigmoid: y * (1 - y)
  }
}
