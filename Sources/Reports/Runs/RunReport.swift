internal import Foundation
public import Tensors

/// The report of a run, made from its folder alone.
///
/// ```swift
/// try RunReport(contentsOf: "runs/demo").write()
/// ```
///
/// Checked by: `RunReportTests`.
public struct RunReport {
  /// What there is to say.
  public let report: Report
  private let path: String

  /// Reads a run.
  ///
  /// What is missing or damaged in the folder is said in the report, not thrown.
  ///
  /// - Throws: `.notARun` if the folder is not that of a run.
  public init(contentsOf path: String) throws(RunFolderError) {
    var run = try StoredRun(contentsOf: path)
    self.path = path
    var report = Self.found(in: &run)
    report.title =
      ([
        "symmetron", run.option("command") ?? "",
        run.option("input") ?? run.option("invariant") ?? run.option("oracle") ?? "",
      ])
      .filter { !$0.isEmpty }.joined(separator: " ")
    report.problems = run.problems
    report.command = run.command
    report.settings = run.options.map { .init($0.name, StoredRun.list($0.values)) }
    report.circumstances = run.circumstances
    self.report = report
  }

  /// The kinds of results.
  private static var kinds: [any ReportedDocument.Type] {
    [
      FindingDocument.self, CICYDocument.self, GeneratorsDocument.self, OrbitsDocument.self,
      FlowDocument.self,
    ]
  }

  private static func found(in run: inout StoredRun) -> Report {
    guard let kind = kinds.first(where: { $0.schema == run.schema }) else {
      if let schema = run.schema {
        return Report(
          title: "", answer: "This version does not know results of schema \(schema)",
          certainty: .open)
      }
      return Report(title: "", answer: "There is no result", certainty: .open)
    }
    return report(kind, &run)
      ?? Report(title: "", answer: "The result cannot be read", certainty: .open)
  }

  private static func report<Document: ReportedDocument>(
    _ kind: Document.Type, _ run: inout StoredRun
  ) -> Report? {
    run.document(kind)?.report(StoredArrays(run.arrays))
  }

  /// Writes `report.html` and the folder `figures` into the folder of the run.
  ///
  /// - Parameters:
  ///   - plotly: Where the page takes Plotly.js from.
  ///   - threads: How many figures are drawn at a time.
  /// - Returns: What to tell the user: that gnuplot is not there, or what it says.
  /// - Throws: `.notWritable`, `.diskFull` or `.notEncodable`.
  @discardableResult
  public func write(
    plotly: ReportPage.Plotly = .network, threads: Int = Parallel.processors
  ) throws(RunFolderError) -> [String] {
    let notes = try ReportFiles(folder: path).write(report, plotly: plotly, threads: threads)
    return notes
  }
}

extension StoredRun {
  /// When it was, for how long, with which version.
  fileprivate var circumstances: [Report.Row] {
    var rows: [Report.Row] = []
    if let version = option("version") { rows.append(.init("version", "symmetron \(version)")) }
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    let times = log.compactMap { try? style.parse($0.time) }
    if let first = log.first, let start = times.first, let end = times.last {
      rows.append(.init("started", first.time.prefix(19).replacing("T", with: " ") + " UTC"))
      rows.append(.init("took", Self.duration(end.timeIntervalSince(start))))
    }
    return rows
  }

  /// A time as people say it.
  private static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<10: String(format: "%.1f s", seconds)
    case ..<120: String(format: "%.0f s", seconds)
    case ..<7200: "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
    default: "\(Int(seconds) / 3600) h \(Int(seconds) / 60 % 60) min"
    }
  }
}
