public import ArgumentParser
internal import Foundation
public import Symmetron

struct CICYCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cicy",
    abstract: "Tell complete-intersection Calabi–Yau manifolds apart, and find their identities.",
    discussion: """
      Examples:
        symmetron cicy cicylist.txt.gz                the whole list, 15 minutes
        symmetron cicy cicylist.txt --every 30 --neighbors 120
                                                      a thirtieth of it, a minute
        symmetron cicy cicylist.txt --features graph --epochs 120
                                                      features of the paper alone
        symmetron cicy --resume runs/cicy             goes on after an interrupt

      Random representatives of each manifold become features of their graphs and intersection \
      forms, a network learns the Hodge numbers, and neighbours in its embedding are compared \
      by label and by topology: which entries are one manifold, and which identities lead \
      from one matrix to the other.
      """)

  @Argument(help: "The list of complete-intersection threefolds, plain or gzip.")
  var list: String?

  @Option(
    help: ArgumentHelp("The same as the argument, for configuration files.", valueName: "file"))
  var input: String?

  @Option(help: ArgumentHelp("Take every n-th entry of the list.", valueName: "n"))
  var every = 1

  @Option(help: ArgumentHelp("Random moves from each matrix.", valueName: "n"))
  var moves = RepresentativeWalk().moves

  @Option(help: ArgumentHelp("The most representatives of a manifold.", valueName: "n"))
  var representatives = RepresentativeWalk().limit

  @Option(help: ArgumentHelp("The most degrees of a matrix that are not zero.", valueName: "n"))
  var entries = RepresentativeWalk().entryLimit

  @Option(
    help: ArgumentHelp(
      "What the network sees: the graph, as in the paper, or also numbers of the topology.",
      valueName: FeatureKind.allCases.map(\.rawValue).joined(separator: "|")))
  var features = RepresentativeWalk().features

  @Option(
    help: ArgumentHelp(
      "The most epochs of the training. (default: 7000 steps, at least 10 epochs)", valueName: "n"))
  var epochs: Int?

  @Option(help: ArgumentHelp("The accuracy at which training ends.", valueName: "share"))
  var target = HodgeTraining().target

  @Option(name: .customLong("batch-size"), help: ArgumentHelp("Rows of a step.", valueName: "n"))
  var batchSize = HodgeTraining().batchSize

  @Option(
    name: .customLong("learning-rate"),
    help: ArgumentHelp("The largest learning rate.", valueName: "x"))
  var learningRate = HodgeTraining().learningRate

  @Option(help: ArgumentHelp("Neighbours of each point that are looked at.", valueName: "n"))
  var neighbors = CICYStudy().neighbors

  @OptionGroup var options: RunOptions

  func validate() throws {
    guard list != nil || input != nil else { throw ValidationError("Give the list.") }
    let positive = [
      ("every", every), ("moves", moves + 1), ("representatives", representatives),
      ("epochs", epochs ?? 1), ("batch-size", batchSize), ("neighbors", neighbors),
    ]
    for (name, value) in positive where value < 1 {
      throw ValidationError("--\(name) must be positive.")
    }
    guard (1...32).contains(entries) else {
      throw ValidationError("--entries must lie between 1 and 32.")
    }
    guard target > 0, target <= 1 else {
      throw ValidationError("--target is a share, above 0 and at most 1.")
    }
    guard learningRate > 0 else { throw ValidationError("--learning-rate must be positive.") }
  }

  func run() throws {
    let run = try Run(command: "cicy", options: options)
    let path = list ?? input ?? ""
    run.progress("reading \(path)")
    let list = try CICYList(contentsOf: path)
    run.progress("checking topologies")
    let contradictions = list.contradictions(threads: options.threads)
    let study = CICYStudy(
      every: every,
      walk: RepresentativeWalk(
        moves: moves, limit: representatives, entryLimit: entries, features: features),
      training: HodgeTraining(
        target: target, epochs: epochs, batchSize: batchSize, learningRate: learningRate),
      neighbors: neighbors, seed: options.seed, threads: options.threads)
    try run(configuration: Settings(self, path: path)) { folder in
      let result = try study(list, folder: folder.checkpoints()) { run.report($0, in: folder) }
      let document = CICYDocument(result, contradictions: contradictions)
      return Answer(
        summary: document.summary, document: document, schema: CICYDocument.schema,
        arrays: result.arrays, integers: result.integers, text: "\(CICYText(document))",
        files: [("model.safetensors", { try result.model.parameters.write(to: $0) })])
    }
  }

  /// What a configuration file may hold.
  static var optionNames: [String] {
    Settings.CodingKeys.allCases.map(\.rawValue) + ["output", "json"]
  }

  /// What `config.yaml` holds.
  private struct Settings: Encodable {
    var command = "cicy"
    var version = SymmetronCommand.configuration.version
    var input: String
    var every, moves, representatives, entries: Int
    var features: FeatureKind
    var epochs: Int?
    var target: Double
    var batchSize: Int
    var learningRate: Double
    var neighbors: Int
    var seed: UInt64
    var threads: Int

    init(_ command: CICYCommand, path: String) {
      input = path
      (every, moves, entries) = (command.every, command.moves, command.entries)
      (representatives, features) = (command.representatives, command.features)
      epochs = command.epochs
      (target, batchSize) = (command.target, command.batchSize)
      (learningRate, neighbors) = (command.learningRate, command.neighbors)
      (seed, threads) = (command.options.seed, command.options.threads)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case command, version, input, every, moves, representatives, entries, features
      case epochs, target
      case batchSize = "batch-size"
      case learningRate = "learning-rate"
      case neighbors, seed, threads
    }
  }
}

extension Run {
  /// Shows and logs how a study goes on.
  fileprivate func report(_ event: CICYStudy.Event, in folder: RunFolder) {
    // A folder that can no longer be written is noticed when the result is.
    switch event {
    case .began(let stage): progress(stage.rawValue)
    case .progress(let stage, let share): progress(stage.rawValue, share: share)
    case .epoch(let record, let epochs):
      var fields: [String: RunFolder.LogValue] = [
        "epoch": .integer(record.epoch), "epochs": .integer(epochs),
      ]
      for (name, value) in record.training { fields["training_\(name)"] = .number(value) }
      for (name, value) in record.validation { fields["validation_\(name)"] = .number(value) }
      try? folder.log(.info, CICYStudy.Stage.training.rawValue, fields)
    case .ended(let stage, let wasKept):
      try? folder.log(
        .info, "done: \(stage.rawValue)", ["from_checkpoint": .text(wasKept ? "yes" : "no")])
    }
  }
}

extension FeatureKind: ExpressibleByArgument {}
