import Foundation
import Reports
import Tensors
import TestSupport
import Testing

/// Reports of runs whose arrays somebody has damaged: they are made and drawn to the end, whatever is in the arrays.
@Suite struct DamagedArraysTests {
  /// A way of damaging numbers.
  enum Damage: String, CaseIterable, CustomTestStringConvertible {
    case nan, firstNaN, infinite, huge, negative, large

    var testDescription: String { rawValue }

    /// The numbers, damaged.
    func callAsFunction(_ array: Tensor<Double>) -> Tensor<Double> {
      switch self {
      case .nan: return array.map { _ in .nan }
      case .infinite: return array.map { _ in .infinity }
      case .huge: return array.map { _ in 1e300 }
      case .negative: return array.map { _ in -3 }
      case .large: return array.map { _ in 1e20 }
      case .firstNaN:
        var changed = array
        if !changed.scalars.isEmpty { changed.scalars[0] = .nan }
        return changed
      }
    }

    /// Whether no run writes such numbers, so that the array counts as missing.
    var isAbsurd: Bool { self == .infinite || self == .huge }
  }

  /// Draws all of a report, as both renderers do.
  static func draw(_ report: Report) throws {
    #expect(try !ReportPage(report).html().isEmpty)
    for figure in report.figures { #expect(!GnuplotFigure(figure).script.isEmpty) }
  }

  @Test(arguments: Damage.allCases) func orbits(damage: Damage) throws {
    for run in [try OrbitsReportTests.rings(), try OrbitsReportTests.hat()] {
      try check(run, damage)
    }
  }

  @Test(arguments: Damage.allCases) func pictures(damage: Damage) throws {
    try check(PictureReportTests.orbits(), damage)
  }

  @Test(arguments: Damage.allCases) func flows(damage: Damage) throws {
    for run in [try FlowRunFolder.plane.get(), try FlowRunFolder.space.get()] {
      for name in run.numbers.keys.sorted() {
        var changed = run
        changed.numbers[name] = run.numbers[name].map { damage($0) }
        try Self.draw(changed.report())
      }
    }
  }

  private func check(_ run: RunFixture, _ damage: Damage) throws {
    for name in run.arrays.keys.sorted() {
      var changed = run
      changed.arrays[name] = run.arrays[name].map { damage($0) }
      let report = try changed.report()
      try Self.draw(report)
      if damage.isAbsurd {
        #expect(
          try report.figures.map(\.name) == run.report(without: [name]).figures.map(\.name),
          "\(name)")
      }
    }
    for name in run.integers.keys.sorted() where damage == .negative {
      var changed = run
      changed.integers[name] = run.integers[name].map { $0.map { _ in -1 } }
      try Self.draw(changed.report())
    }
  }

  /// Numbers of the document that no run writes.
  @Test func documents() throws {
    var run = try FlowRunFolder.plane.get()
    run.document["count"] = -1
    try Self.draw(run.report())
    run.document["count"] = 1_000_000_000
    try Self.draw(run.report())
    for side in [-28, 0, Int.max] {
      run.document["images"] = ["height": side, "width": side]
      let report = try run.report()
      #expect(report.certainty == .open && report.problems.count == 1)
      #expect(report.problems.first?.contains("images") == true)
    }
  }
}
