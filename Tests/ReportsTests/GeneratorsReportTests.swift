import Datasets
import Discovery
import Foundation
import Reports
import Tensors
import TestSupport
import Testing

/// The report of `symmetron generators`: what the figures show is what the arrays hold.
@Suite struct GeneratorsReportTests {
  private static func tangent(_ clouds: [Tensor<Double>]) throws -> RunFixture {
    let prepared = try PointClouds(clouds)
    let report = GeneratorsReport(prepared, tangent: TangentMethod().discover(prepared))
    return RunFixture(
      document: report.document, schema: GeneratorsDocument.schema, arrays: report.arrays)
  }

  private static func regression(_ clouds: [Tensor<Double>]) throws -> RunFixture {
    let prepared = try PointClouds(clouds)
    let solution = try PairRegression().solve(prepared)
    let report = GeneratorsReport(
      prepared, regression: solution,
      algebra: PairRegression().algebra(of: solution, in: prepared))
    return RunFixture(
      document: report.document, schema: GeneratorsDocument.schema, arrays: report.arrays)
  }

  /// The heights of points, mark by mark.
  private func heights(_ figure: Figure?) throws -> [[Double]] {
    try #require(figure).panels[0].points.map { $0.places.unstacked.map { $0.scalars[1] } }
  }

  @Test func aSphereInSpace() throws {
    let run = try Self.tangent(GroupOrbit(.so(3), count: 200, noise: 0.01).sample(seed: 1))
    let report = try run.report()
    #expect(report.answer.hasPrefix("so(3): 3 generators, certain"))
    #expect(report.certainty == .certain && report.problems.isEmpty)
    #expect(report.facts.contains(.init("dimension of the orbit", "2")))
    #expect(
      report.figures.map(\.name) == [
        "flow", "local-deviations", "generators", "spectrum", "algebra",
      ])
    let panels = try #require(report.figure("flow")).panels
    #expect(panels.count == 3 && panels.allSatisfy { $0.z != nil && $0.hasEqualScales })
    #expect(panels.map(\.title).contains("1: rotation in x1–x2"))
    let (cloud, flow) = (try #require(run.arrays["cloud1"]), try #require(run.arrays["flow"]))
    for (k, panel) in panels.enumerated() {
      expectClose(Tensor(stacking: panel.points.map(\.places)), Tensor(stacking: [cloud]))
      #expect(panel.points[0].hover?.last == "row 200")
      expectClose(Tensor(stacking: panel.lines.flatMap(\.paths)), flow.row(k))
    }
    // Two directions lie along the sphere, one across it.
    let all = try #require(run.arrays["local_deviations"]).scalars
    #expect(try heights(report.figure("local-deviations")) == [Array(all[..<2]), Array(all[2...])])
    #expect(report.figure("spectrum")?.caption.contains("leads off the clouds") == true)
  }

  @Test func inFourDimensionsEachPanelIsThePlaneOfATurn() throws {
    let run = try Self.tangent(GroupOrbit(.so(4), count: 500, noise: 0.01).sample(seed: 1))
    let panels = try #require(try run.report().figure("flow")).panels
    #expect(panels.map(\.title) == (try fields(run)).map { "\($0.offset + 1): \($0.element)" })
    for panel in panels {
      // Of a rotation in x1–x2 the axes are x1 and x2, and its lines are circles in that plane.
      #expect(panel.title.hasSuffix("rotation in \(panel.x.label)–\(panel.y.label)"))
      #expect(panel.z == nil)
      for path in panel.lines.flatMap(\.paths) {
        let radii = path.unstacked.map(\.norm)
        #expect((radii.max() ?? 0) - (radii.min() ?? 1) < 1e-4)
      }
    }
  }

