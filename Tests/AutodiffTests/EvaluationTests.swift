import Autodiff
import Foundation
import Tensors
import TestSupport
import Testing

/// What a program hands out, whatever its results are: inputs, constants, views, the same twice.
@Suite struct EvaluationTests {
  private let x = Tensor<Double>(rows: [[1, 2, 3], [4, 5, 6]])

  @Test func inputsAsResults() {
    let results = evaluate({ [$0[0], $0[0], $0[1]] }, at: [x, Tensor([7], shape: [])])
    #expect(results == [x, x, Tensor([7], shape: [])])
  }

  @Test func constantsAsResults() {
    let results = evaluate({ [$0[0].constant(2), $0[0].constant(Tensor([1, 2]))] }, at: [x])
    #expect(results == [Tensor([2], shape: []), Tensor([1, 2])])
  }

  @Test func viewsAsResults() {
    let results = evaluate(
      { inputs in
        let x = inputs[0]
        let y = x + 1
        return [
          x.reshaped([3, 2]), x.detached(), x.reshaped([6]).detached(), y, y.reshaped([6]),
          x.constant(Tensor([1, 2])).reshaped([2, 1]),
        ]
      }, at: [x])
    let y = x.map { $0 + 1 }
    #expect(
      results == [
        x.reshaped([3, 2]), x, x.reshaped([6]), y, y.reshaped([6]), Tensor(rows: [[1], [2]]),
      ])
  }

  /// A result that is also needed afterwards is not overwritten.
  @Test func intermediateResults() {
    let results = evaluate(
      { inputs in
        let y = inputs[0].exp()
        let z = y * 2
        return [z, y, (z + 1).tanh(), y.reshaped([6]).squared()]
      }, at: [x.map { $0 / 10 }])
    let y = x.map { exp($0 / 10) }
    expectClose(results[0], 2 * y)
    expectClose(results[1], y)
    expectClose(results[2], y.map { tanh(2 * $0 + 1) })
    expectClose(results[3], (y * y).reshaped([6]))
  }

  @Test func gradientsOfPlainSums() {
    expectClose(gradient(of: { $0.sum() }, at: x), Tensor(repeating: 1, shape: [2, 3]))
    expectClose(
      gradient(of: { $0.reshaped([6]).sum() }, at: x), Tensor(repeating: 1, shape: [2, 3]))
    expectClose(gradient(of: { $0.reshaped([]) }, at: Tensor([3])), Tensor([1]))
    expectClose(gradient(of: { $0 }, at: Tensor<Double>([3])), Tensor([1]))
  }

  @Test func gradientsByWhatDoesNotMatter() {
    let (value, gradients) = valueAndGradient(
      of: { $0[0].squared().sum() }, at: [Tensor<Double>([3]), x])
    #expect(value == 9)
    expectClose(gradients[0], Tensor([6]))
    expectClose(gradients[1], .zeros([2, 3]))
  }

  @Test func gradientsByIntermediateValues() {
    let results = evaluate(
      { inputs in
        let y = inputs[0].squared()
        let z = (y * y * inputs[0]).sum()
        return z.gradients([y, inputs[0]])
      }, at: [Tensor<Double>([2, 3])])
    // z = y²x with y = x²: ∂z/∂y = 2yx, dz/dx = 5x⁴.
    expectClose(results[0], Tensor([16, 54]))
    expectClose(results[1], Tensor([80, 405]))
  }

  /// ⟨v, J·ẋ⟩ = ⟨Jᵀ·v, ẋ⟩ for a function that uses many operations.
  @Test(arguments: UInt64(0)..<5) func bothModesAreTransposes(seed: UInt64) {
    var rng = Philox(seed: seed)
    let inputs: [Tensor<Double>] = [rng.normals([4, 3]), rng.normals([3, 5]), rng.normals([5])]
    let tangents: [Tensor<Double>] = inputs.map { rng.normals($0.shape) }
    let v: Tensor<Double> = rng.normals([4, 4])
    func f(_ x: [Variable<Double>]) -> Variable<Double> {
      let y = x[0].dense(weight: x[1], bias: x[2], activation: .tanh)
      let z = Variable.concatenating(
        [y.sliced(1..<4, along: 1), y.norm(keepingAxis: true)], along: 1)
      return (z / (1 + z.squared())).softmax() + z.matmul(z, transposed: .right)
    }
    let results = evaluate(
      { x in
        let y = f(x)
        let forward = Variable.pushforward(
          [y], from: x, along: zip(x, tangents).map { $0.constant($1) })
        return forward + Variable.pullback([y], [y.constant(v)], to: x)
      }, at: inputs)
    let backward = zip(results.dropFirst(), tangents).reduce(0) { $0 + $1.0.dot($1.1) }
    expectClose(v.dot(results[0]), backward, rtol: 1e-12)
  }
}
