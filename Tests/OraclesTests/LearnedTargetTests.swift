import Datasets
import Foundation
import Oracles
import Tensors
import TestSupport
import Testing

/// What networks learn of labels, against the definition.
@Suite("Learned targets")
struct LearnedTargetTests {
  /// Φ of a normal quantile.
  static func share(_ score: Double) -> Double { erfc(-score / 2.0.squareRoot()) / 2 }

  @Test("The score of a label has half its ties below and half above, as shares of all")
  func ranks() {
    let labels: [Double] = [30, -1, 7, 7, 1e300, 7, 0, 0]
    let scores = LearnedTarget.normalScores(labels)
    for (label, score) in zip(labels, scores) {
      let below = labels.count { $0 < label }
      let ties = labels.count { $0 == label }
      expectClose(
        Tensor([Self.share(score)]),
        Tensor([(Double(below) + Double(ties) / 2) / Double(labels.count)]), atol: 1e-8)
    }
  }

  @Test("Scores depend on the order of labels alone, and turn around with it")
  func monotone() {
    var rng = Philox(seed: 1)
    let labels = (0..<101).map { _ in rng.normal() }
    let scores = LearnedTarget.normalScores(labels)
    #expect(LearnedTarget.normalScores(labels.map { exp(5 * $0) }) == scores)
    expectClose(
      Tensor(LearnedTarget.normalScores(labels.map { -$0 })), Tensor(scores.map { -$0 }),
      atol: 1e-8)
    #expect(LearnedTarget.normalScores([3, 3, 3]).allSatisfy { abs($0) < 1e-8 })
  }

  @Test("Without features, numbers leave their variance and classes their entropy")
  func baselines() {
    let numbers = LearnedTarget([1, 2, 3, 4], kind: .numeric)
    #expect(numbers.outputs == 1 && !numbers.isCategorical)
    #expect(numbers.values.shape == [4, 1])
    let (a, b) = (Double(numbers.values[0, 0]), Double(numbers.values[3, 0]))
    expectClose(Tensor([numbers.baseline([0, 3])]), Tensor([(a - b) * (a - b) / 4]), rtol: 1e-6)
    let classes = LearnedTarget([0, 1, 1, 2], kind: .categorical(categories: ["p", "q", "r"]))
    #expect(classes.classes == ["p", "q", "r"] && classes.outputs == 3)
    #expect(classes.values.shape == [4] && classes.values.scalars == [0, 1, 1, 2])
    expectClose(Tensor([classes.baseline([0, 1, 2, 3])]), Tensor([1.5 * log(2)]))
  }
}