  private func fields(_ run: RunFixture) throws -> [(offset: Int, element: String)] {
    let document = try #require(run.document as? GeneratorsDocument)
    return Array(try #require(document.finding).generators.map(\.words).enumerated())
  }

  /// A motion without a name: x1 turns in a plane that is none of coordinates.
  @Test func aSlantedPlaneIsNamedByCombinations() throws {
    let (u, v): ([Double], [Double]) = ([1, 0, 0, 0], [0, 0.6, 0.8, 0])
    func along(_ angle: Double) -> [Double] {
      (0..<4).map { cos(angle) * u[$0] + sin(angle) * v[$0] }
    }
    func entry(_ i: Int, _ j: Int) -> Double { v[i] * u[j] - u[i] * v[j] }
    let points = (0..<60).map { along(2 * Double.pi * Double($0) / 60) }
    var run = try Self.tangent(GroupOrbit(.so(4), count: 100, noise: 0.01).sample(seed: 1))
    let turn = (0..<4).map { i in (0..<4).map { j in entry(i, j) } }
    run.arrays["generators"] = Tensor(stacking: [Tensor(rows: turn)])
    run.arrays["flow"] = Tensor(stacking: [Tensor(stacking: [Tensor(rows: points)])])
    let panel = try #require(try run.report().figure("flow")).panels[0]
    #expect(Set([panel.x.label, panel.y.label]) == ["x1", "0.60 x2 + 0.80 x3"])
    let line = try #require(panel.lines.flatMap(\.paths).first)
    for point in line.unstacked { expectClose(point.norm, 1) }
  }

  /// Lines of boosts and scalings end where they leave the points.
  @Test func linesThatGoFarAreCut() throws {
    var run = try Self.tangent(GroupOrbit(.so(2), count: 50, noise: 0.01).sample(seed: 1))
    let line = (0..<60).map { [pow(1.2, Double($0)), 0] }
    run.arrays["flow"] = Tensor(stacking: [Tensor(stacking: [Tensor(rows: line)])])
    let panel = try #require(try run.report().figure("flow")).panels[0]
    let path = try #require(panel.lines.flatMap(\.paths).first)
    let reach = try #require(run.arrays["cloud1"]).scalars.map(\.magnitude).max() ?? 0
    let kept = line.prefix { $0[0] <= 1.5 * reach }
    #expect(kept.count < 5)
    expectClose(path, Tensor(rows: Array(kept)))
  }

  @Test func pairedCloudsHaveEachAColour() throws {
    let run = try Self.tangent(
      GroupOrbit(.su2(clouds: 2), count: 300, noise: 0.01).sample(seed: 1))
    let panel = try #require(try run.report().figure("flow")).panels[0]
    #expect(panel.points.map(\.name) == ["cloud 1", "cloud 2"])
    #expect(panel.points.map(\.ink) == [.series(0), .series(1)])
  }

  @Test func theRegressionShowsItsDeviationsAndIsNeverCertain() throws {
    let run = try Self.regression(GroupOrbit(.so(3), count: 200, noise: 0.01).sample(seed: 1))
    let report = try run.report()
    #expect(report.answer.hasPrefix("so(3): 3 generators, by regression"))
    #expect(report.certainty == .doubtful)
    let all = try #require(run.arrays["standard_deviations"]).scalars
    #expect(try heights(report.figure("deviations")) == [Array(all[..<3]), Array(all[3...])])
    // The principal components, of norm 1, are shown with the norm of a turn.
    let matrices = try #require(report.figure("regression-components")).panels
      .compactMap { $0.heatMap?.values }
    let components = try #require(run.arrays["principal_generators"])
    expectClose(Tensor(stacking: matrices), 2.0.squareRoot() * components)
    let generators = try #require(report.figure("regression-generators")).panels
    #expect(generators.count == 3 && generators[0].x.ticks?.map(\.text) == ["x1", "x2", "x3"])
    #expect(report.figure("algebra") != nil)
  }

  @Test(arguments: [
    (["flow"], ["flow", "local-deviations", "generators", "spectrum", "algebra"]),
    (["cloud1"], ["local-deviations", "generators", "spectrum", "algebra"]),
    (["structure_constants"], ["flow", "local-deviations", "generators", "spectrum"]),
    (
      ["flow", "cloud1", "structure_constants", "generators", "local_deviations"],
      ["local-deviations", "generators", "spectrum"]
    ),
  ])
  func whatIsMissingIsLeftOut(missing: [String], left: [String]) throws {
    let run = try Self.tangent(GroupOrbit(.so(3), count: 100, noise: 0.01).sample(seed: 1))
    let report = try run.report(without: Set(missing))
    #expect(report.figures.map(\.name) == left)
    let lines = report.figure("flow")?.panels.flatMap(\.lines).count
    #expect(lines == (missing.contains("cloud1") ? nil : missing.contains("flow") ? 0 : 3))
  }
}
