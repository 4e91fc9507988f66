internal import Foundation
public import Tensors

/// Several runs side by side: answers, the settings that differ, and figures of one name beside each other.
///
/// Checked by: `RunComparisonTests`.
public struct RunComparison {
  /// What there is to say.
  public let report: Report

  /// Compares runs by the reports of their folders.
  ///
  /// - Precondition: There are at least two.
  /// - Throws: `.notARun` if a folder is not that of a run.
  public init(of paths: [String]) throws(RunFolderError) {
    precondition(paths.count > 1, "\(paths.count) runs to compare")
    var reports: [Report] = []
    for path in paths { reports.append(try RunReport(contentsOf: path).report) }
    let letters = paths.indices.map(Self.letter)
    let columns = [""] + letters
    func table(_ caption: String, _ rows: [[String]]) -> [Report.Block] {
      rows.isEmpty ? [] : [.table(.init(caption, header: columns, rows: rows))]
    }
    let answers = Set(reports.map(\.answer))
    var report = Report(
      title: "symmetron report, \(paths.count) runs",
      answer: answers.count == 1
        ? "The same answer \(paths.count) times: \(reports[0].answer)"
        : "\(answers.count) different answers of \(paths.count) runs",
      certainty: reports.contains { $0.certainty == .open }
        ? .open : reports.contains { $0.certainty == .doubtful } ? .doubtful : .certain,
      sections: [
        .init(
          "Answers",
          table(
            "What was found",
            [
              ["run"] + paths, ["what"] + reports.map(\.title), ["answer"] + reports.map(\.answer),
              ["certainty"] + reports.map(\.certainty.words),
            ] + Self.rows(reports.map(\.facts)))),
        .init(
          "Settings and times",
          table(
            "Settings that are not the same",
            Self.rows(reports.map(\.settings)).filter { Set($0.dropFirst()).count > 1 })
            + table("When and how", Self.rows(reports.map(\.circumstances)))),
        .init("Figures", Self.figures(reports).map(Report.Block.figure)),
      ])
    report.problems = zip(paths, reports).flatMap { path, report in
      report.problems.map { "\(path): \($0)" }
    }
    report.command = "symmetron report " + paths.map(StoredRun.shell).joined(separator: " ")
    self.report = report
  }

  /// Writes `report.html` and `figures` into a folder.
  ///
  /// - Parameters:
  ///   - folder: A new or empty folder, or that of an earlier comparison; by default a new one in `runs`.
  ///   - plotly: Where the page takes Plotly.js from.
  ///   - threads: How many figures are drawn at a time.
  /// - Returns: The folder, and what to tell the user of figures that are not drawn.
  /// - Throws: `.occupied`, `.notAFolder`, `.notWritable`, `.diskFull` or `.notEncodable`.
  public func write(
    to folder: String? = nil, plotly: ReportPage.Plotly = .network,
    threads: Int = Parallel.processors
  ) throws(RunFolderError) -> (folder: String, notes: [String]) {
    let files = try ReportFiles(preparing: folder)
    return (files.folder, try files.write(report, plotly: plotly, threads: threads))
  }

  private static func letter(_ number: Int) -> String {
    number < 26 ? String(UnicodeScalar(UInt8(ascii: "A") + UInt8(number))) : "\(number + 1)"
  }

  /// A row for each label that occurs, with a text of each run.
  private static func rows(_ lists: [[Report.Row]]) -> [[String]] {
    var labels: [String] = []
    for row in lists.joined() where !labels.contains(row.label) { labels.append(row.label) }
    return labels.map { label in
      [label] + lists.map { list in list.first { $0.label == label }?.text ?? "–" }
    }
  }

  /// The figures that more than one run has: the panels of one after those of the other.
  private static func figures(_ reports: [Report]) -> [Figure] {
    var names: [String] = []
    for figure in reports.flatMap(\.figures) where !names.contains(figure.name) {
      names.append(figure.name)
    }
    return names.compactMap { name in
      let found = reports.enumerated().compactMap { number, report in
        report.figures.first { $0.name == name }.map { (letter(number), $0) }
      }
      guard found.count > 1 else { return nil }
      let panels = found.flatMap { letter, figure in
        figure.panels.map { panel in
          var panel = panel
          panel.title = panel.title.isEmpty ? letter : "\(letter): \(panel.title)"
          return panel
        }
      }
      let isSingle = found.allSatisfy { $0.1.panels.count == 1 }
      return Figure(
        name, title: found[0].1.title,
        caption: found.map { "\($0.0): \($0.1.caption)" }.joined(separator: " "),
        columns: isSingle ? min(2, found.count) : found[0].1.columns, panels: panels)
    }
  }
}
