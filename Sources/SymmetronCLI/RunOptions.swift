import ArgumentParser
import Symmetron

/// The options that every command takes.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The run's folder (default: runs/<time>-<command>).", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("The seed of every random number.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp("Threads to use; the result does not depend on it.", valueName: "n"))
  var threads: Int = Parallel.processors

  @Flag(help: "Print result.json, and nothing else, on standard output.")
  var json = false

  @Flag(
    inversion: .prefixedNo, exclusivity: .chooseLast,
    help: "Whether the run ends with report.html and figures.")
  var report = true

  @OptionGroup var page: ReportOptions

  // Replaced by its options before they are parsed; declared for the help text.
  @Option(
    help: ArgumentHelp("Options from a YAML file, such as a run's config.yaml.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp("Go on with an interrupted run, from its own options.", valueName: "folder"))
  var resume: String?

  func validate() throws {
    guard resume == nil || output == nil else {
      throw ValidationError("--resume goes on in the run's own folder: leave out --output.")
    }
    guard threads > 0 else { throw ValidationError("--threads must be positive.") }
  }
}
