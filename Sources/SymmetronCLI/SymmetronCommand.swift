import ArgumentParser

@main
struct SymmetronCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "symmetron",
    abstract: "Find the symmetries of labelled data, and name the Lie algebra they form.",
    discussion: """
      Examples:
        symmetron discover data.csv --target mass     the symmetries of a labelled table
        symmetron algebra 't^2 - x^2 - y^2 - z^2'     the symmetries of a formula
        symmetron algebra --invariant e6              of an invariant that is tedious to type

      Every run writes a folder (--output) with its configuration, result.json and arrays.npz.
      Exit codes: 0 done (also when there is no symmetry), 64 bad usage, 65 bad data,
      66 missing input, 74 output cannot be written, 130 interrupted.
      """,
    version: "0.1.0",
    subcommands: [DiscoverCommand.self, AlgebraCommand.self])

  static func main() {
    do {
      let arguments = try ConfigurationFile.expanded(Array(CommandLine.arguments.dropFirst()))
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      Failure.exit(error, parser: Self.self)
    }
  }
}
