import ArgumentParser
import Symmetron

struct FlowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flows",
    abstract: "Learn flows that change samples but not their labels.",
    discussion: """
      Examples:
        symmetron flows mnist --classes 0,1 --latent 2
        symmetron flows mnist --latent 16 --generators 1
        symmetron flows mnist --latent 16 --generators 6 --constraint hard
        symmetron flows table.csv --target kind --latent none
        symmetron flows --oracle 't^2 - x^2 - y^2 - z^2' --field linear --generators 6

      An autoencoder squeezes the samples into a latent space, a network learns their \
      labels there, and both are frozen. Then vector fields are trained that leave the \
      network's answers unchanged, have length 1 and are mutually orthogonal, and are \
      followed from the centres of the classes.
      """)

  @Argument(help: "mnist, fashion-mnist, an IDX file of images, or a table (CSV, TSV, NPY, NPZ).")
  var data: String?

  @Option(
    help: ArgumentHelp("The same as the argument, for configuration files.", valueName: "data"))
  var input: String?

  @Option(help: ArgumentHelp("The label column of a table.", valueName: "y"))
  var target: String?

  @Option(help: ArgumentHelp("A formula in place of data; standard normal points.", valueName: "formula"))
  var oracle: String?

  @Option(
    help: ArgumentHelp(
      "The latent coordinates, or none to stay with the data's own.", valueName: "ℓ"))
  var latent = LatentOption(count: 16)

  @OptionGroup var flows: FlowOptions
  @OptionGroup var options: RunOptions

  func run() throws {
    let run = try Run(command: "flows", options: options)
    if let oracle { return try self.run(run, formula: oracle) }
  }

  private func run(_ run: Run, formula: String) throws {
    let oracle = try FormulaOracle(formula)
    let method = flows.method(run: options)
    try run(configuration: ["a": 1]) { folder in
      let finding = try method.discover(oracle, samples: 4000) { event in
        if case .progress(let stage, let share) = event { run.progress(stage, share: share) }
      }
      return Answer(
        summary: finding.summary, document: FlowDocument(finding), schema: FlowDocument.schema,
        arrays: finding.arrays, text: "\(FlowText(finding))")
    }
  }
}

/// A number of latent coordinates as an option: a number, or none.
struct LatentOption: ExpressibleByArgument, CustomStringConvertible {
  /// Nil is none.
  let count: Int?

  init(count: Int?) { self.count = count }

  init?(argument: String) {
    if argument == "none" {
      count = nil
    } else if let number = Int(argument), number > 0 {
      count = number
    } else {
      return nil
    }
  }

  /// As it would be typed.
  var description: String { count.map(String.init) ?? "none" }
  var defaultValueDescription: String { description }
}
