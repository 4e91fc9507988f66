import ArgumentParser
import Symmetron

struct AlgebraCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "algebra",
    abstract: "Name the symmetry algebra of a formula.",
    discussion: """
      Examples:
        symmetron algebra 't^2 - x^2 - y^2 - z^2'         so(1,3)
        symmetron algebra --vectors x:4,y:4 'x.y'         vectors that move together
        symmetron algebra --complex z:3,w:3 'inner(z,w)'  u(3), on ℝ⁶
        symmetron algebra --fields affine '(x-1)^2 + 4*(y-1)^2'
        symmetron algebra 'x^2 + y^2; z'                  all outputs are preserved
        symmetron algebra --invariant g2                  see --list

      Formulas: + - * / ^, parentheses, sqrt, exp, log, sin, cos, …, pi. Variables are \
      the coordinates of one point, in order of appearance.
      """)

  @Argument(help: "The formula; outputs separated by ';'.")
  var formula: String?

  @Option(
    help: ArgumentHelp("The same as the argument, for configuration files.", valueName: "formula"))
  var input: String?

  @Option(help: ArgumentHelp("The variables, in the order of the coordinates.", valueName: "t,x,…"))
  var variables: String?

  @Option(
    help: ArgumentHelp("Vectors that transform together, with dimensions.", valueName: "x:4,…"))
  var vectors: String?

  @Option(help: ArgumentHelp("Complex vectors that transform together.", valueName: "z:3,…"))
  var complex: String?

  @Option(help: ArgumentHelp("A named invariant instead of a formula.", valueName: "name"))
  var invariant: String?

  @Flag(help: "List the named invariants.")
  var list = false

  @OptionGroup var spectral: SpectralOptions
  @OptionGroup var options: RunOptions

  func validate() throws {
    guard list || (formula ?? input) != nil || invariant != nil else {
      throw ValidationError("Give a formula, --invariant NAME, or --list.")
    }
    guard (formula ?? input) == nil || invariant == nil else {
      throw ValidationError("Give a formula or --invariant, not both.")
    }
  }

  func run() throws {
    if list { return print(InvariantList.text) }
    let run = try Run(command: "algebra", options: options)
    let (oracle, fields) = try self.oracle()
    let settings = Settings(
      input: formula ?? input, variables: variables, vectors: vectors, complex: complex,
      invariant: invariant, fields: fields, certainty: spectral.certainty,
      tolerance: spectral.tolerance, nullTrials: spectral.nullTrials, seed: options.seed,
      threads: options.threads)
    try run(configuration: settings) { _ in
      run.progress("searching for symmetries")
      do {
        return Answer(try spectral.method(fields: fields, run: options).discover(oracle))
      } catch DiscoveryError.undefined(let share, let sample) {
        guard let explanation = (oracle as? FormulaOracle)?.explainNonFinite(at: Tensor(sample))
        else {
          throw DiscoveryError.undefined(share: share, sample: sample)
        }
        throw Failure(
          message: "\(explanation)\n\(Failure.undefined(share: share))", code: Failure.badData)
      }
    }
  }

  /// Arguments in which a formula that begins with a minus sign does not look like an option.
  static func protectingSigns(in arguments: [String]) -> [String] {
    guard arguments.first == "algebra" else { return arguments }
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    return arguments[..<end].map { argument in
      argument.hasPrefix("-") && !argument.hasPrefix("--") && !["-", "-h"].contains(argument)
        ? "--input=\(argument)" : argument
    } + arguments[end...]
  }

  private func oracle() throws -> (any Oracle, FieldClass) {
    if let invariant {
      let named = try NamedInvariant(invariant)
      return (
        named.oracle, spectral.fields ?? FieldClass(rawValue: named.fieldClass.rawValue) ?? .linear
      )
    }
    let oracle = try FormulaOracle(
      formula ?? input ?? "",
      variables: variables?.split(separator: ",").map { $0.trimming(" ") },
      vectors: vectors.map { text throws(FormulaError) in try FormulaOracle.points(in: text) }
        ?? [],
      complex: complex.map { text throws(FormulaError) in try FormulaOracle.points(in: text) } ?? []
    )
    let ignored =
      oracle.ignoredVariables.isEmpty ? oracle.cancelledVariables : oracle.ignoredVariables
    guard ignored.isEmpty else {
      let names = ignored.joined(separator: ", ")
      throw Failure(
        message:
          "the formula does not depend on \(names): every field that moves it alone would be a "
          + "trivial symmetry. Leave it out, or let the formula depend on it.",
        code: Failure.badData)
    }
    return (oracle, spectral.fields ?? .linear)
  }

  /// What a configuration file may hold.
  static var optionNames: [String] {
    Settings.CodingKeys.allCases.map(\.rawValue) + ["output", "json"]
  }

  /// What `config.yaml` holds.
  private struct Settings: Encodable {
    var command = "algebra"
    var version = SymmetronCommand.configuration.version
    var input: String?
    var variables: String?
    var vectors: String?
    var complex: String?
    var invariant: String?
    var fields: FieldClass
    var certainty: Double
    var tolerance: Double
    var nullTrials: Int
    var seed: UInt64
    var threads: Int

    enum CodingKeys: String, CodingKey, CaseIterable {
      case command, version, input, variables, vectors, complex, invariant, fields, certainty
      case tolerance, seed, threads
      case nullTrials = "null-trials"
    }
  }
}

extension Substring {
  /// Without the given character at both ends.
  fileprivate func trimming(_ character: Character) -> String {
    var part = self
    while part.first == character { part.removeFirst() }
    while part.last == character { part.removeLast() }
    return String(part)
  }
}
