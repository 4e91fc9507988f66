public import ArgumentParser
public import Symmetron

/// The options of methods that find generators in clouds of points.
struct GeneratorOptions: ParsableArguments {
  /// How generators are found.
  enum Method: String, ExpressibleByArgument, CaseIterable, Encodable {
    case tangent, regression
  }

  @Option(
    help: ArgumentHelp(
      "Fields tangent to the clouds, or the paper's regression on near pairs.",
      valueName: "tangent|regression"))
  var method = Method.tangent

  @Option(
    help: ArgumentHelp("The class of fields, linear or affine (tangent).", valueName: "class"))
  var fields = FieldClass.linear

  @Option(
    help: ArgumentHelp(
      "Where normals come from: tangents, levels (quadratic level sets) or auto.",
      valueName: "kind"))
  var normals = TangentMethod.Normals.auto

  @Option(
    help: ArgumentHelp(
      "What becomes the origin: the mean, none, or the mean if it is far (auto).",
      valueName: "auto|none|mean"))
  var centre = PointClouds.Centring.auto

  @Option(
    help: ArgumentHelp("Keep this number of principal components.", valueName: "pca:n"))
  var reduce: Reduction?

  @Option(
    help: ArgumentHelp(
      "The level at which a count is called certain, from 0.5 to 1 (tangent).", valueName: "p"))
  var certainty = TangentMethod().certainty

  @Option(
    help: ArgumentHelp(
      "Points this near to a plane lie in it, in units of the radius (regression; \(Self.defaults.delta), or "
        + "0.15 for digits).", valueName: "δ"))
  var delta: Double?

  @Option(
    help: ArgumentHelp(
      "Points this near are a pair, in units of the radius (regression; \(Self.defaults.epsilon), or 0.15 for "
        + "digits).", valueName: "ε"))
  var epsilon: Double?

  @Option(
    help: ArgumentHelp(
      "The weight of what stays in place, per root of a pair (regression).", valueName: "w"))
  var weight = PairRegression().weight

  @Option(
    help: ArgumentHelp(
      "The planes that are drawn (regression; \(Self.defaults.repeats), or 160 for digits).",
      valueName: "n"))
  var repeats: Int?

  private static let defaults = PairRegression()

  func validate() throws {
    guard fields != .quadratic else {
      throw ValidationError(
        "--fields is linear or affine: clouds say too little of quadratic ones.")
    }
    guard method == .tangent || fields == .linear else {
      throw ValidationError("The regression finds linear fields only.")
    }
    guard (0.5..<1).contains(certainty) else {
      throw ValidationError("--certainty must be at least 0.5 and below 1.")
    }
    for (name, value) in [("delta", delta), ("epsilon", epsilon), ("weight", weight)] {
      guard value.map({ $0 > 0 && $0.isFinite }) ?? true else {
        throw ValidationError("--\(name) must be positive.")
      }
    }
    guard (2...100_000).contains(repeats ?? 2) else {
      throw ValidationError("--repeats must lie between 2 and 100000.")
    }
  }

  /// The tangent method with these options.
  func tangentMethod(run: RunOptions) -> TangentMethod {
    var tangent = TangentMethod()
    (tangent.fields, tangent.normals, tangent.certainty) = (fields, normals, certainty)
    (tangent.seed, tangent.threads) = (run.seed, run.threads)
    return tangent
  }

  /// The regression with these options; others are as the data ask for.
  func pairRegression(
    run: RunOptions, for data: PairRegression = PairRegression()
  ) -> PairRegression {
    var regression = data
    regression.delta = delta ?? data.delta
    regression.epsilon = epsilon ?? data.epsilon
    regression.repeats = repeats ?? data.repeats
    regression.weight = weight
    (regression.seed, regression.threads) = (run.seed, run.threads)
    return regression
  }

  /// What the chosen method finds in clouds.
  func report(_ clouds: PointClouds, run: RunOptions) throws -> GeneratorsReport {
    switch method {
    case .tangent:
      return GeneratorsReport(clouds, tangent: tangentMethod(run: run).discover(clouds))
    case .regression:
      let regression = pairRegression(run: run)
      let solution = try regression.solve(clouds)
      return GeneratorsReport(
        clouds, regression: solution, algebra: regression.algebra(of: solution, in: clouds))
    }
  }
}

/// `pca:3`.
struct Reduction: ExpressibleByArgument {
  /// How many principal components are kept.
  let components: Int

  init?(argument: String) {
    guard argument.hasPrefix("pca:"), let components = Int(argument.dropFirst(4)), components > 0
    else { return nil }
    self.components = components
  }

  /// As it would be typed.
  var text: String { "pca:\(components)" }
}

extension TangentMethod.Normals: ExpressibleByArgument {}
extension PointClouds.Centring: ExpressibleByArgument {}
