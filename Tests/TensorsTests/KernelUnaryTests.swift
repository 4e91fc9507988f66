import Foundation
import Tensors
import Testing

/// Functions of one number against the C library in Double, over all magnitudes.
@Suite struct KernelUnaryTests {
  /// The largest error of each function in Float, in units of the last place.
  static let floatLimits: [(UnaryFunction, Double)] = [
    (.exp, 1.5), (.log, 1.5), (.sin, 1), (.cos, 1), (.sqrt, 0.51), (.reciprocal, 0.51),
    (.square, 0.51), (.abs, 0), (.sign, 0), (.step, 0), (.relu, 0), (.tanh, 2), (.sigmoid, 3),
    (.silu, 4), (.softplus, 2.5),
  ]

  @Test("Float: every 4099th number of all, in place", arguments: floatLimits)
  func floatAccuracy(f: UnaryFunction, limit: Double) {
    let x = stride(from: UInt32(0), through: .max, by: 4099).map { Float(bitPattern: $0) }
    expectAccurate(f, x, limit: limit)
  }

  @Test("Float: every 2⁻¹⁴ from −20 to 20 and the special numbers", arguments: floatLimits)
  func floatAccuracyNearZero(f: UnaryFunction, limit: Double) {
    expectAccurate(f, (-(20 << 14)...20 << 14).map { Float($0) / 16384 }, limit: limit)
    expectAccurate(f, Self.specials(Float.self), limit: limit)
  }

  @Test("Double: against the C library, where the tails must keep their digits")
  func doubleAccuracy() {
    let step: UInt64 = 18_446_744_073_709
    let x = stride(from: UInt64(0), through: .max, by: .Stride(step)).map(Double.init(bitPattern:))
    let near = (-40000...40000).map { Double($0) / 1024 }
    for f in UnaryFunction.allCases {
      expectAccurate(f, x + near + Self.specials(Double.self), limit: 6)
    }
  }

  @Test func tanhIsOddAndBounded() {
    let x = (0...2_000_000).map { Float($0) / 100_000 }
    let y = apply(.tanh, x)
    #expect(sameBits(apply(.tanh, x.map { -$0 }), y.map { -$0 }))
    #expect(y.allSatisfy { $0 >= 0 && $0 <= 1 })
    #expect(apply(.tanh, [-Float(0)])[0].sign == .minus)
  }

  @Test("A number's value depends neither on its place nor on the count")
  func position() {
    checkPosition(Float.self)
    checkPosition(Double.self)
  }

  private func checkPosition<S: KernelScalar>(_: S.Type) {
    for f in UnaryFunction.allCases {
      let x: [S] = normals(1000, scale: 5, seed: 3)
      let alone = x.map { apply(f, [$0])[0] }
      for count in kernelCounts {
        #expect(sameBits(apply(f, Array(x[..<count])), Array(alone[..<count])), "\(f) \(count)")
      }
    }
  }

  @Test func powers() {
    for exponent in [2.0, 3, -1, 0.5, 0, 1.7] {
      let x: [Float] = [0, 0.5, 1, 2, 3.25, 100, 1e-3, 17]
      let y = guarded(x.count, from: x) { Float.power(Float(exponent), $0, $0, count: x.count) }
      for (x, y) in zip(x, y) {
        #expect(ulps(y, from: pow(Double(x), Double(Float(exponent)))) <= 1, "\(x)^\(exponent)")
      }
    }
    #expect(guarded(1, from: [-3.0]) { Double.power(2, $0, $0, count: 1) } == [9])
    #expect(guarded(1, from: [-3.0]) { Double.power(0.5, $0, $0, count: 1) }[0].isNaN)
  }

  private func apply<S: KernelScalar>(_ f: UnaryFunction, _ x: [S]) -> [S] {
    guarded(x.count, from: x) { S.unary(f, $0, $0, count: x.count) }
  }

  private func expectAccurate<S: KernelScalar>(
    _ f: UnaryFunction, _ x: [S], limit: Double, at location: SourceLocation = #_sourceLocation
  ) {
    var worst = (ulps: -1.0, x: S(0), y: S(0))
    for (x, y) in zip(x, apply(f, x)) {
      let error = ulps(y, from: exact(f, Double(x)))
      if error > worst.ulps { worst = (error, x, y) }
    }
    #expect(
      worst.ulps <= limit, "\(f)(\(worst.x)) is \(worst.y), off by \(worst.ulps) ulp",
      sourceLocation: location)
  }

  private static func specials<S: KernelScalar>(_: S.Type) -> [S] {
    let positive: [S] = [
      0, .infinity, .nan, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
      1,
      0.625, S(0.625).nextDown, 88, 88.72, 88.73, 89, 103.9, 104, 709.7, 709.8, 745, 746, 800, 801,
    ]
    return positive + positive.map { -$0 }
  }
}

/// The function in Double, written so that no digit of a tail is lost.
private func exact(_ f: UnaryFunction, _ x: Double) -> Double {
  switch f {
  case .exp: Foundation.exp(x)
  case .log: Foundation.log(x)
  case .sin: Foundation.sin(x)
  case .cos: Foundation.cos(x)
  case .sqrt: x.squareRoot()
  case .reciprocal: 1 / x
  case .square: x * x
  case .abs: x.magnitude
  case .sign: x.isNaN ? x : x > 0 ? 1 : x < 0 ? -1 : 0
  case .step: x.isNaN ? x : x > 0 ? 1 : 0
  case .relu: x.isNaN ? x : x > 0 ? x : 0
  case .tanh: Foundation.tanh(x)
  case .sigmoid: x < 0 ? Foundation.exp(x) / (1 + Foundation.exp(x)) : 1 / (1 + Foundation.exp(-x))
  case .silu:
    x > 0
      ? x / (1 + Foundation.exp(-x))
      : x < -1000 ? 0 : x * Foundation.exp(x / 2) / (1 + Foundation.exp(x)) * Foundation.exp(x / 2)
  case .softplus: (x > 0 ? x : 0) + log1p(Foundation.exp(-x.magnitude))
  }
}
