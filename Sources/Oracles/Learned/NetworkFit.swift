public import Datasets
public import Networks
public import Tensors

/// Networks that learn the labels of a table, some on one half of the rows and some on the other,
/// each judged on the half that it has not seen.
///
/// The mean of the halves' gradients is used; their difference is the noise that the counting rule
/// needs.
///
/// Problem, idea, assumptions, cost and signs of failure: docs/LearnedOracles.md.
public struct NetworkFit: Sendable {
  /// How features were standardised, and which were set aside.
  public let scaling: FeatureScaling
  /// The names of the features that are used.
  public let featureNames: [String]
  /// What was learned, one entry for each target.
  public let outputs: [Output]
  /// The number of rows that were used.
  public let rows: Int

  /// The networks of one target.
  public struct Output: Sendable {
    /// The target's name.
    public let target: String
    /// The classes that the networks tell apart, in the order of their logits; nil for numbers.
    public let classes: [String]?
    /// The networks of each half; they take standardised features.
    public let halves: [[Model<Sequential>]]
    /// The share of variance, or of the deviance of classes, that a network of each half explains
    /// on the other, on average.
    public let explained: [Double]
    /// The share of right classes on the other half; nil for numbers.
    public let accuracy: Double?
    /// The weight decay that was chosen.
    public let decay: Double
    /// The trainings of these networks that diverged.
    public let divergences: [Divergence]

    /// What was learned.
    package init(
      target: String, classes: [String]?, halves: [[Model<Sequential>]], explained: [Double],
      accuracy: Double?, decay: Double, divergences: [Divergence] = []
    ) {
      (self.target, self.classes, self.halves) = (target, classes, halves)
      (self.explained, self.accuracy, self.decay) = (explained, accuracy, decay)
      self.divergences = divergences
    }

    /// Whether the networks tell classes apart.
    public var isCategorical: Bool { classes != nil }
  }

  /// Learns the labels of `data`.
  ///
  /// - Parameters:
  ///   - settings: How.
  ///   - seed: The seed of the halves, of initial values and of the order of rows.
  ///   - threads: How many networks are trained at a time; the result does not depend on it.
  ///   - report: Told how the trainings go on; called by several threads.
  /// - Precondition: The settings are positive, and there is a weight decay.
  /// - Throws: `.tooFewRowsForNetwork`, `.noFeatures`, `.tooManyClasses`.
  public init(
    _ data: LabelledData, settings: NetworkFitSettings = NetworkFitSettings(), seed: UInt64 = 0,
    threads: Int = Parallel.processors, report: @escaping @Sendable (Event) -> Void = { _ in }
  ) throws(RegressionError) {
    settings.check()
    guard data.count >= Self.fewestRows else {
      throw .tooFewRowsForNetwork(rows: data.count, needed: Self.fewestRows)
    }
    let (features, targets) = Self.rows(of: data, atMost: settings.mostRows)
    let scaling = FeatureScaling(of: features, names: data.featureNames)
    guard !scaling.kept.isEmpty else { throw .noFeatures }
    for (name, kind) in zip(data.targetNames, data.targetKinds) {
      if case .categorical(let categories) = kind, categories.count > PolynomialFit.mostClasses {
        throw .tooManyClasses(categories.count, target: name)
      }
    }
    let points = scaling.apply(features)
    let inputs = Tensor<Float>(points.scalars.map(Float.init), shape: points.shape)
    let progress = TrainingProgress(targets: data.targetNames.count, report)
    outputs = data.targetNames.indices.map { index in
      let labels = (0..<targets.shape[0]).map { targets[$0, index] }
      return Self.output(
        data.targetNames[index], LearnedTarget(labels, kind: data.targetKinds[index]), inputs,
        settings, seed: seed &+ UInt64(index), threads: threads, progress)
    }
    self.scaling = scaling
    featureNames = scaling.kept.map { data.featureNames[$0] }
    rows = features.shape[0]
  }

  /// Rows below which no network is trained.
  public static let fewestRows = 100

  /// The Jacobians of the learned functions at standardised points, `[N, n]`.
  public func jacobians(
    at points: Tensor<Double>, threads: Int = Parallel.processors
  ) -> LearnedJacobians {
    let x = Tensor<Float>(points.scalars.map(Float.init), shape: points.shape)
    return LearnedJacobians(
      joining: outputs.map { LearnedJacobians(of: $0, at: x, threads: threads) })
  }

  /// Features and targets of all rows, or of as many evenly spread ones.
  private static func rows(of data: LabelledData, atMost limit: Int) -> (
    features: Tensor<Double>, targets: Tensor<Double>
  ) {
    guard data.count > limit else { return data.samples(0..<data.count) }
    var (features, targets): ([Double], [Double]) = ([], [])
    let block = 100
    for index in 0..<limit / block {
      let start = index * (data.count - block) / max(1, limit / block - 1)
      let part = data.samples(start..<start + block)
      features += part.features.scalars
      targets += part.targets.scalars
    }
    let count = limit / block * block
    return (
      Tensor(features, shape: [count, data.featureNames.count]),
      Tensor(targets, shape: [count, data.targetNames.count])
    )
  }
}

extension NetworkFit {
  /// What was learned, for reports.
  public var summaries: [FitSummary] {
    outputs.map { output in
      FitSummary(
        output: output.isCategorical
          ? "classes of \(output.target)" : "level sets of \(output.target)",
        model: .network(
          layers: Self.sizes(of: output.halves[0][0]), count: output.halves.joined().count),
        explained: output.explained.reduce(0, +) / Double(max(output.explained.count, 1)),
        accuracy: output.accuracy, rows: rows)
    }
  }

  private static func sizes(of model: Model<Sequential>) -> [Int] {
    let weights = model.parameters.layout.slots.filter { $0.shape.count == 2 }.map(\.shape)
    return weights.prefix(1).map { $0[0] } + weights.map { $0[1] }
  }
}
