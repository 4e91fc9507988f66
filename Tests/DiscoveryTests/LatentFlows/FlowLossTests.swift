import Autodiff
import Discovery
import Tensors
import TestSupport
import Testing

/// The losses of flows, in single precision as they are trained, against one element at a time.
@Suite struct FlowLossTests {
  static let points = normals([7, 4], seed: 1)
  static let fields = normals([7, 3, 4], seed: 2)

  private func value(
    fields: Tensor<Double> = Self.fields, _ loss: (SampledFields) -> Variable<Float>
  ) -> Double {
    let result = evaluate(
      { [loss(SampledFields(points: $0[0], fields: $0[1]))] },
      at: [single(Self.points), single(fields)])
    return Double(result[0].scalars[0])
  }

  private func dot(_ i: Int, _ a: Int, _ b: Int) -> Double {
    Self.fields.row(i).row(a).dot(Self.fields.row(i).row(b))
  }

  @Test func invariance() {
    let jacobians = normals([7, 2, 4], seed: 3)
    let own = evaluate(
      { [InvarianceLoss(jacobians: $0[2])(SampledFields(points: $0[0], fields: $0[1]))] },
      at: [single(Self.points), single(Self.fields), single(jacobians)])
    var sum = 0.0
    for i in 0..<7 {
      let changes = Self.fields.row(i).matmul(jacobians.row(i), transposed: .right)
      sum += changes.dot(changes) / 7
    }
    expectClose(Double(own[0].scalars[0]), sum, rtol: 1e-5)
  }

  /// φ = |x|² changes by 2ε x·g + ε²|g|² along a step.
  @Test(arguments: [0.1, 1.5]) func finiteInvariance(epsilon: Double) {
    let loss = value {
      FiniteInvarianceLoss(epsilon: Float(epsilon)) {
        $0.squared().sum(along: 1, keepingAxis: true)
      }($0)
    }
    var expected = 0.0
    for i in 0..<7 {
      for a in 0..<3 {
        let g = Self.fields.row(i).row(a)
        let change = 2 * Self.points.row(i).dot(g) + epsilon * g.dot(g)
        expected += change * change / 7
      }
    }
    expectClose(loss, expected, rtol: 1e-4)
  }

  @Test func normalization() {
    var (everywhere, average) = (0.0, 0.0)
    for a in 0..<3 {
      let lengths = (0..<7).map { dot($0, a, a).squareRoot() }
      let mean = lengths.reduce(0, +) / 7
      everywhere += lengths.reduce(0) { $0 + ($1 - 1) * ($1 - 1) + ($1 - mean) * ($1 - mean) } / 7
      let square = lengths.reduce(0) { $0 + $1 * $1 } / 7
      average += (square - 1) * (square - 1)
    }
    expectClose(value { NormalizationLoss(averaging: .points)($0) }, everywhere, rtol: 1e-5)
    expectClose(value { NormalizationLoss(averaging: .average)($0) }, average, rtol: 1e-5)
  }

  @Test func orthogonality() {
    var (everywhere, average) = (0.0, 0.0)
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
      let products = (0..<7).map { dot($0, a, b) }
      everywhere += products.reduce(0) { $0 + $1 * $1 } / 7
      let mean = products.reduce(0, +) / 7
      average += mean * mean
    }
    expectClose(value { OrthogonalityLoss(averaging: .points)($0) }, everywhere, rtol: 1e-5)
    expectClose(value { OrthogonalityLoss(averaging: .average)($0) }, average, rtol: 1e-5)
  }

  /// The loss of closure of linear fields with these matrices.
  private func closure(_ matrices: [Tensor<Double>], at x: Tensor<Double>) -> Double {
    let result = evaluate(
      { [Self.closure($0[0], Array($0.dropFirst()))] },
      at: [single(x)] + matrices.map(single))
    return Double(result[0].scalars[0])
  }

  private static func closure(_ x: Variable<Float>, _ matrices: [Variable<Float>])
    -> Variable<Float>
  {
    let parts = matrices.map {
      x.matmul($0, transposed: .right).reshaped([x.shape[0], 1, x.shape[1]])
    }
    return ClosureLoss()(SampledFields(points: x, fields: .concatenating(parts, along: 1)))
  }

  @Test func closureOfRotations() {
    let loss = closure(Self.rotations, at: normals([50, 3], seed: 4))
    #expect(loss < 1e-9, "\(loss)")
    #expect(closure([Self.rotations[0]], at: normals([5, 3], seed: 4)) == 0)
  }

  @Test func closureOfAnyPair() throws {
    let pair = try FlowReference.read().pair
    let matrices = [pair.a, pair.b].map { Tensor($0, shape: [3, 3]) }
    let x = Tensor(pair.points, shape: [64, 3])
    expectClose(closure(matrices, at: x), pair.loss, rtol: 1e-4)
  }

  /// The constants are the best, so that the gradient is right although they are detached.
  @Test func gradientOfClosure() throws {
    let pair = try FlowReference.read().pair
    let matrices = [pair.a, pair.b].map { Tensor($0, shape: [3, 3]) }
    let x = Tensor(pair.points, shape: [64, 3])
    let inputs = [single(x)] + matrices.map(single)
    let (_, gradients) = valueAndGradient(
      of: { Self.closure($0[0], Array($0.dropFirst())) }, at: inputs)
    for index in 0..<2 {
      let direction = normals([3, 3], seed: UInt64(index) + 7)
      func value(_ step: Double) -> Double {
        var moved = matrices
        moved[index].add(direction, times: step)
        return closure(moved, at: x)
      }
      // Fourth order: the step may be large, which single precision needs.
      let h = 0.05
      let slope = (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h)
      let own = zip(gradients[index + 1].scalars, direction.scalars)
        .reduce(0) { $0 + Double($1.0) * $1.1 }
      expectClose(own, slope, rtol: 2e-3)
    }
  }

  /// Rotations about the axes of space, in the order of the axes.
  static let rotations: [Tensor<Double>] = [(1, 2), (2, 0), (0, 1)].map { i, j in
    var matrix = Tensor<Double>.zeros([3, 3])
    (matrix[j, i], matrix[i, j]) = (1, -1)
    return matrix
  }
}
