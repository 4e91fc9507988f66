public import ArgumentParser
public import Symmetron

/// The options that every command takes.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The run's folder (default: runs/<time>-<command>).", valueName: "folder"))
  var output: String?

  @Option(help: "The seed of every random number.")
  var seed: UInt64 = 0

  @Option(help: "Threads to use; the result does not depend on it.")
  var threads: Int = Parallel.processors

  @Flag(help: "Print the result as JSON, and nothing else, on standard output.")
  var json = false

  @Option(
    help: ArgumentHelp("Options from a YAML file, such as a run's config.yaml.", valueName: "file"))
  var config: String?

  func validate() throws {
    guard threads > 0 else { throw ValidationError("--threads must be positive.") }
  }
}

/// The options of the spectral method.
struct SpectralOptions: ParsableArguments {
  @Option(help: "The vector fields to search: linear, affine or quadratic.")
  var fields: FieldClass?

  @Option(help: "The level at which an answer is called certain, between 0.5 and 1.")
  var certainty = 0.95

  @Option(
    help: """
      The relative violation that still counts as symmetric. Raise it to find weakly broken symmetries.
      """)
  var tolerance = 1e-10

  @Option(help: "Trials with random gradients for the certificate.")
  var nullTrials = 100

  func validate() throws {
    guard (0.5..<1).contains(certainty) else {
      throw ValidationError("--certainty must be at least 0.5 and below 1.")
    }
    guard tolerance > 0, tolerance < 1 else {
      throw ValidationError("--tolerance must lie between 0 and 1.")
    }
    guard (0...100_000).contains(nullTrials) else {
      throw ValidationError("--null-trials must lie between 0 and 100000.")
    }
  }

  func method(fields: FieldClass, run: RunOptions) -> SpectralMethod {
    var method = SpectralMethod()
    method.fields = fields
    method.certainty = certainty
    method.tolerance = tolerance
    method.nullTrials = nullTrials
    method.seed = run.seed
    method.threads = run.threads
    return method
  }
}

extension FieldClass: ExpressibleByArgument {}
