public import ArgumentParser
public import Symmetron

/// The options of the embedding, of its division into orbits and of its picture.
struct EmbeddingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is embedded: a classifier, a regression on class numbers, or raw inputs.",
      valueName: "kind"))
  var control = OrbitEmbedding.Control.classifier

  @Option(help: ArgumentHelp("The hidden layers (default: 7).", valueName: "n"))
  var layers: Int?

  @Option(help: ArgumentHelp("Their width (default: 80; superpotential 60).", valueName: "n"))
  var width: Int?

  @Option(
    help: ArgumentHelp("Training stops at this share of right points.", valueName: "p"))
  var accuracy: Double?

  @Option(help: ArgumentHelp("The most epochs of training.", valueName: "n"))
  var epochs: Int?

  @Option(help: ArgumentHelp("The rows of a step.", valueName: "n"))
  var batchSize: Int?

  @Option(help: ArgumentHelp("The largest learning rate.", valueName: "η"))
  var learningRate: Double?

  @Option(
    help: ArgumentHelp(
      "The factor by which the density falls between orbits.", valueName: "f"))
  var contrast = DensityClusters().contrast

  @Flag(
    inversion: .prefixedNo, exclusivity: .chooseLast,
    help: "Whether the embedding is drawn by t-SNE.")
  var picture = true

  @Option(help: ArgumentHelp("The most points in the picture.", valueName: "n"))
  var picturePoints = OrbitDiscovery().pictureLimit

  @Option(help: ArgumentHelp("The neighbours that count in the picture.", valueName: "n"))
  var perplexity: Double?

  func validate() throws {
    guard (1...32).contains(layers ?? 1), (1...4096).contains(width ?? 1) else {
      throw ValidationError("--layers lies between 1 and 32, --width between 1 and 4096.")
    }
    guard accuracy.map({ $0 > 0 && $0 <= 1 }) ?? true else {
      throw ValidationError("--accuracy must be above 0 and at most 1.")
    }
    guard (1...100_000).contains(epochs ?? 1), (1...1_000_000).contains(batchSize ?? 1) else {
      throw ValidationError("--epochs and --batch-size must be positive.")
    }
    guard learningRate.map({ $0 > 0 && $0 < 1 }) ?? true else {
      throw ValidationError("--learning-rate must lie between 0 and 1.")
    }
    guard contrast > 1 else { throw ValidationError("--contrast must be above 1.") }
    guard picturePoints >= 1 else { throw ValidationError("--picture-points must be positive.") }
    guard perplexity.map({ (2...1000).contains($0) }) ?? true else {
      throw ValidationError("--perplexity must lie between 2 and 1000.")
    }
  }

  /// The whole search with these options, and the source's own defaults.
  func method(
    for source: OrbitSource, generators: GeneratorOptions, run: RunOptions
  ) -> OrbitDiscovery {
    var method = OrbitDiscovery()
    method.embedding = source.embedding
    method.embedding.control = control
    if let layers { method.embedding.layers = layers }
    if let width { method.embedding.width = width }
    if let accuracy { method.embedding.accuracy = accuracy }
    if let epochs { method.embedding.epochs = epochs }
    if let batchSize { method.embedding.batchSize = batchSize }
    if let learningRate { method.embedding.learningRate = learningRate }
    (method.embedding.seed, method.embedding.threads) = (run.seed, run.threads)
    (method.clustering.contrast, method.clustering.threads) = (contrast, run.threads)
    method.generators = generators.tangentMethod(run: run)
    method.reduction = generators.reduce?.components ?? source.reduction
    method.usesWholeClasses = source.usesWholeClasses
    method.pictureLimit = picturePoints
    if picture {
      var tsne = TSNE()
      tsne.perplexity = perplexity ?? source.perplexity
      tsne.threads = run.threads
      method.picture = tsne
    }
    return method
  }
}

extension OrbitEmbedding.Control: ExpressibleByArgument {}
