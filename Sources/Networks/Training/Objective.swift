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
  /// What is computed with them, as text, by which a checkpoint of another model is told apart.
  public let summary: String
  /// The losses of a batch, given the columns of the data; layers take their parameters from the scope in
  /// the order of the slots.
  ///
  /// Penalties of the slots are added to the loss in training.
  public let losses: @Sendable (_ columns: [Variable<Float>], _ scope: inout Scope<Float>) -> Losses

  /// An objective.
  ///
  /// - Parameter summary: What the names and shapes of the slots do not say, such as the `summary` of
  ///   layers; a checkpoint with another one is refused.
  public init(
    _ slots: [ParameterSlot], summary: String = "",
    losses:
      @escaping @Sendable (_ columns: [Variable<Float>], _ scope: inout Scope<Float>) -> Losses
  ) {
    (self.slots, self.summary, self.losses) = (slots, summary, losses)
  }

  /// What a checkpoint says of the objective beside its settings.
  var settingsSummary: [String: String] {
    let penalties = slots.filter { $0.penalty > 0 }.map { "\($0.name): \($0.penalty)" }
    return [
      "model": summary,
      "penalty": penalties.isEmpty ? "none" : penalties.joined(separator: ", "),
    ]
  }

  /// The mean squared error of a layer: column 0 to column 1, or to column 0 itself if there is no other.
  public static func regression(_ layer: some Layer) -> Objective {
    Objective(layer.slots, summary: "regression, \(layer.summary)") { columns, scope in
      precondition(!columns.isEmpty, "a regression needs a column of inputs")
      let target = columns[min(1, columns.count - 1)]
      return Losses(layer(columns[0], in: &scope).meanSquaredError(to: target))
    }
  }

  /// The cross-entropy of a layer's logits: column 0 to the class numbers in column 1, `[N]`; `accuracy` is
  /// reported.
  public static func classification(_ layer: some Layer) -> Objective {
    Objective(layer.slots, summary: "classification, \(layer.summary)") { columns, scope in
      precondition(
        columns.count >= 2, "a classification needs columns of inputs and of class numbers")
      let logits = layer(columns[0], in: &scope)
      return Losses(
        logits.crossEntropy(labels: columns[1]).mean(),
        metrics: [("accuracy", logits.isLargest(at: columns[1]).mean())])
    }
  }

  /// The cross-entropy of a layer's single logit of class 1: column 0 to the class numbers 0 or 1 in column 1,
  /// `[N, 1]`; `accuracy` is reported.
  public static func binaryClassification(_ layer: some Layer) -> Objective {
    Objective(layer.slots, summary: "binary classification, \(layer.summary)") { columns, scope in
      precondition(
        columns.count >= 2, "a classification needs columns of inputs and of class numbers")
      let (logits, labels) = (layer(columns[0], in: &scope), columns[1])
      // −ln σ(x) = softplus(x) − x for class 1, −ln(1 − σ(x)) = softplus(x) for class 0.
      return Losses(
        (logits.softplus() - labels * logits).mean(),
        metrics: [("accuracy", 1 - (logits.step() - labels).abs().mean())])
    }
  }
}
