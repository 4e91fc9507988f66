import Foundation
import Networks
import Oracles
import Tensors
import TestSupport
import Testing

/// Gradients and their deviations, of networks without hidden layers, whose gradients are their
/// weights.
@Suite("Learned Jacobians")
struct LearnedJacobiansTests {
  /// x ↦ x·W + b, with `weights` `[inputs, outputs]`.
  static func affine(_ weights: [[Double]], bias: [Double]) -> Model<Sequential> {
    let network = Sequential(mlp: [weights.count, bias.count])
    var parameters = Parameters(network.slots, seed: 0)
    for (index, slot) in network.slots.enumerated() {
      let values = slot.shape.count == 2 ? weights.flatMap { $0 } : bias
      parameters[index] = Tensor(values.map(Float.init), shape: slot.shape)
    }
    return Model(network, parameters)
  }

  static func number(_ halves: [[[Double]]]) -> NetworkFit.Output {
    NetworkFit.Output(
      target: "y", classes: nil,
      halves: halves.map { $0.map { affine($0.map { [$0] }, bias: [1]) } }, explained: [],
      accuracy: nil, decay: 0)
  }

  static let points = Tensor<Float>(rows: [[1, 2], [-3, 0.5], [0, 0]])

  @Test("Of two halves: their mean, and half their difference")
  func twoHalves() {
    // The second half has two networks with the mean gradient (3, 8).
    let learned = LearnedJacobians(
      of: Self.number([[[1, 2]], [[2, 6], [4, 10]]]), at: Self.points, threads: 1)
    let (mean, deviation): ([Double], [Double]) = ([2, 5], [1, 3])
    expectClose(learned.mean, Tensor(mean + mean + mean, shape: [3, 1, 2]), rtol: 1e-6)
    #expect(learned.deviations.count == 1)
    let found = learned.deviations[0]
    let sign: Double = found[0, 0, 0] < 0 ? -1 : 1
    expectClose(
      sign * found, Tensor(deviation + deviation + deviation, shape: [3, 1, 2]), rtol: 1e-6)
    expectClose(learned.weights, Tensor([1, 1, 1], shape: [3, 1]))
  }

  @Test("Of three parts: outer products that add up to the covariance of the mean")
  func threeParts() {
    let parts: [[Double]] = [[1, 0], [4, 2], [-2, 7]]
    let learned = LearnedJacobians(
      of: Self.number(parts.map { [$0] }), at: Self.points, threads: 1)
    #expect(learned.deviations.count == 2)
    let mean = (0..<2).map { k in parts.reduce(0) { $0 + $1[k] } / 3 }
    for a in 0..<2 {
      for b in 0..<2 {
        let found = learned.deviations.reduce(0) { $0 + $1[0, 0, a] * $1[0, 0, b] }
        // The variance of a mean of three: that of the parts, of two degrees of freedom, by three.
        let expected = parts.reduce(0) { $0 + ($1[a] - mean[a]) * ($1[b] - mean[b]) } / 2 / 3
        expectClose(Tensor([found]), Tensor([expected]), rtol: 1e-6)
      }
    }
  }

  @Test(
    "Of classes: the margin of the two likeliest, weighted by the product of their probabilities")
  func margins() {
    let weights: [[Double]] = [[1, -2, 0.5], [0, 3, 0.25]]
    let bias = [0.5, 0, -1]
    let model = Self.affine(weights, bias: bias)
    let output = NetworkFit.Output(
      target: "kind", classes: ["p", "q", "r"], halves: [[model], [model]], explained: [],
      accuracy: 1, decay: 0)
    let learned = LearnedJacobians(of: output, at: Self.points, threads: 1)
    #expect(learned.mean.shape == [3, 1, 2])
    for i in 0..<3 {
      let logits = (0..<3).map { k in
        bias[k] + (0..<2).reduce(0) { $0 + Double(Self.points[i, $1]) * weights[$1][k] }
      }
      let total = logits.reduce(0) { $0 + exp($1) }
      let order = (0..<3).sorted { logits[$0] > logits[$1] }
      let (p, q) = (order[0], order[1])
      let margin = weights.map { $0[p] - $0[q] }
      expectClose(Tensor(learned.mean.row(i).scalars), Tensor(margin), rtol: 1e-5)
      expectClose(
        Tensor([learned.weights[i, 0]]),
        Tensor([exp(logits[p]) / total * exp(logits[q]) / total]), rtol: 1e-5)
    }
    #expect(learned.deviations[0].scalars.allSatisfy { $0 == 0 })
  }

  @Test("Several targets are the outputs of one function, in order")
  func joined() {
    let parts = [[1.0, 2], [5, 6]].map {
      LearnedJacobians(of: Self.number([[$0], [$0]]), at: Self.points, threads: 1)
    }
    let learned = LearnedJacobians(joining: parts)
    #expect(learned.weights.shape == [3, 2])
    let row: [Double] = [1, 2, 5, 6]
    expectClose(learned.mean, Tensor(row + row + row, shape: [3, 2, 2]), rtol: 1e-6)
  }
}
