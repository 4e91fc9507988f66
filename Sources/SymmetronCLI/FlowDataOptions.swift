import ArgumentParser
import Symmetron

/// The options of flows that choose samples.
struct FlowDataOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The label column of a table.", valueName: "y"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "The feature columns of a table (default: all other numbers).", valueName: "x,…"))
  var features: String?

  @Flag(
    inversion: .prefixedNo, exclusivity: .chooseLast,
    help: "Whether an integer target holds classes; text always does.")
  var categorical = false

  @Option(
    help: ArgumentHelp(
      "The IDX file of labels (default: found beside the images).", valueName: "file"))
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "The classes of images to use, in this order (default: all).", valueName: "k,…"))
  var classes: String?

  @Option(
    help: ArgumentHelp(
      "The share of samples that only judge (default: 1/6 of images of more than two classes, else 1/4).",
      valueName: "share"))
  var validation: Double?

  @Option(
    help: ArgumentHelp(
      "A formula in place of data, at standard normal points.", valueName: "formula"))
  var oracle: String?

  @Option(help: ArgumentHelp("The number of points for a formula.", valueName: "n"))
  var samples = 4000

  func validate() throws {
    guard (0.001...0.9).contains(validation ?? 0.5) else {
      throw ValidationError("--validation must lie between 0.001 and 0.9.")
    }
    guard (20...10_000_000).contains(samples) else {
      throw ValidationError("--samples must lie between 20 and 10000000.")
    }
    if let classes, Self.numbers(classes) == nil {
      throw ValidationError("--classes takes numbers such as 0,1, not '\(classes)'.")
    }
  }

  /// The numbers in a list such as `0,1`; nil if it is none.
  static func numbers(_ list: String) -> [Int]? {
    let parts = list.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == parts.count ? numbers : nil
  }

  /// The images that a name or a file stands for; nil if it is a table.
  func images(_ name: String) throws -> LabelledImages? {
    let all: LabelledImages
    if let set = NamedDataset(rawValue: name), set != .cicy {
      all = try LabelledImages(set, .train)
    } else if let labels {
      all = try LabelledImages(images: name, labels: labels)
    } else if name.contains("idx3") || name.contains("-images") {
      all = try LabelledImages(contentsOf: name)
    } else {
      return nil
    }
    guard let classes, let chosen = Self.numbers(classes) else { return all }
    return try all.selecting(classes: chosen)
  }
}
