import Datasets
import Discovery
import Foundation
import Oracles
import Reports
import Tensors
import TestSupport
import Testing

/// Reports from folders of runs: whole ones, and ones in which something is missing.
@Suite struct RunReportTests {
  private struct Config: Encodable {
    var command = "algebra"
    var version = "0.0"
    var input = "x^2 + y^2 - z^2"
    var features = ["a, b", "<script>"]
    var header = true
    var categorical = false
  }

  /// The folder of a finished run on a cone, there while `body` runs.
  static func inRun(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path + "/symmetron-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try RunFolder(command: "algebra", output: path)
    try run.write(config: Config())
    let finding = try SpectralMethod().discover(
      FormulaOracle("x^2 + y^2 - z^2"))
    try run.write(arrays: finding.arrays)
    try run.finish(with: FindingDocument(finding), schema: FindingDocument.schema)
    try body(path)
  }

  private func figure(_ name: String, of report: Report) -> Figure? {
    report.figures.first { $0.name == name }
  }

  @Test func aWholeRun() throws {
    try Self.inRun { path in
      let report = try RunReport(contentsOf: path).report
      #expect(report.answer.hasPrefix("so(1,2): 3 generators, certain"))
      #expect(report.certainty == .certain && report.problems.isEmpty)
      #expect(report.facts.contains(.init("generators", "3")))
      #expect(report.title == "symmetron algebra x^2 + y^2 - z^2")
      #expect(
        report.command
          == "symmetron algebra --no-categorical --features '\"a, b\",<script>' --header --input 'x^2 + y^2 - z^2'"
      )
      #expect(report.settings.contains(.init("features", "\"a, b\",<script>")))
      #expect(report.circumstances.map(\.label) == ["version", "started", "took"])
    }
  }

  @Test func theSpectrumIsThatOfTheRun() throws {
    try Self.inRun { path in
      let report = try RunReport(contentsOf: path).report
      let spectrum = try #require(NPZArchive.read(from: path + "/arrays.npz")["spectrum"])
      let marks = try #require(figure("spectrum", of: report)).panels[0].marks
      let heights = marks.compactMap { mark -> [Double]? in
        guard case .points(let points) = mark else { return nil }
        return points.places.unstacked.map { $0.scalars[1] }
      }
      // Three symmetries, then the six others; what is exactly zero is drawn at the least height.
      #expect(heights.map(\.count) == [3, 6])
      let least = spectrum.scalars.filter { $0 > 0 }.min() ?? 0
      #expect(heights.flatMap { $0 } == spectrum.scalars.map { max($0, max(least, 1e-17)) })
      #expect(try #require(figure("spectrum", of: report)).panels[0].y.isLogarithmic)
    }
  }

  @Test func theAlgebraIsThatOfTheRun() throws {
    try Self.inRun { path in
      let report = try RunReport(contentsOf: path).report
      let panels = try #require(figure("algebra", of: report)).panels
      guard case .heatMap(let killing)? = panels[1].marks.first else {
        Issue.record("no Killing form")
        return
      }
      // Of so(1,2) two directions are positive, one is negative.
      let values = killing.values.symmetricEigen().values
      #expect(values.count { $0 > 0.1 } == 2 && values.count { $0 < -0.1 } == 1)
      #expect(figure("algebra", of: report)?.caption.contains("(2, 1, 0)") == true)
      #expect(figure("roots", of: report) == nil)  // rank 1
    }
  }

  @Test func theFilesAreWritten() throws {
    try Self.inRun { path in
      let notes = try RunReport(contentsOf: path).write()
      #expect(notes.isEmpty == (program("gnuplot") != nil))
      let html = try String(contentsOfFile: path + "/report.html", encoding: .utf8)
      #expect(html.contains("so(1,2)") && !html.contains("<script>'"))
      for name in ["spectrum", "generators", "algebra"] {
        #expect(html.contains("data-figure=\"\(name)\""))
        for kind in ["gp", "dat"] + (program("gnuplot") == nil ? [] : ["svg", "pdf", "png"]) {
          #expect(FileManager.default.fileExists(atPath: "\(path)/figures/\(name).\(kind)"))
        }
      }
      // Once more, over what is there; what is not ours stays.
      try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/figures/mine.gp"))
      try RunReport(contentsOf: path).write()
      #expect(try String(contentsOfFile: path + "/figures/mine.gp", encoding: .utf8) == "mine")
      #expect(RunFolder.status(of: path) == .done)
    }
  }

  @Test(arguments: ["arrays.npz", "config.yaml", "log.jsonl", "result.json"])
  func aMissingFileIsNamed(name: String) throws {
    try Self.inRun { path in
      try FileManager.default.removeItem(atPath: "\(path)/\(name)")
      let report = try RunReport(contentsOf: path).report
      #expect(report.problems.count == 1)
      #expect(report.problems.first?.hasPrefix(name) == true)
      #expect(
        (figure("algebra", of: report) == nil) == ["arrays.npz", "result.json"].contains(name))
      #expect((figure("spectrum", of: report) == nil) == (name == "result.json"))
      #expect((report.command == nil) == (name == "config.yaml"))
      #expect((report.certainty == .open) == (name == "result.json"))
      try RunReport(contentsOf: path).write()
      let html = try String(contentsOfFile: path + "/report.html", encoding: .utf8)
      #expect(html.contains("What is missing"))
    }
  }

  @Test(arguments: [
    ("arrays.npz", "PK nonsense"), ("arrays.npz", ""), ("config.yaml", "{"), ("config.yaml", ""),
    ("log.jsonl", ""), ("log.jsonl", "{\"time\": \"x\", \"message\": \"y\"}\n{\"ti"),
    ("result.json", "{\"schema\": "),
    ("result.json", "{\"schema\": \"symmetron.finding/1\", \"summary\": 3}"),
    ("result.json", "{\"schema\": \"symmetron.finding/1\", \"summary\": \"a\"}"),
  ])
  func aDamagedFileIsNamed(name: String, text: String) throws {
    try Self.inRun { path in
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
      let report = try RunReport(contentsOf: path).report
      #expect(report.problems.count == 1)
      #expect(report.problems.first?.hasPrefix(name) == true)
      if name == "result.json" { #expect(report.certainty == .open) }
    }
  }

  @Test func arraysOfOtherShapesAreLeftOut() throws {
    try Self.inRun { path in
      let json = try String(contentsOfFile: path + "/result.json", encoding: .utf8)
      let ragged = json.replacing(
        "\"coefficients\": [[", with: "\"coefficients\": [[1, 2, 3, 4, 5], [")
      #expect(ragged != json)
      try Data(ragged.utf8).write(to: URL(fileURLWithPath: path + "/result.json"))
      try NPZArchive.write(
        ["structure_constants": .zeros([3, 2, 3]), "spectrum": Tensor([.nan])],
        to: path + "/arrays.npz")
      let report = try RunReport(contentsOf: path).report
      #expect(figure("generators", of: report) == nil && figure("algebra", of: report) == nil)
      #expect(report.answer.hasPrefix("so(1,2)"))
    }
  }

  @Test func aSchemaOfALaterVersionIsNamed() throws {
    try Self.inRun { path in
      try Data("{\"schema\": \"symmetron.finding/9\"}".utf8)
        .write(to: URL(fileURLWithPath: path + "/result.json"))
      let report = try RunReport(contentsOf: path).report
      #expect(report.answer.contains("symmetron.finding/9") && report.certainty == .open)
    }
  }

  @Test func anotherFolderIsRefused() throws {
    let folder = FileManager.default.temporaryDirectory.path
    #expect(throws: RunFolderError.notARun(folder + "/none")) {
      try RunReport(contentsOf: folder + "/none")
    }
  }

  @Test func aRunThatDidNotEndIsReported() throws {
    let path = FileManager.default.temporaryDirectory.path + "/symmetron-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try RunFolder(command: "algebra", output: path)
    try run.write(config: Config())
    try run.abandon(.interrupted, "interrupted")
    let report = try RunReport(contentsOf: path).report
    #expect(report.problems.count == 1 && report.problems[0].contains("interrupted"))
    #expect(report.certainty == .open && report.command != nil)
  }
}

