public import ArgumentParser
public import Symmetron

/// The options of flows: what fields are sought, and under which conditions.
struct FlowOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many flows to learn, or auto.", valueName: "n"))
  var generators = GeneratorCount(nil)

  @Option(
    help: ArgumentHelp("What a field is: mlp, linear, affine or quadratic.", valueName: "kind"))
  var field = FieldOption.mlp

  @Option(help: ArgumentHelp("The widths of a field's hidden layers.", valueName: "w,…"))
  var fieldHidden = LayerWidths([128, 128])

  @Option(
    help: ArgumentHelp(
      "Invariance by a loss (soft, the paper) or by projection (hard).", valueName: "how"))
  var constraint = FlowConstraint.soft

  @Option(
    help: ArgumentHelp(
      "What is preserved: logits, probabilities, or the prediction alone.", valueName: "what"))
  var preserve = Preserved.logits

  @Option(
    help: ArgumentHelp(
      "Invariance at finite steps ε, eq. 10 (default: the limit ε → 0).", valueName: "ε"))
  var epsilon: Double?

  @Option(
    help: ArgumentHelp(
      "Learn finite transformations that move points by d, eq. 8.", valueName: "d"))
  var finite: Double?

  @Option(
    help: ArgumentHelp(
      "Length 1 at all points or on average (default: points for mlp, else average).",
      valueName: "how"))
  var norm: Averaging?

  @Option(
    help: ArgumentHelp(
      "Orthogonality at all points or on average (default: as --norm).", valueName: "how"))
  var orthogonality: Averaging?

  @Option(help: ArgumentHelp("The factor of the loss of normalization.", valueName: "h"))
  var normWeight = LatentFlows.Weights().normalization

  @Option(help: ArgumentHelp("The factor of the loss of orthogonality.", valueName: "h"))
  var orthogonalityWeight = LatentFlows.Weights().orthogonality

  @Option(
    help: ArgumentHelp(
      "The factor of the loss of closure (default: 0 for mlp, else 1).", valueName: "h"))
  var closureWeight: Double?

  @Option(help: ArgumentHelp("The steps of a training.", valueName: "n"))
  var steps = LatentFlows().steps

  @Option(help: ArgumentHelp("The points of a step.", valueName: "n"))
  var batch = LatentFlows().batchSize

  @Option(
    help: ArgumentHelp(
      "The largest learning rate (default: 0.01 for mlp, else 0.02).", valueName: "η"))
  var learningRate: Double?

  @Option(help: ArgumentHelp("Trainings from different initial values.", valueName: "n"))
  var restarts = 1

  func validate() throws {
    func positive(_ value: Double?, _ name: String, orZero: Bool = false) throws {
      guard let value else { return }
      guard value.isFinite, value > 0 || orZero && value == 0 else {
        throw ValidationError("--\(name) must be positive.")
      }
    }
    try positive(epsilon, "epsilon")
    try positive(finite, "finite")
    try positive(normWeight, "norm-weight", orZero: true)
    try positive(orthogonalityWeight, "orthogonality-weight", orZero: true)
    try positive(closureWeight, "closure-weight", orZero: true)
    try positive(learningRate, "learning-rate")
    guard epsilon == nil || finite == nil else {
      throw ValidationError("--finite is --epsilon at the size of the data: give one of them.")
    }
    guard (1...10_000_000).contains(steps) else {
      throw ValidationError("--steps must lie between 1 and 10000000.")
    }
    guard (2...1_000_000).contains(batch) else {
      throw ValidationError("--batch must lie between 2 and 1000000.")
    }
    guard (1...1000).contains(restarts) else {
      throw ValidationError("--restarts must lie between 1 and 1000.")
    }
    guard (0...16).contains(fieldHidden.widths.count),
      fieldHidden.widths.allSatisfy({ (1...4096).contains($0) })
    else {
      throw ValidationError("--field-hidden takes up to 16 widths from 1 to 4096, such as 128,128.")
    }
  }

  /// The same for the library.
  func method(run: RunOptions) -> LatentFlows {
    let isNetwork = field == .mlp
    var method = LatentFlows()
    method.generators = generators.count
    method.field = field.kind(hidden: fieldHidden.widths)
    method.constraint = constraint
    method.preserved = preserve
    method.epsilon = finite ?? epsilon
    method.normalization = norm ?? (isNetwork ? .points : .average)
    method.orthogonality = orthogonality ?? method.normalization
    method.weights.normalization = normWeight
    method.weights.orthogonality = orthogonalityWeight
    method.weights.closure = closureWeight ?? (isNetwork ? 0 : 1)
    (method.steps, method.batchSize, method.restarts) = (steps, batch, restarts)
    method.learningRate = learningRate ?? (isNetwork ? method.learningRate : 0.02)
    (method.seed, method.threads) = (run.seed, run.threads)
    return method
  }
}

/// A number of fields as an option: a number, or auto.
struct GeneratorCount: ExpressibleByArgument, CustomStringConvertible {
  /// Nil is auto.
  let count: Int?

  init(_ count: Int?) { self.count = count }

  init?(argument: String) {
    if argument == "auto" {
      count = nil
    } else if let number = Int(argument), number > 0 {
      count = number
    } else {
      return nil
    }
  }

  /// As it would be typed.
  var description: String { count.map(String.init) ?? "auto" }
  var defaultValueDescription: String { description }
}

/// What a field is, as an option.
enum FieldOption: String, ExpressibleByArgument, CaseIterable, Encodable {
  case mlp, linear, affine, quadratic

  func kind(hidden: [Int]) -> FieldFamily.Kind {
    switch self {
    case .mlp: .network(hidden: hidden)
    case .linear: .polynomial(.linear)
    case .affine: .polynomial(.affine)
    case .quadratic: .polynomial(.quadratic)
    }
  }
}

extension FlowConstraint: ExpressibleByArgument {}
extension Preserved: ExpressibleByArgument {}
extension Averaging: ExpressibleByArgument {}
