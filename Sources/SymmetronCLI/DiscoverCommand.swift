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

      The table is CSV, TSV, NPY or NPZ; columns are named or numbered from 1. Polynomials are fitted
      to the target (or a relabelling of it), and the fields that leave it unchanged are counted,
      named and certified. "No symmetry" is an answer.
      """)

  @Argument(help: "The table: CSV, TSV, NPY or NPZ.")
  var data: String?

  @Option(
    help: ArgumentHelp("The same as the argument, for configuration files.", valueName: "file"))
  var input: String?

  @Option(help: ArgumentHelp("The label column, or several; all are preserved.", valueName: "y,…"))
  var target: String

  @Option(
    help: ArgumentHelp("The feature columns (default: all other numeric ones).", valueName: "x,…"))
  var features: String?

  @Flag(help: "Take integer targets as classes; text always is.")
  var categorical = false

  @Flag(inversion: .prefixedNo, help: "Whether the first line of text names the columns.")
  var header: Bool?

  @Option(help: "The polynomial degree of the fit (default: chosen on held-out rows).")
  var degree: Int?

  @OptionGroup var spectral: SpectralOptions
  @OptionGroup var options: RunOptions

  func validate() throws {
    guard data != nil || input != nil else { throw ValidationError("Give a table.") }
    guard (1...12).contains(degree ?? 1) else {
      throw ValidationError("--degree must lie between 1 and 12.")
    }
  }

  func run() throws {
    let file = data ?? input ?? ""
    let table = try Table(
      contentsOf: file, text: CSVOptions(hasHeader: header), threads: options.threads)
    let labelled = try LabelledData(
      table: table, features: features.map(columns), targets: columns(target),
      categorical: categorical, threads: options.threads)
    let fields = spectral.fields ?? .linear
    let settings = Settings(
      input: file, target: columns(target), features: labelled.featureNames,
      categorical: categorical, header: header, degree: degree, fields: fields,
      certainty: spectral.certainty, tolerance: spectral.tolerance,
      nullTrials: spectral.nullTrials, seed: options.seed, threads: options.threads)
    try Run(command: "discover", options: options, config: settings)() {
      let result = try spectral.method(fields: fields, run: options).discover(
        labelled, degree: degree)
      return (result.finding, result.solution.fit)
    }
  }

  private func columns(_ list: String) -> [String] {
    list.split(separator: ",").map(String.init)
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
    var degree: Int?
    var fields: FieldClass
    var certainty: Double
    var tolerance: Double
    var nullTrials: Int
    var seed: UInt64
    var threads: Int

    enum CodingKeys: String, CodingKey {
      case command, version, input, target, features, categorical, header, degree, fields, certainty
      case tolerance, seed, threads
      case nullTrials = "null-trials"
    }
  }
}
