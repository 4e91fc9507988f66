internal import Networks
public import Oracles
internal import Tensors

/// From labelled samples to flows: trivial symmetries, an autoencoder, an oracle in its latent space, flows that
/// preserve it, and what they do to samples.
///
/// The encoder and the oracle are frozen before flows are sought.
///
/// Source: Roman, Forestano, Matchev, Matcheva, Unlu, *Oracle-Preserving Latent Flows* (2023).
public struct FlowExperiment: Sendable {
  /// The autoencoder; nil stays in the space of the samples.
  public var autoencoder: AutoencoderSettings? = AutoencoderSettings()
  /// The oracle.
  public var oracle = LabelOracleSettings()
  /// The flows.
  public var flows = LatentFlows()
  /// How they are followed.
  public var streamlines = StreamlineSettings()
  /// The samples, by number, that they are followed from beside the centres of the classes.
  public var followed: [Int] = []
  /// The seed of every random number.
  public var seed: UInt64 = 0
  /// Threads to use; the result does not depend on it.
  public var threads = Parallel.processors

  /// The experiment with the defaults of its parts.
  public init() {}

  /// What an experiment leaves.
  public struct Result: Sendable {
    /// What the samples do not say.
    public let trivial: TrivialSymmetries
    /// The autoencoder; nil in the space of the samples.
    public let autoencoder: Autoencoder?
    /// The oracle.
    public let oracle: LabelOracle
    /// The samples in the space of the flows, `[N, n]`, with their labels.
    public let points: LabelledSamples
    /// The flows.
    public let finding: FlowFinding
    /// The curves along them, and what happens on these.
    public let walks: FlowWalks
  }

  /// The most elements of Jacobians that are kept; with more, flows see fewer points.
  private static let mostJacobians = 50_000_000
  /// The fewest samples of each kind.
  public static let fewestSamples = 20

  /// Carries out the experiment.
  ///
  /// - Parameters:
  ///   - samples: Labelled samples.
  ///   - features: Their names.
  ///   - scaling: How they were scaled, if they were.
  ///   - checkpoints: The folder in which trainings are kept, so that they can go on; nil keeps none.
  ///   - report: Told how it goes on.
  /// - Throws: A ``FlowError``, before any training, for what cannot work; errors of checkpoints.
  public func run(
    _ samples: LabelledSamples, features: [String], scaling: SampleScaling? = nil,
    checkpoints: String? = nil,
    report: (LatentFlows.Event) -> Void = { _ in }
  ) throws -> Result {
    try check(samples)
    func tell(_ event: TrainingEvent, _ stage: String) {
      switch event {
      case .step(let step, let total, _):
        if step % 20 == 0 { report(.progress(stage: stage, share: Double(step) / Double(total))) }
      case .epoch(let record): report(.epoch(stage: stage, record))
      case .checkpoint: break
      }
    }
    func checkpoint(_ name: String) -> Checkpoint? {
      checkpoints.map { Checkpoint("\($0)/\(name).safetensors", interval: 5) }
    }
    report(.progress(stage: "looking at the samples", share: 0))
    let trivial = TrivialSymmetries(of: samples.inputs, threads: threads)
    var points = samples
    var coordinates = features
    let autoencoder = try autoencoder.map { settings in
      try settings.train(
        on: samples, seed: seed, threads: threads, checkpoint: checkpoint("autoencoder"),
        report: { tell($0, "training the autoencoder") })
    }
    if let autoencoder {
      points = samples.replacingInputs(by: autoencoder.encode(samples.inputs, threads: threads))
      coordinates = (1...autoencoder.latentCount).map { "z\($0)" }
    }
    let oracle = try oracle.train(
      on: points, coordinates: coordinates, seed: seed &+ 1, threads: threads,
      checkpoint: checkpoint("oracle"), report: { tell($0, "training the oracle") })
    let finding = try flows.discover(
      oracle, at: flowPoints(points, outputs: oracle.outputs),
      scaling: autoencoder == nil ? scaling : nil, checkpoints: checkpoints, report: report)
    report(.progress(stage: "following the flows", share: 0))
    let walks = FlowWalks(
      finding.flow, oracle: oracle, decoder: autoencoder, points: points, followed: followed,
      settings: streamlines)
    return Result(
      trivial: trivial, autoencoder: autoencoder, oracle: oracle, points: points, finding: finding,
      walks: walks)
  }

  private func check(_ samples: LabelledSamples) throws(FlowError) {
    if case .classes(let classes, let names) = samples.labels, let first = classes.first,
      classes.allSatisfy({ $0 == first })
    {
      throw .oneClass(names[first])
    }
    for rows in [samples.trainingRows, samples.validationRows]
    where rows.count < Self.fewestSamples {
      throw .tooFewSamples(rows.count, needed: Self.fewestSamples)
    }
    let features = samples.inputs.shape[1]
    if let autoencoder, autoencoder.latent >= features {
      throw .latentTooLarge(latent: autoencoder.latent, features: features)
    }
    let outputs =
      if case .classes(_, let names) = samples.labels { names.count == 2 ? 1 : names.count } else {
        1
      }
    try flows.check(dimension: autoencoder?.latent ?? features, outputs: outputs)
  }

  /// The points of flows: all, or as many as Jacobians can be kept of.
  private func flowPoints(_ points: LabelledSamples, outputs: Int) -> FlowPoints {
    let limit = max(1000, Self.mostJacobians / (outputs * points.inputs.shape[1]))
    func rows(_ rows: [Int]) -> Tensor<Double> {
      let n = points.inputs.shape[1]
      let few = rows.count <= limit ? rows : (0..<limit).map { rows[$0 * rows.count / limit] }
      var scalars: [Double] = []
      scalars.reserveCapacity(few.count * n)
      for row in few {
        scalars += points.inputs.scalars[row * n..<(row + 1) * n].lazy.map { Double($0) }
      }
      return Tensor(scalars, shape: [few.count, n])
    }
    return FlowPoints(
      training: rows(points.trainingRows), validation: rows(points.validationRows))
  }
}
