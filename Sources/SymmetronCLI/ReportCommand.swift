import ArgumentParser
import Foundation
import Symmetron

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make the page and the figures of a run again, or compare runs.",
    usage: "symmetron report <runs> ... [<options>]",
    discussion: """
      Examples:
        symmetron report runs/demo
        symmetron report runs/demo --plotly plotly.min.js
        symmetron report runs/first runs/second --output runs/comparison

      The folder of a run is all that is needed. report.html opens in any browser; \
      figures/ holds each figure as SVG, PDF and PNG, with the script of gnuplot and \
      the numbers that it draws.
      """)

  @Argument(help: "The folders of runs; of several the page compares them.")
  var runs: [String]

  @Option(
    help: ArgumentHelp(
      "The folder of a comparison (default: runs/<time>-comparison).", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("Figures that are drawn at a time.", valueName: "n"))
  var threads: Int = Parallel.processors

  @OptionGroup var report: ReportOptions

  func validate() throws {
    guard runs.count > 1 || output == nil else {
      throw ValidationError("The report of one run goes into its own folder: leave out --output.")
    }
    guard threads > 0 else { throw ValidationError("--threads must be positive.") }
  }

  func run() throws {
    let plotly = try report.source()
    if runs.count == 1 {
      let made = try RunReport(contentsOf: runs[0])
      try finish(made.write(plotly: plotly, threads: threads), made.report, runs[0])
    } else {
      let made = try RunComparison(of: runs)
      let (folder, notes) = try made.write(to: output, plotly: plotly, threads: threads)
      try finish(notes, made.report, folder)
    }
  }

  private func finish(_ notes: [String], _ report: Report, _ folder: String) throws {
    for note in report.problems + notes { Output.note(note) }
    try Output.print(
      "\(Output.emphasizingAnswer(report.answer))\n\nsaved in \(folder): report.html and figures\n")
  }
}
