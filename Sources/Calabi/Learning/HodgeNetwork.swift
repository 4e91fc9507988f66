internal import Autodiff
public import Networks
internal import Tensors

/// The network that learns the Hodge numbers of manifolds from features of representatives.
///
/// F → 315 relu → 315 relu → batch normalization → 100 relu → 100, the embedding → 102 classes for h²¹
/// and 20 for h¹¹; cross-entropy on both.
///
/// Source: Krippendorf, Syvaeri (2021), table 1.
/// Checked by: `HodgeNetworkTests`.
public struct HodgeNetwork: Sendable {
  /// The widths of the two first layers.
  public var width: Int
  /// The length of the embedding and of the layer before it.
  public var embedding: Int
  /// The factor of ΣW² of the second layer: too large and it learns nothing, too small changes little.
  public var hiddenPenalty: Double
  /// The same of the embedding: too large and the manifolds collapse, too small and distances grow.
  public var embeddingPenalty: Double

  /// A network; the defaults are the paper's.
  public init(
    width: Int = 315, embedding: Int = 100, hiddenPenalty: Double = 1e-5,
    embeddingPenalty: Double = 1e-3
  ) {
    (self.width, self.embedding) = (width, embedding)
    (self.hiddenPenalty, self.embeddingPenalty) = (hiddenPenalty, embeddingPenalty)
  }

  /// The numbers of classes: h²¹ from 0 to 101, h¹¹ from 0 to 19.
  public static let classes = (h21: 102, h11: 20)

  /// The layers for rows of so many features.
  public func layers(features: Int) -> MultiHead {
    func dense(
      _ inputs: Int, _ outputs: Int, _ activation: Activation = .linear, penalty: Double = 0
    ) -> Dense {
      Dense(
        inputs, outputs, activation: activation,
        initialization: .glorot(inputs: inputs, outputs: outputs), penalty: penalty)
    }
    return MultiHead(
      trunk: Sequential([
        dense(features, width, .relu), dense(width, width, .relu, penalty: hiddenPenalty),
        BatchNorm(width), dense(width, embedding, .relu),
        dense(embedding, embedding, penalty: embeddingPenalty),
      ]),
      heads: [
        Sequential([dense(embedding, Self.classes.h21)]),
        Sequential([dense(embedding, Self.classes.h11)]),
      ])
  }

  /// The sum of both cross-entropies, with columns of features, h²¹ and h¹¹.
  ///
  /// Reports the accuracies `h21` and `h11`, and of `both` together.
  public func objective(features: Int) -> Objective {
    let network = layers(features: features)
    return Objective(network.slots, summary: "Hodge numbers, \(network.summary)") {
      columns, scope in
      let (_, outputs) = network(columns[0], in: &scope)
      let hits = [outputs[0].isLargest(at: columns[1]), outputs[1].isLargest(at: columns[2])]
      let loss =
        outputs[0].crossEntropy(labels: columns[1]).mean()
        + outputs[1].crossEntropy(labels: columns[2]).mean()
      return .init(
        loss,
        metrics: [
          ("h21", hits[0].mean()), ("h11", hits[1].mean()), ("both", (hits[0] * hits[1]).mean()),
        ])
    }
  }
}
