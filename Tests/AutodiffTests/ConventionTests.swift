import Autodiff
import Tensors
import TestSupport
import Testing

/// What the documentation promises where a function has no derivative, or no finite value.
@Suite struct ConventionTests {
  @Test func derivativesAtKinks() {
    let x = Tensor<Double>([0, -0.0], shape: [2])
    expectClose(gradient(of: { $0.relu().sum() }, at: x), .zeros([2]))
    expectClose(gradient(of: { $0.abs().sum() }, at: x), .zeros([2]))
    expectClose(evaluate({ $0.sign() }, at: x), .zeros([2]))
    expectClose(evaluate({ $0.step() }, at: x), .zeros([2]))
  }

  @Test func normAtZero() {
    let x = Tensor<Double>(rows: [[0, 0], [3, 4]])
    expectClose(evaluate({ $0.norm(along: 1) }, at: x), Tensor([0, 5]))
    expectClose(
      gradient(of: { $0.norm(along: 1).sum() }, at: x), Tensor(rows: [[0, 0], [0.6, 0.8]]))
    let second = gradient(
      of: { x in
        let y = x.norm(along: 1).sum().gradients([x])[0]
        return (y * y.constant(Tensor(rows: [[1, 1], [1, 0]]))).sum()
      }, at: x)
    // Row 0 of the second derivative of ‖x‖ is (1 − n₀², −n₀n₁)/‖x‖; at 0 there is none.
    expectClose(second.row(1), Tensor([0.64 / 5, -0.48 / 5]))
    #expect(second.isFinite)
  }

  @Test func equalMaximaShareTheDerivative() {
    let x = Tensor<Double>(rows: [[1, 3, 3], [2, 2, 2], [5, 1, 0]])
    let expected = Tensor<Double>(rows: [[0, 0.5, 0.5], [1 / 3, 1 / 3, 1 / 3], [1, 0, 0]])
    expectClose(gradient(of: { $0.maximum(along: 1).sum() }, at: x), expected)
    let (_, derivative) = pushforward(
      of: { $0.maximum(along: 1) }, at: x,
      along: Tensor(rows: [[9, 1, 3], [1, 2, 6], [4, 9, 9]]))
    expectClose(derivative, Tensor([2, 3, 4]))
  }

  @Test func theFirstOfEqualElementsIsTheLargest() {
    let x = Tensor<Double>(rows: [[1, 1], [1, 1], [0, 1]])
    let hits = evaluate({ $0.isLargest(at: $0.constant(Tensor([0, 1, 1]))) }, at: x)
    expectClose(hits, Tensor([1, 0, 1]))
  }

  /// Where eˣ overflows or vanishes, what is built from it does not.
  @Test func largeNumbers() {
    let x = Tensor<Double>(rows: [[800, -800, 799, 0]])
    let p = 1 / (1 + 1 / 2.718281828459045)
    expectClose(evaluate({ $0.softmax() }, at: x), Tensor(rows: [[p, 0, 1 - p, 0]]))
    expectClose(evaluate({ $0.sigmoid() }, at: x), Tensor(rows: [[1, 0, 1, 0.5]]))
    expectClose(evaluate({ $0.tanh() }, at: x), Tensor(rows: [[1, -1, 1, 0]]))
    expectClose(
      evaluate({ $0.softplus() }, at: x), Tensor(rows: [[800, 0, 799, 0.6931471805599453]]))
    expectClose(evaluate({ $0.silu() }, at: x), Tensor(rows: [[800, 0, 799, 0]]))
    for f: @Sendable (Variable<Double>) -> Variable<Double> in [
      { $0.softmax().sum() }, { $0.logSoftmax().sum() }, { $0.sigmoid().sum() },
      { $0.softplus().sum() }, { $0.silu().sum() },
    ] {
      #expect(gradient(of: f, at: x).isFinite)
    }
  }

  /// A label that names no class makes its row NaN, and reads no other memory.
  @Test(arguments: [-1.0, 2, 0.5, .nan, .infinity, 1e300]) func labelsOutsideTheClasses(
    label: Double
  ) {
    let x = Tensor<Double>(rows: [[1, 2], [3, 5]])
    let losses = evaluate({ $0.crossEntropy(labels: $0.constant(Tensor([label, 1]))) }, at: x)
    #expect(losses[0].isNaN)
    #expect(losses[1].isFinite)
  }

  /// What does not depend on a variable has derivative zero, also where that is no number.
  @Test(arguments: [Double.nan, .infinity]) func zeroDerivativesOfWhatIsNotFinite(_ value: Double) {
    let x = Tensor<Double>([value, 1])
    let one = Tensor<Double>([1, 1])
    let zero = Tensor<Double>.zeros([2])
    // By itself through nothing, through a step, and beside a value that does depend.
    expectClose(gradient(of: { $0.constant(1) }, at: x), zero)
    expectClose(gradient(of: { $0.step().sum() }, at: x), zero)
    let constants: @Sendable (Variable<Double>) -> Variable<Double> = { x in
      x.constant(Tensor([value, 1]))
    }
    #expect(pushforward(of: constants, at: x, along: one).derivative == zero)
    #expect(pushforward(of: { $0.step() }, at: x, along: one).derivative == zero)
    let joined = pushforward(
      of: { .concatenating([$0, constants($0)], along: 0) }, at: x, along: one)
    #expect(joined.derivative == Tensor([1, 1, 0, 0]))
    let none = evaluate(
      { x in
        Variable.pullback([], [], to: x) + Variable.pushforward(x, from: [], along: [])
      }, at: [x])
    #expect(none == [zero, zero])
  }

  @Test func detachedValuesAreConstants() {
    let x = Tensor<Double>([2, 3])
    expectClose(gradient(of: { ($0.detached() * $0).sum() }, at: x), x)
    expectClose(gradient(of: { $0.detached().sum() }, at: x), .zeros([2]))
    let (value, derivative) = pushforward(
      of: { $0.detached().squared() }, at: x, along: Tensor([1, 1]))
    expectClose(value, Tensor([4, 9]))
    expectClose(derivative, .zeros([2]))
  }
}
