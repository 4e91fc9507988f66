public import Autodiff
internal import Tensors

/// Layers applied one after another.
public struct Sequential: Layer {
  /// The layers.
  public let layers: [any Layer]

  /// The layers in their order.
  public init(_ layers: [any Layer]) { self.layers = layers }

  /// A multilayer perceptron: dense layers between the given sizes.
  ///
  /// - Parameters:
  ///   - sizes: The length of a row before the first layer and after each.
  ///   - hidden: The activation of all layers but the last.
  ///   - output: The activation of the last.
  ///   - penalty: The factor λ of the penalty λ·Σ W² for each weight.
  /// - Precondition: There are at least two sizes.
  public init(
    mlp sizes: [Int], hidden: Activation = .relu, output: Activation = .linear,
    penalty: Double = 0
  ) {
    precondition(sizes.count >= 2, "a perceptron needs two sizes, not \(sizes)")
    layers = zip(sizes, sizes.dropFirst()).enumerated().map { index, size in
      Dense(
        size.0, size.1, activation: index + 2 < sizes.count ? hidden : output, penalty: penalty)
    }
  }

  /// Those of the layers, named by their number.
  public var slots: [ParameterSlot] {
    layers.enumerated().flatMap { index, layer in
      layer.slots.map { $0.prefixed(by: "\(index)") }
    }
  }

  /// Those of the layers.
  public var summary: String { "[" + layers.map(\.summary).joined(separator: ", ") + "]" }

  /// Maps a batch through all layers.
  public func callAsFunction<Scalar>(_ x: Variable<Scalar>, in scope: inout Scope<Scalar>)
    -> Variable<Scalar>
  {
    layers.reduce(x) { $1($0, in: &scope) }
  }
}

/// Several outputs computed from one embedding.
public struct MultiHead: Sendable {
  /// What computes the embedding.
  public let trunk: Sequential
  /// What computes each output from it.
  public let heads: [Sequential]

  /// A trunk with heads.
  public init(trunk: Sequential, heads: [Sequential]) {
    (self.trunk, self.heads) = (trunk, heads)
  }

  /// Those of the trunk, then those of each head.
  public var slots: [ParameterSlot] {
    trunk.slots.map { $0.prefixed(by: "trunk") }
      + heads.enumerated().flatMap { index, head in
        head.slots.map { $0.prefixed(by: "heads.\(index)") }
      }
  }

  /// Those of the trunk and of each head.
  public var summary: String {
    "\(trunk.summary) -> [" + heads.map(\.summary).joined(separator: ", ") + "]"
  }

  /// Maps a batch to its embedding and to the output of each head.
  public func callAsFunction<Scalar>(_ x: Variable<Scalar>, in scope: inout Scope<Scalar>)
    -> (embedding: Variable<Scalar>, outputs: [Variable<Scalar>])
  {
    let embedding = trunk(x, in: &scope)
    return (embedding, heads.map { $0(embedding, in: &scope) })
  }
}
