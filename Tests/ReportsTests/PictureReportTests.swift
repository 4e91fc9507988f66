import Datasets
import Discovery
import Foundation
import Networks
import Reports
import Tensors
import TestSupport
import Testing

/// Figures of points that are pictures: along orbits, along the flow, and the components.
@Suite struct PictureReportTests {
  /// Pictures of 8 × 8 pixels on circles `c + r (cos θ a + sin θ b)`, in two principal components.
  private static let (centre, a, b): ([Double], [Double], [Double]) = {
    var rng = Philox(seed: 3)
    let vectors = (0..<3).map { _ in (0..<64).map { _ in rng.normal() } }
    func norm(_ v: [Double]) -> Double { v.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let a = vectors[1].map { $0 / norm(vectors[1]) }
    let along = zip(vectors[2], a).reduce(0) { $0 + $1.0 * $1.1 }
    let rest = zip(vectors[2], a).map { $0 - along * $1 }
    return (vectors[0].map { 0.5 + 0.1 * $0 }, a, rest.map { $0 / norm(rest) })
  }()

  private static func picture(_ radius: Double, _ angle: Double) -> [Double] {
    (0..<64).map { centre[$0] + radius * (cos(angle) * a[$0] + sin(angle) * b[$0]) }
  }

  private static func circle(_ radius: Double) -> Tensor<Double> {
    Tensor(rows: (0..<80).map { picture(radius, 2 * Double.pi * Double($0) / 80) })
  }

  /// The pictures of a grid, row by row, and what differs of each from the circle.
  private func radii(_ images: ImageGrid?) throws -> [(radius: Double, outside: Double)] {
    let pixels = try #require(images).pixels
    return pixels.reshaped([pixels.shape[0] * pixels.shape[1], 64]).unstacked.map { picture in
      let rest = zip(picture.scalars, Self.centre).map { $0 - $1 }
      let (x, y) = (
        zip(rest, Self.a).reduce(0) { $0 + $1.0 * $1.1 },
        zip(rest, Self.b).reduce(0) { $0 + $1.0 * $1.1 }
      )
      let square = rest.reduce(0) { $0 + $1 * $1 }
      return ((x * x + y * y).squareRoot(), max(0, square - x * x - y * y).squareRoot())
    }
  }

  @Test func picturesAlongTheFlowLieOnTheOrbit() throws {
    let cloud = Self.circle(1)
    let prepared = try PointClouds([cloud], reduction: 2)
    let method = GeneratorsReport(prepared, tangent: TangentMethod().discover(prepared))
    let run = RunFixture(
      document: method.document, schema: GeneratorsDocument.schema, arrays: method.arrays)
    let report = try run.report()
    #expect(report.answer.hasPrefix("so(2): 1 generator, certain"))
    let images = report.figure("flow-pictures")?.panels[0].images
    #expect(images?.pixels.shape == [3, 12, 8, 8])
    for (radius, outside) in try radii(images) {
      expectClose(radius, 1, rtol: 1e-4)
      #expect(outside < 1e-6)
    }
    // The first line begins at the first point, and returns to it.
    let pixels = try #require(images).pixels.row(0)
    expectClose(pixels.row(0).reshaped([64]), cloud.row(0), rtol: 0, atol: 1e-9)
    expectClose(pixels.row(11), pixels.row(0), rtol: 0, atol: 1e-4)
    let components = try #require(report.figure("components")?.panels[0].images?.pixels)
    let stored = try #require(run.arrays["components"])
    expectClose(components, stored.reshaped([1, 2, 8, 8]))
    let found = try #require(walks(of: report))
    #expect(found.height == 8 && found.width == 8 && found.paths.count == 3)
    #expect(found.paths.allSatisfy { $0.places.first == 0 && $0.places.last == 360 })
    #expect(found.paths[0].pixels.count == 60 * 64)
  }

  private func walks(of report: Report) -> Walks? {
    report.sections.flatMap(\.blocks).lazy.compactMap {
      if case .walks(let walks) = $0 { walks } else { nil }
    }.first
  }

  @Test(arguments: ["components", "flow"])
  func withoutWhatTheyAreMadeOfThereAreNone(missing: String) throws {
    let prepared = try PointClouds([Self.circle(1)], reduction: 2)
    let method = GeneratorsReport(prepared, tangent: TangentMethod().discover(prepared))
    let run = RunFixture(
      document: method.document, schema: GeneratorsDocument.schema, arrays: method.arrays)
    let report = try run.report(without: [missing])
    #expect(report.figure("flow-pictures") == nil && walks(of: report) == nil)
    #expect((report.figure("components") == nil) == (missing == "components"))
  }

  /// The turns of the pictures that are given.
  private static let turns = (0..<6).map { Double($0) * Double.pi / 4 }

  /// Two classes of pictures on two circles, the regression on the first of them.
  static func orbits() throws -> RunFixture {
    let radii = [1.0, 3]
    let points = Self.circle(radii[0]).appending(rowsOf: Self.circle(radii[1]))
    let labels = [(0..<160).map { $0 / 80 }]
    var method = OrbitDiscovery()
    method.embedding.control = .raw
    (method.reduction, method.usesWholeClasses) = (2, true)
    let result = try method.discover(
      points, labels: labels, coordinates: (0..<64).map { "pixel\($0)" })
    let rows = Array(0..<80)
    let cloud = try PointClouds(
      [Tensor(stacking: rows.map(result.space.row))], coordinates: result.coordinates)
    let solution = try PairRegression().solve(cloud)
    let pixels = Tensor((0..<6).flatMap { points.row(10 * $0).scalars }, shape: [1, 6, 8, 8])
    let report = OrbitsReport(
      result, method: method, labelNames: ["digit"], classNames: [["0", "1"]],
      truth: .init(
        orbits: labels[0], invariants: (0..<160).map { Double($0 % 80) }, invariant: "angle",
        isSought: false,
        pictures: .init(pixels: pixels, places: Tensor(rows: [Self.turns]))),
      regression: .init(
        solution, algebra: PairRegression().algebra(of: solution, in: cloud), rows: rows,
        centre: cloud.centre))
    return RunFixture(
      document: report.document, schema: OrbitsDocument.schema, arrays: report.arrays,
      integers: report.integers(labels: labels))
  }

  @Test func orbitsOfPictures() throws {
    let run = try Self.orbits()
    let report = try run.report()
    #expect(report.answer.contains("1 generator, by regression") && report.certainty == .doubtful)
    let given = try #require(report.figure("orbit-pictures")?.panels[0].images?.pixels)
    expectClose(given, try #require(run.arrays["orbit_pictures"]))
    // The mean of all points, not that of the cloud, belongs to the components.
    for (radius, outside) in try radii(report.figure("flow-pictures")?.panels[0].images) {
      expectClose(radius, 1, rtol: 0.05)  // as well as the regression knows the turn
      #expect(outside < 1e-6)
    }
    // The one image of the cloud, in the order of its turns, before all points.
    let panel = try #require(report.figure("orbits")).panels[0]
    let points = try #require(run.arrays["points"])
    #expect(panel.points.count == 2)
    expectClose(panel.points[0].places, points)
    expectClose(panel.points[1].places, points.rows(0..<80))
    #expect(panel.points.map(\.ink) == [.faint, .series(0)])
    expectClose(
      Tensor(stacking: panel.lines.flatMap(\.paths)), points.rows(0..<80).reshaped([1, 80, 2]))
    // What was not sought is not compared.
    #expect(report.figure("agreement") == nil)
    #expect(report.figure("embedding")?.panels.map(\.title) == ["points"])
    let last = try #require(walks(of: report)?.paths.last)
    #expect(last.name == "orbit 1 as given")
    expectClose(Tensor(last.places), Tensor((0..<6).map { 45 * Double($0) }))
  }

  @Test(arguments: [
    ("orbit_pictures", "orbit-pictures"), ("mean", "flow-pictures"), ("cloud_rows", "orbits"),
    ("true_orbits", "orbits"), ("standard_deviations", nil),
  ])
  func whatIsMissingIsLeftOut(missing: String, left: String?) throws {
    let run = try Self.orbits()
    let all = try run.report().figures.map(\.name)
    let some = try run.report(without: [missing]).figures.map(\.name)
    #expect(left.map(all.contains) ?? true)
    #expect(some == all.filter { $0 != left })
  }
}
