import Datasets
import Discovery
import Foundation
import Networks
import Reports
import Tensors
import TestSupport
import Testing

/// The report of `symmetron orbits`: what the figures show is what the arrays hold.
@Suite struct OrbitsReportTests {
  /// The points of a ring.
  private static let size = 200

  /// Rings around the origin, two of one class and one of another, in their own coordinates.
  static func rings() throws -> RunFixture {
    let radii = [1.0, 4, 2.5]
    let points = radii.flatMap { r in
      (0..<size).map { i in
        let angle = 0.1 + 2 * Double.pi * Double(i) / Double(size)
        return [r * cos(angle), r * sin(angle)]
      }
    }
    let truth = (0..<3 * size).map { $0 / size }
    return try run(
      Tensor(rows: points), labels: [truth.map { $0 < 2 ? 0 : 1 }], ["x", "y"],
      names: ("kind", ["<b>low</b>", "\"high\""]),
      truth: .init(orbits: truth, invariants: truth.map { radii[$0] }, invariant: "r"))
  }

  /// The Mexican hat, whose classes are levels.
  static func hat() throws -> RunFixture {
    var hat = MexicanHat()
    hat.pointsPerClass = 30
    let table = hat.sample(seed: 1)
    return try run(
      table.features, labels: table.labels, table.featureNames,
      names: ("level", (-5...5).map { "\($0)" }),
      truth: .init(orbits: table.orbits, invariants: table.invariants, invariant: "r"))
  }

  private static func run(
    _ points: Tensor<Double>, labels: [[Int]], _ coordinates: [String],
    names: (label: String, classes: [String]), truth: OrbitsReport.Truth
  ) throws -> RunFixture {
    var method = OrbitDiscovery()
    method.embedding.control = .raw
    var tsne = TSNE()
    (tsne.perplexity, tsne.iterations) = (10, 50)
    method.picture = tsne
    let result = try method.discover(points, labels: labels, coordinates: coordinates)
    let report = OrbitsReport(
      result, method: method, labelNames: [names.label], classNames: [names.classes], truth: truth)
    return RunFixture(
      document: report.document, schema: OrbitsDocument.schema, arrays: report.arrays,
      integers: report.integers(labels: labels))
  }

