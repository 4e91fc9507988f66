public import ArgumentParser
public import Symmetron

/// The options of the spectral method.
struct SpectralOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The class of vector fields to search (default: linear).", valueName: "class"))
  var fields: FieldClass?

  @Option(
    help: ArgumentHelp(
      "The level at which a count is called certain, from 0.5 to 1.", valueName: "p"))
  var certainty = 0.95

  @Option(
    help: ArgumentHelp(
      "The relative violation that counts as symmetric; raise it for broken symmetries.",
      valueName: "r"))
  var tolerance = 1e-10

  @Option(
    help: ArgumentHelp("Random functions to compare with, for the certificate.", valueName: "n"))
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
