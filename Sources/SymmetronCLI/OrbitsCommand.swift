import ArgumentParser
import Symmetron

struct OrbitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "orbits",
    abstract: "Find orbits in the embedding of a classifier, and their generators.",
    discussion: """
      Examples:
        symmetron orbits mexican-hat                    so(2), from 17 orbits
        symmetron orbits mexican-hat --half-width 0.01 --points 300
        symmetron orbits superpotential --no-picture
        symmetron orbits rotated-mnist --class 8
        symmetron orbits data.csv --target kind
        symmetron orbits mexican-hat --control raw      without a network

      A network is trained to tell classes apart. In its last hidden layer, classes fall \
      into clusters: orbits of a symmetry that it was not told. The points of each are a \
      cloud, in which generators are sought as by `symmetron generators`.
      """)

  @Argument(help: "mexican-hat, superpotential, rotated-mnist, or a table.")
  var data: String?

  @Option(
    help: ArgumentHelp("The same as the argument, for configuration files.", valueName: "data"))
  var input: String?

  @Option(help: ArgumentHelp("The columns of a table that are classes.", valueName: "y,…"))
  var target: String?

  @Option(help: ArgumentHelp("The feature columns (default: all other numbers).", valueName: "x,…"))
  var features: String?

  @Option(help: ArgumentHelp("The points in each class that is made.", valueName: "n"))
  var points: Int?

  @Option(help: ArgumentHelp("Half the width of a level that is made.", valueName: "h"))
  var halfWidth: Double?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Of rotated-mnist: the digit whose images are the cloud.", valueName: "k"))
  var digit = 8

  @Option(help: ArgumentHelp("Of rotated-mnist: the images, before rotation.", valueName: "n"))
  var images = RotatedDigits().images

  @Option(help: ArgumentHelp("Of rotated-mnist: the rotations of each.", valueName: "n"))
  var rotations = RotatedDigits().rotations

  @OptionGroup var embedding: EmbeddingOptions
  @OptionGroup var generators: GeneratorOptions
  @OptionGroup var options: RunOptions

  func validate() throws {
    guard data != nil || input != nil else {
      throw ValidationError("Give mexican-hat, superpotential, rotated-mnist, or a table.")
    }
    let isTable = OrbitSource.Made(rawValue: data ?? input ?? "") == nil
    guard !isTable || target != nil else {
      throw ValidationError("A table needs --target: the column that holds the classes.")
    }
    guard (points ?? 20) >= 20 else { throw ValidationError("--points must be at least 20.") }
    guard halfWidth.map({ $0 > 0 && $0 < 0.1 }) ?? true else {
      throw ValidationError("--half-width must lie between 0 and 0.1.")
    }
    guard (0...9).contains(digit), images >= 10, rotations >= 10 else {
      throw ValidationError("--class is a digit; --images and --rotations are at least 10.")
    }
  }

  func run() throws {
    let run = try Run(command: "orbits", options: options)
    run.progress("reading \(data ?? input ?? "")")
    let source = try OrbitSource(self)
    let method = embedding.method(for: source, generators: generators, run: options)
    let regression = generators.pairRegression(run: options, for: source.pairRegression)
    let settings = Settings(
      input: data ?? input ?? "", target: target.map(ColumnList.names),
      features: features.map(ColumnList.names), points: source.points, halfWidth: source.halfWidth,
      digit: digit, images: images, rotations: rotations, control: method.embedding.control,
      layers: method.embedding.layers, width: method.embedding.width,
      accuracy: method.embedding.accuracy, epochs: method.embedding.epochs,
      batchSize: method.embedding.batchSize, learningRate: method.embedding.learningRate,
      contrast: method.clustering.contrast, picture: method.picture != nil,
      picturePoints: method.pictureLimit,
      perplexity: embedding.perplexity ?? source.perplexity,
      method: source.generatorMethod(generators), normals: generators.normals,
      fields: generators.fields,
      centre: generators.centre, reduce: method.reduction.map { "pca:\($0)" },
      certainty: generators.certainty, delta: regression.delta, epsilon: regression.epsilon,
      weight: regression.weight, repeats: regression.repeats, seed: options.seed,
      threads: options.threads)
    try run(configuration: settings) { folder in
      let result = try method.discover(
        source.table.features, labels: source.table.labels,
        coordinates: source.table.featureNames,
        checkpoint: Checkpoint("\(folder.checkpoints())/embedding.safetensors", interval: 5)
      ) { run.report($0, epochs: method.embedding.epochs, in: folder) }
      let found = try source.regression(
        of: result, with: regression,
        isWanted: source.generatorMethod(generators) == .regression, centring: generators.centre)
      let report = OrbitsReport(
        result, method: method, labelNames: source.table.labelNames, classNames: source.classNames,
        truth: source.truth, regression: found)
      return Answer(
        summary: report.summary, document: report.document, schema: OrbitsDocument.schema,
        arrays: report.arrays, integers: report.integers(labels: source.table.labels),
        text: report.text,
        files: result.embedding.model.map { model in
          [("model.safetensors", { try model.parameters.write(to: $0) })]
        } ?? [])
    }
  }

  /// What a configuration file may hold.
  static var optionNames: [String] {
    Settings.CodingKeys.allCases.map(\.rawValue) + ["output", "json"]
  }

  /// What `config.yaml` holds.
  private struct Settings: Encodable {
    var command = "orbits"
    var version = SymmetronCommand.configuration.version
    var input: String
    var target: [String]?
    var features: [String]?
    var points: Int?
    var halfWidth: Double?
    var digit: Int
    var images: Int
    var rotations: Int
    var control: OrbitEmbedding.Control
    var layers: Int
    var width: Int
    var accuracy: Double
    var epochs: Int
    var batchSize: Int
    var learningRate: Double
    var contrast: Double
    var picture: Bool
    var picturePoints: Int
    var perplexity: Double
    var method: GeneratorOptions.Method
    var normals: TangentMethod.Normals
    var fields: FieldClass
    var centre: PointClouds.Centring
    var reduce: String?
    var certainty: Double
    var delta: Double
    var epsilon: Double
    var weight: Double
    var repeats: Int
    var seed: UInt64
    var threads: Int

    enum CodingKeys: String, CodingKey, CaseIterable {
      case command, version, input, target, features, points, images, rotations, control
      case layers, width, accuracy, epochs, contrast, picture, perplexity, method, normals, fields
      case centre, reduce, certainty, delta, epsilon, weight, repeats, seed, threads
      case halfWidth = "half-width"
      case digit = "class"
      case batchSize = "batch-size"
      case picturePoints = "picture-points"
      case learningRate = "learning-rate"
    }
  }
}

extension Run {
  /// Shows and logs how the search for orbits goes on.
  func report(_ event: OrbitDiscovery.Event, epochs: Int, in folder: RunFolder) {
    switch event {
    case .training(.epoch(let record)):
      progress("training the network", share: Double(record.epoch) / Double(max(1, epochs)))
      // A folder that can no longer be written is noticed when the result is.
      try? folder.log(
        .info, "training the network",
        [
          "epoch": .integer(record.epoch), "loss": .number(record.training["loss"] ?? .nan),
          "accuracy": .number(record.training["accuracy"] ?? .nan),
        ])
    case .training: break
    case .clustering(let share): progress("dividing classes into orbits", share: share)
    case .generators: progress("searching for generators")
    case .picture(let share): progress("drawing the embedding", share: share)
    case .done(let stage, let seconds): try? folder.log(.info, stage, ["seconds": .number(seconds)])
    }
  }
}