  @Test func theAnswerComesFirst() throws {
    let report = try Self.rings().report()
    #expect(report.answer == "so(2): 1 generator, certain; 3 orbits in 2 classes")
    #expect(report.certainty == .certain && report.problems.isEmpty)
    for row in [
      Report.Row("orbits", "3"), .init("classes", "2"), .init("adjusted Rand index", "1.0000"),
      .init("generators", "1"),
    ] { #expect(report.facts.contains(row)) }
    #expect(
      report.figures.map(\.name) == [
        "embedding", "neighbours", "agreement", "flow", "generators", "spectrum",
      ])
    let table = try #require(
      report.sections.flatMap(\.blocks).compactMap { block -> Report.Table? in
        if case .table(let table) = block, table.header[0] == "orbit" { table } else { nil }
      }.first)
    #expect(
      table.rows.map { Array($0[..<3]) } == [
        ["1", "<b>low</b>", "200"], ["2", "<b>low</b>", "200"], ["3", "\"high\"", "200"],
      ])
  }

  @Test func theSameColoursInAllPanels() throws {
    let run = try Self.rings()
    let panels = try #require(try run.report().figure("embedding")).panels
    let (picture, points) = (
      try #require(run.arrays["picture"]), try #require(run.arrays["points"])
    )
    #expect(panels.map(\.title) == ["embedding", "points", "classes"])
    for (panel, all) in zip(panels, [picture, points]) {
      #expect(panel.points.count == 2)
      for (points, rows) in zip(panel.points, [0..<400, 400..<600]) {
        expectClose(points.places, all.rows(rows))
      }
    }
    // A class that is no number stands at its number.
    expectClose(panels[2].points[0].places.row(200), Tensor([1, 4]))
    expectClose(panels[2].points[1].places.row(0), Tensor([2, 2.5]))
    for panel in panels { #expect(panel.points.map(\.ink) == [.series(0), .series(1)]) }
    #expect(panels[2].points.map(\.name) == ["<b>low</b>", "\"high\""])
    #expect(panels[0].points.map(\.name) == [nil, nil])
    #expect(panels[1].points[1].hover?.first == "kind \"high\" · orbit 3 · r = 2.500 · truly 3")
  }

  @Test func manyLevelsAreAScaleOfColours() throws {
    let run = try Self.hat()
    let panels = try #require(try run.report().figure("embedding")).panels
    let labels = try #require(run.integers["labels1"])
    let radii = try #require(run.arrays["invariants"]).scalars
    for panel in panels {
      #expect(panel.points.count == 1)
      #expect(panel.points[0].values?.numbers == labels.map { Double($0 - 5) })
    }
    #expect(panels.map { $0.points[0].values?.label } == [nil, nil, "level"])
    // The profile of the potential.
    let profile = zip(radii, labels).map { [$0, Double($1 - 5)] }
    expectClose(panels[2].points[0].places, Tensor(rows: profile))
  }

  @Test func theCurvesOfNeighbours() throws {
    let run = try Self.rings()
    let lines = try #require(try run.report().figure("neighbours")).panels[0].lines
    #expect(lines.map(\.name) == ["2 orbits in 1 class", "1 orbit in 1 class"])
    let stored = try #require(run.arrays["neighbour_distances"])
    for (line, row) in zip(lines, stored.unstacked) {
      let curve = row.scalars.filter(\.isFinite)
      let drawn = try #require(line.paths.first).unstacked.map { $0.scalars[1] }
      expectClose(Tensor(drawn), Tensor(curve))
    }
    #expect(lines.map { $0.paths[0].shape[0] } == [250, 199])
  }

  @Test func rightOrbitsAreADiagonal() throws {
    var run = try Self.rings()
    // Numbered in another order, and one point without an orbit.
    let found = try #require(run.integers["orbits"])
    run.integers["orbits"] = found.enumerated().map { $0.offset == 7 ? -1 : 2 - $0.element }
    let panel = try #require(try run.report().figure("agreement")).panels[0]
    let expected = Tensor(rows: [[199, 0, 0], [0, 200, 0], [0, 0, 200], [1.0, 0, 0]])
    expectClose(try #require(panel.heatMap).values, expected)
    #expect(panel.y.ticks?.map(\.text) == [2, 1, 0].map { "\($0 + 1)" } + ["none"])
    #expect(panel.x.label == "true orbit" && panel.y.label == "orbit found")
  }

  @Test func orbitsWithTheLinesThatStartFromThem() throws {
    let run = try Self.rings()
    let panel = try #require(try run.report().figure("flow")).panels[0]
    let points = try #require(run.arrays["points"])
    #expect(panel.points.count == 3)
    for (orbit, shown) in panel.points.enumerated() {
      expectClose(shown.places, points.rows(200 * orbit..<200 * (orbit + 1)))
    }
    #expect(panel.points.map(\.ink) == [.series(0), .series(1), .series(2)])
    let radii = panel.lines.flatMap(\.paths).map { $0.unstacked.map(\.norm) }
    for (line, radius) in zip(radii, [1.0, 4, 2.5]) {
      expectClose(Tensor(line), Tensor([Double](repeating: radius, count: 60)), rtol: 1e-5)
    }
    #expect(radii.count == 3)
  }

  @Test(arguments: [
    ("labels1", ["neighbours", "agreement", "flow", "generators", "spectrum"]),
    ("orbits", ["embedding", "neighbours", "generators", "spectrum"]),
    ("true_orbits", ["embedding", "neighbours", "flow", "generators", "spectrum"]),
    ("points", ["embedding", "neighbours", "agreement", "generators", "spectrum"]),
    ("neighbour_distances", ["embedding", "agreement", "flow", "generators", "spectrum"]),
  ])
  func whatIsMissingIsLeftOut(missing: String, left: [String]) throws {
    let report = try Self.rings().report(without: [missing])
    #expect(report.figures.map(\.name) == left)
  }

  @Test(arguments: [
    ("picture", ["points", "classes"]), ("drawn_rows", ["points", "classes"]),
    ("points", ["embedding", "classes"]), ("invariants", ["embedding", "points"]),
  ])
  func panelsThatAreMissingAreLeftOut(missing: String, left: [String]) throws {
    let figure = try Self.rings().report(without: [missing]).figure("embedding")
    #expect(figure?.panels.map(\.title) == left)
    // Wherever the panels end, one of them has the legend.
    #expect(figure?.panels.last?.points.map(\.name) == ["<b>low</b>", "\"high\""])
  }

  @Test func namesOfClassesAreEscapedInThePage() throws {
    let html = try ReportPage(Self.rings().report()).html()
    #expect(html.contains("&lt;b&gt;low") && !html.contains("<b>low"))
    // In the figures quotes stay: Plotly.js would show their entity as it stands.
    let figures = try #require(html.split(separator: "id=\"figures\">").last)
    #expect(figures.contains("kind \\\"high\\\"") && !figures.contains("&quot;high"))
  }
}
