import Foundation
import TestSupport
import Testing

/// `symmetron report`, and the report that every run ends with.
@Suite struct ReportCommandTests {
  private func exists(_ path: String, in folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
  }

  private func text(_ path: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  @Test func everyRunEndsWithAReport() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell: "symmetron algebra 'x^2 + y^2' --output run", in: folder)
      #expect(run.status == 0 && run.output.contains("saved in run: report.html, result.json"))
      #expect(try text("run/report.html", in: folder).contains("so(2)"))
      #expect(exists("run/figures/spectrum.gp", in: folder))
    }
  }

  @Test func theReportCanBeLeftOutAndMadeLater() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell: "symmetron algebra 'x^2 + y^2' --output run --no-report", in: folder)
      #expect(run.status == 0 && run.output.contains("saved in run: result.json"))
      #expect(!exists("run/report.html", in: folder) && !exists("run/figures", in: folder))
      let later = try SymmetronTool.run(shell: "symmetron report run", in: folder)
      #expect(later.status == 0, "\(later.complaint)")
      #expect(
        later.output
          == "so(2): 1 generator, certain (= u(1))\n\nsaved in run: report.html and figures\n")
      #expect(exists("run/report.html", in: folder) && exists("run/figures", in: folder))
    }
  }

  /// The command in the report, run as it stands, does the same once more.
  @Test(arguments: [
    "symmetron discover Examples/ellipse.csv --target level --fields affine --seed 5",
    "symmetron algebra --vectors x:2,y:2 'x.y' --null-trials 7",
    "symmetron algebra '-x^2 + 2*y^2'",
  ])
  func theCommandRepeatsTheRun(command: String) throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(shell: "\(command) --output run --json", in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      let page = try text("run/report.html", in: folder)
      let line = try #require(page.firstMatch(of: /<pre><code>(.*)<\/code><\/pre>/)?.1)
        .replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
      let again = try SymmetronTool.run(shell: "\(line) --output again --json", in: folder)
      #expect(again.status == 0, "\(line): \(again.complaint)")
      #expect(again.output == run.output)
      #expect(
        try text("run/config.yaml", in: folder) == text("again/config.yaml", in: folder))
    }
  }

  @Test func aColumnNamedLikeAScriptIsText() throws {
    try SymmetronTool.inPlayground { folder in
      let rows = (0..<80).map { i in
        let (a, b) = (sin(Double(i)), cos(2.3 * Double(i)))
        return "\(a),\(b),\(a * a + b * b)"
      }
      try Data((["<script>alert(1)</script>,</title>'\",y"] + rows).joined(separator: "\n").utf8)
        .write(to: folder.appendingPathComponent("t.csv"))
      let run = try SymmetronTool.run(
        shell: "symmetron discover t.csv --target y --output run", in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      let page = try text("run/report.html", in: folder)
      #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)"))
      #expect(page.components(separatedBy: "</title>").count == 2)
    }
  }

  @Test func withoutGnuplotTheRunSucceedsAndSaysHowToGetIt() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell:
          "tool=$(command -v symmetron); PATH=/nowhere \"$tool\" algebra 'x^2 + y^2' --output run",
        in: folder)
      #expect(run.status == 0)
      #expect(
        run.complaint.contains("gnuplot is not installed") && run.complaint.contains("apt install"))
      #expect(
        exists("run/report.html", in: folder) && exists("run/figures/spectrum.gp", in: folder))
      #expect(!exists("run/figures/spectrum.svg", in: folder))
    }
  }

  @Test func runsAreCompared() throws {
    try SymmetronTool.inPlayground { folder in
      for (name, formula) in [("a", "x^2 + y^2 + z^2"), ("b", "x^2 + y^2 - z^2")] {
        let line = "symmetron algebra '\(formula)' --output \(name) --no-report"
        #expect(try SymmetronTool.run(shell: line, in: folder).status == 0)
      }
      let run = try SymmetronTool.run(shell: "symmetron report a b --output both", in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      #expect(
        run.output == "2 different answers of 2 runs\n\nsaved in both: report.html and figures\n")
      let page = try text("both/report.html", in: folder)
      #expect(page.contains("so(3)") && page.contains("so(1,2)"))
    }
  }

  @Test(arguments: [
    ("symmetron report nowhere", 66, "not the folder of a run"),
    ("symmetron report Examples", 66, "not the folder of a run"),
    ("symmetron report", 64, "runs"),
    ("symmetron report a --output b", 64, "leave out --output"),
    ("symmetron algebra x^2+y^2 --plotly missing.js", 66, "there is no such file"),
    ("symmetron algebra x^2+y^2 --plotly Examples/ellipse.csv", 65, "not plotly.min.js"),
    ("symmetron report Examples --threads 0", 64, "positive"),
  ])
  func badInput(line: String, code: Int32, words: String) throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(shell: line, in: folder)
      #expect(run.status == code && run.output.isEmpty)
      #expect(run.complaint.contains(words), "\(run.complaint)")
      #expect(!exists("runs", in: folder))
    }
  }

  @Test(
    .needsProgram("script"),
    arguments: [("", true), ("NO_COLOR=1 ", false), ("TERM=dumb ", false)])
  func theAnswerStandsOutOnATerminal(environment: String, isBold: Bool) throws {
    try SymmetronTool.inPlayground { folder in
      let line = "\(environment)symmetron algebra x^2+y^2 --no-report --output run"
      let run = try SymmetronTool.run(
        shell: "unset NO_COLOR; TERM=xterm script -qec '\(line)' /dev/null", in: folder)
      #expect(run.output.contains("so(2): 1 generator"))
      #expect(run.output.contains("\u{1B}[1mso(2)") == isBold)
      let plain = try SymmetronTool.run(shell: line, in: folder)
      #expect(!plain.output.contains("\u{1B}"))
    }
  }
}
