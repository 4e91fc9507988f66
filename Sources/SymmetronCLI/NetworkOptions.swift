import ArgumentParser
import Symmetron

/// The options of networks, where they are what is fitted.
struct NetworkOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The widths of the networks' hidden layers.", valueName: "w,…"))
  var hidden = LayerWidths(NetworkFitSettings().hidden)

  @Option(
    help: ArgumentHelp("Networks on each half of the rows; more are less noisy.", valueName: "n"))
  var ensemble = NetworkFitSettings().ensemble

  @Option(help: ArgumentHelp("The steps of a network's training.", valueName: "n"))
  var steps = NetworkFitSettings().steps

  func validate() throws {
    guard (1...16).contains(hidden.widths.count),
      hidden.widths.allSatisfy({ (1...4096).contains($0) })
    else {
      throw ValidationError("--hidden takes up to 16 widths from 1 to 4096, such as 64,64,64.")
    }
    guard (1...100).contains(ensemble) else {
      throw ValidationError("--ensemble must lie between 1 and 100.")
    }
    guard (1...10_000_000).contains(steps) else {
      throw ValidationError("--steps must lie between 1 and 10000000.")
    }
  }

  /// The same for the library.
  var settings: NetworkFitSettings {
    var settings = NetworkFitSettings()
    (settings.hidden, settings.ensemble, settings.steps) = (hidden.widths, ensemble, steps)
    return settings
  }
}

/// Widths of layers as one option: `64,64,64`.
struct LayerWidths: ExpressibleByArgument, CustomStringConvertible {
  /// The widths, in order.
  let widths: [Int]

  init(_ widths: [Int]) { self.widths = widths }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    widths = parts.compactMap { Int($0) }
    if widths.count != parts.count { return nil }
  }

  /// As it would be typed.
  var description: String { widths.map(String.init).joined(separator: ",") }
  var defaultValueDescription: String { description }
}
