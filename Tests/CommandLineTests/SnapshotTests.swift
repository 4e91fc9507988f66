import Foundation
import Testing

/// What the tool prints, against files in `Snapshots`.
///
/// `SYMMETRON_RECORD_SNAPSHOTS=1 swift test …` writes the files anew; look at what changed.
@Suite struct SnapshotTests {
  /// A command whose output is kept.
  struct Snapshot: CustomTestStringConvertible {
    var name: String
    var command: String
    var testDescription: String { name }
  }

  static let snapshots = [
    Snapshot(name: "help", command: "symmetron --help"),
    Snapshot(name: "help-algebra", command: "symmetron algebra --help"),
    Snapshot(name: "help-discover", command: "symmetron help discover"),
    Snapshot(name: "help-cicy", command: "symmetron cicy --help"),
    Snapshot(name: "help-flows", command: "symmetron flows --help"),
    Snapshot(name: "help-data", command: "symmetron data --help"),
    Snapshot(name: "help-data-get", command: "symmetron data get --help"),
    Snapshot(name: "help-orbits", command: "symmetron orbits --help"),
    Snapshot(name: "help-report", command: "symmetron report --help"),
    Snapshot(name: "help-generators", command: "symmetron generators --help"),
    Snapshot(name: "list", command: "symmetron algebra --list"),
    Snapshot(name: "algebra", command: "symmetron algebra 't^2 - x^2 - y^2 - z^2'"),
    Snapshot(name: "algebra-g2", command: "symmetron algebra --invariant g2"),
    Snapshot(name: "algebra-quadratic", command: "symmetron algebra --fields quadratic 'x^3-y^2'"),
    Snapshot(name: "algebra-none", command: "symmetron algebra 'x^3 + x + y'"),
    Snapshot(
      name: "discover", command: "symmetron discover Examples/invariant-mass.csv --target mass"),
    Snapshot(
      name: "discover-affine",
      command: "symmetron discover Examples/ellipse.csv --target level --fields affine"),
    Snapshot(name: "discover-none", command: "symmetron discover Examples/none.csv --target y"),
  ]

  @Test(arguments: snapshots)
  func output(of snapshot: Snapshot) throws {
    let run = try SymmetronTool.inPlayground { folder in
      try SymmetronTool.run(shell: "unset COLUMNS; \(snapshot.command)", in: folder)
    }
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.complaint.isEmpty)
    let isHelp = snapshot.name.hasPrefix("help")
    let shown = isHelp ? Self.withoutProcessors(run.output) : Self.masked(run.output)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Snapshots/\(snapshot.name).txt")
    if ProcessInfo.processInfo.environment["SYMMETRON_RECORD_SNAPSHOTS"] != nil {
      try Data(shown.utf8).write(to: file)
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(shown == kept)
  }

  @Test(arguments: snapshots)
  func fitsIntoTheTerminal(of snapshot: Snapshot) throws {
    let run = try SymmetronTool.inPlayground { folder in
      try SymmetronTool.run(shell: "unset COLUMNS; \(snapshot.command)", in: folder)
    }
    // Help is wrapped for terminals of 80 columns, results for 100; the list is one line for each.
    let width = snapshot.name.hasPrefix("help") ? 80 : snapshot.name == "list" ? 130 : 100
    for line in run.output.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
  }

  @Test func masks() {
    #expect(Self.masked("gap 1.3e15 (4.7e-17, 0.15, 2.5e-11)") == "gap ≫ (≈0, 0.15, ≈0)")
    #expect(Self.masked("saved in runs/2026-11-23T025127Z-algebra-2: x") == "saved in RUN: x")
    #expect(Self.masked("0.002 3.3e-7 7e7") == "0.002 3.3e-7 7e7")
  }

  /// Help without the number of processors.
  static func withoutProcessors(_ text: String) -> String {
    text.replacing(#/(Threads to use.*\s*.*\(default: )\d+/#) { "\($0.output.1)N" }
  }

  /// Output without what differs between machines: times and rounding errors.
  static func masked(_ text: String) -> String {
    text.replacing(#/runs/\S+-(algebra|discover)(-\d+)?/#, with: "RUN")
      .replacing(#/\d(\.\d+)?e-(9|\d\d+)\b/#, with: "≈0")
      .replacing(#/\d(\.\d+)?e(9|\d\d+)\b/#, with: "≫")
      .replacing(#/residual 0$/#.anchorsMatchLineEndings(), with: "residual ≈0")
  }
}
