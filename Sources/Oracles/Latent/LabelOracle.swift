public import Networks
internal import RealModule
public import Tensors

/// A network that gives the label of a sample or of its latent point: the oracle that flows preserve.
///
/// Of two classes it gives the logit of the second, of more a logit for each, of numbers the number.
///
/// Source: Roman, Forestano, Matchev, Matcheva, Unlu, *Oracle-Preserving Latent Flows* (2023), eq. 19.
public struct LabelOracle: Oracle {
  /// The network, frozen.
  public let model: Model<Sequential>
  /// The names of the coordinates.
  public let layout: PointLayout
  /// The classes, in the order of their logits; nil for numbers.
  public let classes: [String]?
  /// The share of validation samples whose class is right; for numbers, the share of variance explained.
  public let validationScore: Double
  /// How the training went.
  public let training: TrainingResult

  /// The number of logits, or 1.
  public var outputs: Int { Self.outputs(classes) }

  /// Values and Jacobians at `samples`, `[N, n]`, in double precision.
  public func evaluate(at samples: Tensor<Double>) -> OracleValues {
    let (values, jacobians) = model.valuesAndJacobians(at: samples)
    return OracleValues(values: values, jacobians: jacobians)
  }

  /// The probabilities of all classes given outputs `[N, outputs]`: `[N, classes]`; nil for numbers.
  public func probabilities(_ outputs: Tensor<Double>) -> Tensor<Double>? {
    guard let classes else { return nil }
    return Self.probabilities(outputs, classes: classes.count)
  }

  static func outputs(_ classes: [String]?) -> Int {
    guard let classes else { return 1 }
    return classes.count == 2 ? 1 : classes.count
  }

  private static func probabilities(_ outputs: Tensor<Double>, classes: Int) -> Tensor<Double> {
    var result = Tensor<Double>.zeros([outputs.shape[0], classes])
    for i in 0..<outputs.shape[0] {
      var logits = outputs.row(i).scalars
      if classes == 2 { logits = [0, logits[0]] }
      let largest = logits.max() ?? 0
      let powers = logits.map { Double.exp($0 - largest) }
      let total = powers.reduce(0, +)
      for (k, power) in powers.enumerated() { result[i, k] = power / total }
    }
    return result
  }
}

/// How the network of an oracle is built and trained.
public struct LabelOracleSettings: Sendable {
  /// The widths of the hidden layers.
  ///
  /// Source: *Oracle-Preserving Latent Flows* (2023), section 4.2.
  public var hidden = [128, 128, 32]
  /// The activation of the hidden layers, which the paper does not print; a smooth one has level sets
  /// without edges.
  public var activation = Activation.silu
  /// How often all samples are seen.
  public var epochs = 15
  /// The samples of a step.
  public var batchSize = 256
  /// The largest learning rate, of a one-cycle schedule.
  public var learningRate = 3e-3
  /// The weight decay of AdamW.
  ///
  /// Too small and the oracle bends with every sample, so that no smooth field follows its level sets; too large
  /// and it misses what tells classes apart.
  public var weightDecay = 0.2

  /// The defaults.
  public init() {}

  /// Trains the network on the training samples.
  ///
  /// - Parameters:
  ///   - samples: Latent points, or the samples themselves, `[N, n]`, with their labels.
  ///   - coordinates: The names of the n coordinates.
  ///   - seed: The seed of initial values and of the order of samples.
  ///   - threads: Threads to use; the result does not depend on it.
  ///   - checkpoint: Where the training is kept, so that it can go on.
  ///   - report: Told about every step and epoch.
  /// - Throws: Errors of the checkpoint; `.nonFiniteData`.
  public func train(
    on samples: LabelledSamples, coordinates: [String], seed: UInt64,
    threads: Int = Parallel.processors, checkpoint: Checkpoint? = nil,
    report: (TrainingEvent) -> Void = { _ in }
  ) throws(NetworkError) -> LabelOracle {
    var classes: [String]?
    if case .classes(_, let names) = samples.labels { classes = names }
    let outputs = LabelOracle.outputs(classes)
    let network = Sequential(
      mlp: [coordinates.count] + hidden + [outputs], hidden: activation)
    let objective: Objective =
      classes == nil
      ? .regression(network)
      : outputs == 1 ? .binaryClassification(network) : .classification(network)
    let trainer = Trainer(
      objective,
      TrainingSettings(
        optimizer: Adam(weightDecay: Float(weightDecay)), learningRate: learningRate,
        schedule: .oneCycle(), epochs: epochs, batchSize: batchSize, restoresBest: false,
        seed: seed))
    let data = TrainingData(
      [samples.inputs, samples.labels.column], trainingRows: samples.trainingRows,
      validationRows: [])
    let result = try trainer.train(
      on: data, threads: threads, checkpoint: checkpoint, report: report)
    let judged = trainer.evaluate(
      result.parameters, on: data, rows: samples.validationRows, threads: threads)
    return LabelOracle(
      model: Model(network, result.parameters), layout: PointLayout(coordinates: coordinates),
      classes: classes,
      validationScore: judged["accuracy"] ?? 1 - (judged["loss"] ?? .nan) / samples.labelVariance,
      training: result)
  }
}

extension LabelledSamples {
  /// The variance of the numbers of the validation samples.
  fileprivate var labelVariance: Double {
    guard case .numbers(let numbers) = labels, !validationRows.isEmpty else { return 1 }
    let values = validationRows.map { Double(numbers[$0]) }
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  }
}
