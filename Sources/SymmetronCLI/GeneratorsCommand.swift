import ArgumentParser
import Symmetron

struct GeneratorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generators",
    abstract: "Find the generators of a group from points on its orbits.",
    discussion: """
      Examples:
        symmetron generators cloud.csv
        symmetron generators p.csv q.csv                 rows moved by the same element
        symmetron generators digits.npz --reduce pca:3
        symmetron generators cloud.csv --fields affine   if the centre is unknown
        symmetron generators cloud.csv --method regression --epsilon 0.4

      Rows are points, columns coordinates. Generators are counted, named and certified; \
      --method regression is that of Krippendorf and Syvaeri (2021), eqs 10 to 15.
      """)

  @Argument(help: "The clouds: CSV, TSV, NPY or NPZ files; rows of several are paired.")
  var clouds: [String] = []

  @Option(
    help: ArgumentHelp(
      "The same, separated by commas, for configuration files.", valueName: "file,…"))
  var input: String?

  @Option(help: ArgumentHelp("The columns that are coordinates (default: all).", valueName: "x,…"))
  var features: String?

  @Flag(
    inversion: .prefixedNo, exclusivity: .chooseLast,
    help: "Whether the first line names the columns (default: by its looks).")
  var header: Bool?

  @OptionGroup var method: GeneratorOptions
  @OptionGroup var options: RunOptions

  func validate() throws {
    guard !clouds.isEmpty || input != nil else { throw ValidationError("Give a cloud.") }
  }

  func run() throws {
    let run = try Run(command: "generators", options: options)
    let files = clouds.isEmpty ? ColumnList.names(in: input ?? "") : clouds
    var points: [Tensor<Double>] = []
    var names: [String] = []
    for file in files {
      run.progress("reading \(file)")
      let table = try Table(
        contentsOf: file, text: CSVOptions(hasHeader: header), threads: options.threads)
      let cloud = try PointTable(table, features: features.map(ColumnList.names))
      guard points.isEmpty || cloud.points.shape[1] == points[0].shape[1] else {
        throw Failure(
          message: "\(file) has \(cloud.points.shape[1]) coordinates and \(files[0]) "
            + "\(points[0].shape[1]): clouds that a group moves together have as many.",
          code: Failure.badData)
      }
      if points.isEmpty { names = cloud.names }
      points.append(cloud.points)
    }
    let prepared = try PointClouds(
      points, coordinates: names, centring: method.centre, reduction: method.reduce?.components)
    let regression = method.pairRegression(run: options)
    let settings = Settings(
      input: files, features: features.map(ColumnList.names), header: header,
      method: method.method, fields: method.fields, normals: method.normals, centre: method.centre,
      reduce: method.reduce?.text, certainty: method.certainty, delta: regression.delta,
      epsilon: regression.epsilon, weight: regression.weight, repeats: regression.repeats,
      seed: options.seed,
      threads: options.threads)
    try run(configuration: settings) { _ in
      run.progress("searching for generators")
      return Answer(try method.report(prepared, run: options))
    }
  }

  /// What a configuration file may hold.
  static var optionNames: [String] {
    Settings.CodingKeys.allCases.map(\.rawValue) + ["output", "json"]
  }

  /// What `config.yaml` holds.
  private struct Settings: Encodable {
    var command = "generators"
    var version = SymmetronCommand.configuration.version
    var input: [String]
    var features: [String]?
    var header: Bool?
    var method: GeneratorOptions.Method
    var fields: FieldClass
    var normals: TangentMethod.Normals
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
      case command, version, input, features, header, method, fields, normals, centre, reduce
      case certainty, delta, epsilon, weight, repeats, seed, threads
    }
  }
}

extension Answer {
  /// The answer that a report of generators is.
  init(_ report: GeneratorsReport) {
    self.init(
      summary: report.summary, document: report.document, schema: GeneratorsDocument.schema,
      arrays: report.arrays, text: report.text)
  }
}