@Suite struct RunComparisonTests {
  @Test func figuresOfOneNameStandSideBySide() throws {
    try RunReportTests.inRun { first in
      try RunReportTests.inRun { second in
        let report = try RunComparison(of: [first, second]).report
        #expect(report.answer.hasPrefix("The same answer 2 times: so(1,2)"))
        #expect(report.certainty == .certain)
        let single = try RunReport(contentsOf: first).report
        #expect(report.figures.map(\.name) == single.figures.map(\.name))
        for (both, one) in zip(report.figures, single.figures) {
          #expect(both.panels.count == 2 * one.panels.count)
          #expect(both.panels.map(\.marks) == one.panels.map(\.marks) + one.panels.map(\.marks))
        }
        #expect(report.figures.first?.panels.first?.title.hasPrefix("A") == true)
        #expect(report.figures.first?.panels.last?.title.hasPrefix("B") == true)
      }
    }
  }

  @Test func aFolderWithOtherFilesIsLeftAlone() throws {
    try RunReportTests.inRun { path in
      let comparison = try RunComparison(of: [path, path])
      #expect(throws: RunFolderError.occupied(path)) { _ = try comparison.write(to: path) }
      #expect(throws: RunFolderError.notAFolder(path + "/log.jsonl")) {
        _ = try comparison.write(to: path + "/log.jsonl")
      }
      let (folder, _) = try comparison.write(to: path + "/comparison")
      #expect(FileManager.default.fileExists(atPath: folder + "/report.html"))
      _ = try comparison.write(to: folder)  // its own earlier files are replaced
    }
  }

  @Test func aPageOfOthersIsLeftAlone() throws {
    try RunReportTests.inRun { path in
      let folder = path + "/mine"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data("<html>mine</html>".utf8).write(to: URL(fileURLWithPath: folder + "/report.html"))
      #expect(throws: RunFolderError.occupied(folder)) {
        _ = try RunComparison(of: [path, path]).write(to: folder)
      }
    }
  }
}
