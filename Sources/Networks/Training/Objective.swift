public import Autodiff
public import Tensors

/// What training makes small: a loss as a function of parameters and of a batch.
public struct Objective: Sendable {
  /// What a batch gives.
  public struct Losses {
    /// The number to be made small, `[]`.
    public var loss: Variable<Float>
    /// Further numbers to be reported, `[]`, by names that differ from each other and from `loss`; their
    /// means over the batches are reported.
    public var metrics: [(name: String, value: Variable<Float>)]

    /// A loss, with numbers to be reported beside it.
    public init(_ loss: Variable<Float>, metrics: [(name: String, value: Variable<Float>)] = []) {
      (self.loss, self.metrics) = (loss, metrics)
    }
  }

  /// The parameters.
  public let slots: [ParameterSlot]
  /// The losses of a batch, given the columns of the data; layers take their parameters from the scope in
  /// the order of the slots.
  ///
  /// Penalties of the slots are added to the loss in training.
  public let losses: @Sendable (_ columns: [Variable<Float>], _ scope: inout Scope<Float>) -> Losses

  /// An objective.
  public init(
    _ slots: [ParameterSlot],
    losses:
      @escaping @Sendable (_ columns: [Variable<Float>], _ scope: inout Scope<Float>) -> Losses
  ) {
    (self.slots, self.losses) = (slots, losses)
  }

  /// The mean squared error of a layer: column 0 to column 1, or to column 0 itself if there is no other.
  public static func regression(_ layer: some Layer) -> Objective {
    Objective(layer.slots) { columns, scope in
      precondition(!columns.isEmpty, "a regression needs a column of inputs")
      let target = columns[min(1, columns.count - 1)]
      return Losses(layer(columns[0], in: &scope).meanSquaredError(to: target))
    }
  }

  /// The cross-entropy of a layer's logits: column 0 to the class numbers in column 1, `[N]`; `accuracy` is
  /// reported.
  public static func classification(_ layer: some Layer) -> Objective {
    Objective(layer.slots) { columns, scope in
      precondition(
        columns.count >= 2, "a classification needs columns of inputs and of class numbers")
      let logits = layer(columns[0], in: &scope)
      return Losses(
        logits.crossEntropy(labels: columns[1]).mean(),
        metrics: [("accuracy", logits.isLargest(at: columns[1]).mean())])
    }
  }
}
