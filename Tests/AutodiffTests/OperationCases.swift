import Autodiff
import Foundation
import Tensors

extension OperationCase {
  private static let elementwiseShapes = [[], [3], [2, 3], [1, 5], [0, 4], [2, 2, 3], [3, 33]]

  static let elementwise: [OperationCase] = elementwiseShapes.flatMap { shape in
    functions(shape) + kinks(shape) + powers(shape) + arithmetic(shape)
  }

  private static func functions(_ shape: [Int]) -> [OperationCase] {
    [
      unary("exp", shape, { $0.exp() }, { x in exp(x) }),
      unary("log", shape, isPositive: true, { $0.log() }, { x in log(x) }),
      unary("sin", shape, { $0.sin() }, { x in sin(x) }),
      unary("cos", shape, { $0.cos() }, { x in cos(x) }),
      unary("tanh", shape, { $0.tanh() }, { x in tanh(x) }),
      unary("sigmoid", shape, { $0.sigmoid() }, { x in Naive.sigmoid(x) }),
      unary("silu", shape, { $0.silu() }, { x in x * Naive.sigmoid(x) }),
      unary("softplus", shape, { $0.softplus() }, { x in log1p(exp(x)) }),
    ]
  }

  private static func kinks(_ shape: [Int]) -> [OperationCase] {
    [
      unary("abs", shape, { $0.abs() }, { x in x < 0 ? -x : x }),
      unary("sign", shape, { $0.sign() }, { x in x < 0 ? -1 : 1 }),
      unary("step", shape, { $0.step() }, { x in x < 0 ? 0 : 1 }),
      unary("relu", shape, { $0.relu() }, { x in x < 0 ? 0 : x }),
    ]
  }

  private static func powers(_ shape: [Int]) -> [OperationCase] {
    [
      unary("sqrt", shape, isPositive: true, { $0.sqrt() }, { x in x.squareRoot() }),
      unary("reciprocal", shape, { $0.reciprocal() }, { x in 1 / x }),
      unary("squared", shape, { $0.squared() }, { x in x * x }),
      unary("power 3", shape, { $0.power(3) }, { x in x * x * x }),
      unary("power 1", shape, { $0.power(1) }, { x in x }),
      unary("power 0", shape, { $0.power(0) }, { _ in 1 }),
      unary("power −2", shape, { $0.power(-2) }, { x in 1 / (x * x) }),
      unary("power 1.7", shape, isPositive: true, { $0.power(1.7) }, { x in pow(x, 1.7) }),
    ]
  }

  private static func arithmetic(_ shape: [Int]) -> [OperationCase] {
    [
      unary("negative", shape, { -$0 }, { x in -x }),
      unary("x + 2", shape, { $0 + 2 }, { x in x + 2 }),
      unary("2 + x", shape, { 2 + $0 }, { x in x + 2 }),
      unary("x − 2", shape, { $0 - 2 }, { x in x - 2 }),
      unary("2 − x", shape, { 2 - $0 }, { x in 2 - x }),
      unary("x·3", shape, { $0 * 3 }, { x in x * 3 }),
      unary("3·x", shape, { 3 * $0 }, { x in x * 3 }),
      unary("x/4", shape, { $0 / 4 }, { x in x / 4 }),
      unary("4/x", shape, { 4 / $0 }, { x in 4 / x }),
    ]
  }

  private static func unary(
    _ name: String, _ shape: [Int], isPositive: Bool = false,
    _ operation: @escaping @Sendable (Variable<Double>) -> Variable<Double>,
    _ f: @escaping @Sendable (Double) -> Double
  ) -> OperationCase {
    let x = isPositive ? positiveNumbers(shape, seed: 1) : numbersAwayFromZero(shape, seed: 1)
    return OperationCase(name, [x], { operation($0[0]) }, is: { $0[0].map(f) })
  }

