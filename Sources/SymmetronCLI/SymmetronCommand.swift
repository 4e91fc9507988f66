import ArgumentParser

@main
struct SymmetronCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "symmetron",
    abstract: "Find the symmetries of labelled data, and name their Lie algebra.",
    discussion: """
      Examples:
        symmetron discover data.csv --target mass    the symmetries of a table
        symmetron algebra 't^2 - x^2 - y^2 - z^2'    of a formula
        symmetron algebra --invariant e6             of an invariant with a name
        symmetron --config runs/demo/config.yaml     an earlier run, once more
        symmetron report runs/demo                   its page and figures, made again
        symmetron data list                          public data sets

      Every run keeps its configuration, result.json, arrays.npz, report.html and figures in a folder.

      Exit codes:
        0   done; "no symmetry" is an answer, too
        64  bad usage         70   a defect of symmetron
        65  bad data          74   reading or writing failed
        66  missing input     130  interrupted
      """,
    version: "0.1.0",
    subcommands: [
      DiscoverCommand.self, AlgebraCommand.self, FlowsCommand.self, OrbitsCommand.self,
      GeneratorsCommand.self, CICYCommand.self, ReportCommand.self, DataCommand.self,
    ])

  static func main() {
    var configuration: String?
    do {
      let (file, arguments) = try ConfigurationFile.expand(
        Array(CommandLine.arguments.dropFirst()))
      configuration = file?.path
      var command = try parseAsRoot(AlgebraCommand.protectingSigns(in: arguments))
      try command.run()
    } catch {
      Failure.exit(error, parser: Self.self, configuration: configuration)
    }
  }
}
