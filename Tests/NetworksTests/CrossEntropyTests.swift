import Autodiff
import Networks
import Tensors
import TestSupport
import Testing

/// The loss of classifiers against Optax, with logits of ±800 and equal ones among them.
@Suite struct CrossEntropyTests {
  @Test func matchesReference() throws {
    let logits = try NetworksFixture.tensor("crossEntropy.logits", [6, 4])
    let labels = try NetworksFixture.tensor("crossEntropy.labels", [6])
    let results = evaluate(
      { inputs in
        let losses = inputs[0].crossEntropy(labels: inputs[1])
        return [losses, losses.mean()] + losses.mean().gradients([inputs[0]])
      }, at: [logits, labels])
    expectClose(results[0], try NetworksFixture.tensor("crossEntropy.losses", [6]), rtol: 1e-13)
    expectClose(results[1].scalars[0], try NetworksFixture.number("crossEntropy.mean"))
    expectClose(results[2], try NetworksFixture.tensor("crossEntropy.gradient", [6, 4]))
  }
}
