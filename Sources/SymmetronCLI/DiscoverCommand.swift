import ArgumentParser
import Symmetron

struct DiscoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Find and name the symmetries of a labelled table.",
    discussion: """
      Examples:
        symmetron discover data.csv --target mass
        symmetron discover data.csv --target y --features x1,x2,x3 --fields affine
        symmetron discover events.npz --target y --json
        symmetron discover table.tsv --target kind --categorical
        symmetron discover data.csv --target y --oracle mlp

      Columns go by name, or by number from 1. Polynomials are fitted to the target, \
      or to a relabelling of it such as its square; where they leave much unexplained, \
      networks are trained. The fields that leave the fit unchanged are counted, named \
      and certified.
      """)

  @Argument(help: "The table: CSV, TSV, NPY or NPZ.")
  var data: String?

  @Option(
    help: ArgumentHelp("The same as the argument, for configuration files.", valueName: "file"))
  var input: String?

  @Option(help: ArgumentHelp("The label column, or several; all are preserved.", valueName: "y,…"))
  var target: String

  @Option(help: ArgumentHelp("The feature columns (default: all other numbers).", valueName: "x,…"))
  var features: String?

  @Flag(
    inversion: .prefixedNo, exclusivity: .chooseLast,
    help: "Whether integer targets are classes; text always is.")
  var categorical = false

  @Flag(
    inversion: .prefixedNo, exclusivity: .chooseLast,
    help: "Whether the first line names the columns (default: by its looks).")
  var header: Bool?

  @Option(
    help: ArgumentHelp(
      "What is fitted to the target: polynomials, networks (mlp), or what explains more (auto).",
      valueName: "kind"))
  var oracle = OracleKind.auto

  @Option(
    help: ArgumentHelp(
      "The degree of the fit; asks for polynomials (default: chosen on held-out rows).",
      valueName: "n"))
  var degree: Int?

  @OptionGroup var networks: NetworkOptions
  @OptionGroup var spectral: SpectralOptions
  @OptionGroup var options: RunOptions

  func validate() throws {
    guard data != nil || input != nil else { throw ValidationError("Give a table.") }
    guard (1...12).contains(degree ?? 1) else {
      throw ValidationError("--degree must lie between 1 and 12.")
    }
    guard degree == nil || oracle != .mlp else {
      throw ValidationError("--degree is for polynomials, not for --oracle mlp.")
    }
  }

  func run() throws {
    let run = try Run(command: "discover", options: options)
    let file = data ?? input ?? ""
    run.progress("reading \(file)")
    let table = try Table(
      contentsOf: file, text: CSVOptions(hasHeader: header), threads: options.threads)
    let targets = ColumnList.names(in: target)
    let labelled = try LabelledData(
      table: table, features: features.map(ColumnList.names), targets: targets,
      categorical: categorical, threads: options.threads)
    let fields = spectral.fields ?? .linear
    let learned = oracle == .polynomial || degree != nil ? nil : networks.settings
    let settings = Settings(
      input: file, target: targets, features: labelled.featureNames,
      categorical: categorical, header: header, oracle: oracle, degree: degree,
      hidden: learned?.hidden, ensemble: learned?.ensemble, steps: learned?.steps, fields: fields,
      certainty: spectral.certainty, tolerance: spectral.tolerance,
      nullTrials: spectral.nullTrials, seed: options.seed, threads: options.threads)
    try run(configuration: settings) { folder in
      run.progress("searching for symmetries")
      let (finding, solution) = try spectral.method(fields: fields, run: options).discover(
        labelled, oracle: oracle.tableOracle(degree: degree, networks: networks.settings),
        report: { run.report($0, in: folder) })
      return Answer(
        finding, fits: solution.fits, networks: solution.networks,
        notes: textNote(table, targets: labelled.targetNames))
    }
  }

  /// Says which columns of text were left out, if features were not chosen by hand.
  private func textNote(_ table: Table, targets: [String]) -> [String] {
    guard features == nil else { return [] }
    let text = zip(table.columns, table.kinds).filter { name, kind in
      kind != .numeric && !targets.contains(name)
    }.map(\.0)
    guard !text.isEmpty else { return [] }
    return ["text is no feature: \(text.joined(separator: ", ")) was left out"]
  }

  /// What a configuration file may hold.
  static var optionNames: [String] {
    Settings.CodingKeys.allCases.map(\.rawValue) + ["output", "json"]
  }

  /// What `config.yaml` holds.
  private struct Settings: Encodable {
    var command = "discover"
    var version = SymmetronCommand.configuration.version
    var input: String
    var target: [String]
    var features: [String]
    var categorical: Bool
    var header: Bool?
    var oracle: OracleKind
    var degree: Int?
    var hidden: [Int]?
    var ensemble: Int?
    var steps: Int?
    var fields: FieldClass
    var certainty: Double
    var tolerance: Double
    var nullTrials: Int
    var seed: UInt64
    var threads: Int

    enum CodingKeys: String, CodingKey, CaseIterable {
      case command, version, input, target, features, categorical, header, oracle, degree
      case hidden, ensemble, steps, fields, certainty, tolerance, seed, threads
      case nullTrials = "null-trials"
    }
  }
}

/// What is fitted to the targets, as an option.
enum OracleKind: String, ExpressibleByArgument, CaseIterable, Encodable {
  case auto, polynomial, mlp

  /// The same for the library; a degree asks for polynomials.
  func tableOracle(degree: Int?, networks: NetworkFitSettings) -> TableOracle {
    switch self {
    case .polynomial: .polynomial(degree: degree)
    case .mlp: .network(networks)
    case .auto: degree == nil ? .automatic(networks) : .polynomial(degree: degree)
    }
  }
}
