import ArgumentParser
import Symmetron

/// What `config.yaml` holds of a search for flows, every default written out.
struct FlowSettings: Encodable {
  var command = "flows"
  var version = SymmetronCommand.configuration.version
  var input: String?
  var target, features: String?
  var categorical: Bool?
  var labels, classes: String?
  var validation: Double?
  var oracle: String?
  var samples: Int?
  var latent, encoder, classifier: String?
  var epochs, classifierEpochs: Int?
  var classifierDecay: Double?
  var follow: FollowOption?
  var eulerStep, length: Double?
  var from: String?
  var generators: String
  var field: FieldOption
  var fieldHidden: String?
  var constraint: FlowConstraint
  var preserve: Preserved
  var epsilon: Double?
  var norm, orthogonality: Averaging
  var normWeight, orthogonalityWeight, closureWeight: Double
  var steps, batch: Int
  var learningRate: Double
  var restarts: Int
  var seed: UInt64
  var threads: Int

  enum CodingKeys: String, CodingKey, CaseIterable {
    case command, version, input, target, features, categorical, labels, classes, validation
    case oracle, samples, latent, encoder, classifier, epochs, follow, length, from, generators
    case field, constraint, preserve, epsilon, norm, orthogonality, steps, batch, restarts, seed
    case threads
    case classifierEpochs = "classifier-epochs"
    case classifierDecay = "classifier-decay"
    case eulerStep = "euler-step"
    case fieldHidden = "field-hidden"
    case normWeight = "norm-weight"
    case orthogonalityWeight = "orthogonality-weight"
    case closureWeight = "closure-weight"
    case learningRate = "learning-rate"
  }

  /// The options of a command with what they came to.
  init(_ command: FlowsCommand, _ method: LatentFlows, experiment: FlowExperiment?) {
    let (data, latent, flows) = (command.samples, command.latent, command.flows)
    func list(_ widths: [Int]) -> String { widths.map(String.init).joined(separator: ",") }
    input = command.data ?? command.input
    (target, features, labels, classes) = (data.target, data.features, data.labels, data.classes)
    (categorical, oracle) = (data.target == nil ? nil : data.categorical, data.oracle)
    samples = experiment == nil ? data.samples : nil
    if let experiment {
      self.latent = latent.latent.description
      encoder = experiment.autoencoder.map { list($0.hidden) }
      classifier = list(experiment.oracle.hidden)
      epochs = experiment.autoencoder?.epochs
      classifierEpochs = experiment.oracle.epochs
      classifierDecay = experiment.oracle.weightDecay
      (follow, length, from) = (latent.follow, latent.length, latent.from)
      eulerStep = latent.follow == .euler ? latent.eulerStep : nil
    }
    (generators, field) = (flows.generators.description, flows.field)
    fieldHidden = flows.field == .mlp ? flows.fieldHidden.description : nil
    (constraint, preserve, epsilon) = (method.constraint, method.preserved, method.epsilon)
    (norm, orthogonality) = (method.normalization, method.orthogonality)
    normWeight = method.weights.normalization
    orthogonalityWeight = method.weights.orthogonality
    closureWeight = method.weights.closure
    (steps, batch, restarts) = (method.steps, method.batchSize, method.restarts)
    learningRate = method.learningRate
    (seed, threads) = (command.options.seed, command.options.threads)
  }
}
