import ArgumentParser
import Foundation
import Symmetron

/// The options of the page that a run ends with.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A copy of plotly.min.js to keep in the page; it then needs no network.", valueName: "file"))
  var plotly: String?

  /// Where the page takes Plotly.js from.
  ///
  /// - Throws: A ``Failure`` if the file cannot be read, or is something else.
  func source() throws -> ReportPage.Plotly {
    guard let plotly else { return .network }
    guard FileManager.default.fileExists(atPath: plotly) else {
      throw Failure(
        message:
          "\(plotly): there is no such file. --plotly takes plotly.min.js, which the Python package plotly "
          + "holds in package_data.", code: Failure.missingInput)
    }
    guard let text = try? String(contentsOfFile: plotly, encoding: .utf8) else {
      throw Failure(message: "\(plotly): cannot be read as text", code: Failure.badData)
    }
    guard text.prefix(400).contains("plotly.js") else {
      throw Failure(
        message: "\(plotly): this is not plotly.min.js, which names itself in its first lines.",
        code: Failure.badData)
    }
    return .inlined(text)
  }
}