  private static let broadcastShapes: [([Int], [Int])] = [
    ([3, 4], [4]), ([3, 4], [3, 1]), ([3, 1], [1, 4]), ([], [3, 4]), ([3, 4], []),
    ([2, 3, 4], [3, 1]), ([2, 3, 4], [2, 1, 4]), ([2, 1, 4], [3, 1]), ([2, 3, 4], [2, 1, 1]),
    ([3, 4], [3, 4]), ([4], [3, 4]), ([1, 1], [3, 4]), ([1], [3]), ([], []), ([0, 4], [4]),
    ([0, 4], [0, 1]), ([0, 4], [1, 4]), ([1, 4], [4]), ([1, 4], [1, 1]),
    ([2, 1, 3, 1], [4, 1, 5]), ([4, 0], [4, 1]), ([2, 3, 2, 2], [3, 1, 2]), ([5, 33], [33]),
  ]

  static let broadcasting: [OperationCase] = broadcastShapes.flatMap { a, b in
    let x = numbersAwayFromZero(a, seed: 2)
    // Away from zero, because it divides.
    let y = numbersAwayFromZero(b, seed: 3).map { $0 < 0 ? $0 - 0.4 : $0 + 0.4 }
    return [
      binary("+", x, y, { $0 + $1 }, { a, b in a + b }),
      binary("−", x, y, { $0 - $1 }, { a, b in a - b }),
      binary("·", x, y, { $0 * $1 }, { a, b in a * b }),
      binary("/", x, y, { $0 / $1 }, { a, b in a / b }),
    ]
  }

  private static func binary(
    _ name: String, _ x: Tensor<Double>, _ y: Tensor<Double>,
    _ operation: @escaping @Sendable (Variable<Double>, Variable<Double>) -> Variable<Double>,
    _ f: @escaping @Sendable (Double, Double) -> Double
  ) -> OperationCase {
    OperationCase(
      name, [x, y], { operation($0[0], $0[1]) }, is: { Naive.broadcast($0[0], $0[1], f) })
  }

  private static let reducedShapes = [
    [3], [2, 3], [1, 4], [0, 3], [2, 3, 4], [3, 1, 2], [17, 33], [2, 2, 3, 2],
  ]

  static let reductions: [OperationCase] = {
    var cases: [OperationCase] = []
    for shape in [[]] + reducedShapes {
      for axis in shape.indices {
        cases += reductions(shape, axis, keepingAxis: false)
        cases += reductions(shape, axis, keepingAxis: true)
      }
      cases.append(total("sum", shape, { $0.sum() }, { x in x.sum }))
      if !shape.contains(0) {
        cases.append(total("mean", shape, { $0.mean() }, { x in x.sum / Double(x.count) }))
      }
    }
    return cases
  }()

  private static func total(
    _ name: String, _ shape: [Int],
    _ operation: @escaping @Sendable (Variable<Double>) -> Variable<Double>,
    _ value: @escaping @Sendable (Tensor<Double>) -> Double
  ) -> OperationCase {
    OperationCase(
      name, [numbersAwayFromZero(shape, seed: 4)], { operation($0[0]) },
      is: {
        Tensor([value($0[0])], shape: [])
      })
  }

  private static func reductions(_ shape: [Int], _ axis: Int, keepingAxis: Bool) -> [OperationCase]
  {
    let x = [numbersAwayFromZero(shape, seed: 5)]
    // Counted from either end in turn.
    let number = keepingAxis ? axis : axis - shape.count
    func reduction(
      _ name: String,
      _ operation: @escaping @Sendable (Variable<Double>) -> Variable<Double>,
      _ combine: @escaping @Sendable ([Double]) -> Double
    ) -> OperationCase {
      OperationCase(
        "\(name) along \(number)", x, { operation($0[0]) },
        is: {
          Naive.reduced($0[0], along: axis, keepingAxis: keepingAxis, combine)
        })
    }
    let sums = [
      reduction(
        "sum", { $0.sum(along: number, keepingAxis: keepingAxis) }, { x in x.reduce(0, +) })
    ]
    guard shape[axis] > 0 else { return sums }
    return sums + [
      reduction(
        "mean", { $0.mean(along: number, keepingAxis: keepingAxis) },
        { x in x.reduce(0, +) / Double(x.count) }),
      reduction(
        "maximum", { $0.maximum(along: number, keepingAxis: keepingAxis) },
        { x in x.max() ?? .nan }),
      reduction(
        "norm", { $0.norm(along: number, keepingAxis: keepingAxis) },
        { x in x.reduce(0) { $0 + $1 * $1 }.squareRoot() }),
    ]
  }
}
