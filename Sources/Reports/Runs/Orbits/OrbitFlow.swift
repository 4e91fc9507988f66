internal import Tensors

/// The points of orbits and the lines along which generators move them.
///
/// Checked by: `OrbitsReportTests`.
struct OrbitFlow {
  private let document: OrbitsDocument
  private let arrays: StoredArrays

  init(_ document: OrbitsDocument, _ arrays: StoredArrays) {
    (self.document, self.arrays) = (document, arrays)
  }

  /// In the plane all orbits are shown, in more dimensions a few, as they hide each other; of those that are given a
  /// few, too, among so many other points.
  private static let shown = (inSpace: 3, given: 5, others: 2000)

  /// The figures; none if nothing is stored.
  var blocks: [Report.Block] {
    let pictures = PictureFigures(
      arrays, mean: arrays[vector: "mean"], words: words, start: "picture")
    return [givenOrbits, figure].compactMap { $0.map(Report.Block.figure) } + pictures.blocks
  }

  private var words: [String] {
    (document.regression?.generators ?? document.generators?.generators ?? []).map(\.words)
  }

  /// Known orbits of some points of the cloud among all points, where they are not those that were sought: pictures
  /// and their turns.
  var givenOrbits: Figure? {
    guard document.truth == nil, let points = arrays["points", axes: 2], points.shape[1] > 1,
      let cloud = arrays[integers: "cloud_rows"], let orbits = arrays[integers: "true_orbits"],
      let places = arrays[vector: "invariants"], orbits.count == points.shape[0],
      places.count == orbits.count, cloud.allSatisfy({ orbits.indices ~= $0 })
    else { return nil }
    let seen = points.columns.prefix(3)
    func place(_ row: Int) -> [Double] { seen.map { $0[row] } }
    let others = CloudFigure.evenly(orbits.count, most: Self.shown.others)
    let given = Dictionary(grouping: cloud) { orbits[$0] }.sorted { $0.key < $1.key }
      .prefix(Self.shown.given).map { $0.value.sorted { places[$0] < places[$1] } }
    let names = document.coordinates(points.shape[1])
    let marks = given.enumerated().flatMap { number, rows -> [Mark] in
      let hover = rows.map { row in
        "orbit \(orbits[row] + 1) · \(document.invariant ?? "place") "
          + FindingNumber.entry(places[row])
      }
      let vertices = Tensor(rows: rows.map(place))
      return [
        .lines(Lines([vertices], ink: .series(number), width: 1)),
        .points(Points(vertices, ink: .series(number), size: 3, hover: hover)),
      ]
    }
    return Figure(
      "orbits", title: "Orbits as given",
      caption:
        "\(given.count) of the orbits that make up the cloud, in the order of their places, among all points "
        + "(grey).",
      panels: [
        Panel(
          x: Axis(names[0]), y: Axis(names[1]), z: seen.count > 2 ? Axis(names[2]) : nil,
          hasEqualScales: true, aspect: 1,
          marks: [.points(Points(Tensor(rows: others.map(place)), ink: .faint, size: 1.5))] + marks)
      ])
  }

  /// Orbits with lines of the flow.
  var figure: Figure? {
    guard let points = arrays["points", axes: 2] else { return nil }
    let rows = cloudRows(points.shape[0])
    let starts = arrays[integers: "flow_rows"] ?? []
    let n = points.shape[1]
    let all = rows.count
    // Orbits that lines start from come first.
    let hasLines = rows.indices.map { orbit in starts.contains { rows[orbit].rows.contains($0) } }
    let order = rows.indices.sorted {
      hasLines[$0] && !hasLines[$1] || hasLines[$0] == hasLines[$1] && $0 < $1
    }
    let few = order.prefix(n == 2 ? all : Self.shown.inSpace)
    guard !few.isEmpty else { return nil }
    let clouds = few.sorted().enumerated().map { number, orbit in
      CloudFigure.Cloud(
        points: Tensor(stacking: rows[orbit].rows.map(points.row)),
        name: 2...Self.shown.inSpace ~= few.count ? rows[orbit].name : nil, ink: .series(number),
        lines: starts.indices.filter { rows[orbit].rows.contains(starts[$0]) },
        hover: rows[orbit].rows.map { "\(rows[orbit].name) · row \($0 + 1)" })
    }
    return CloudFigure(
      clouds: clouds, generators: arrays["generators", axes: 3], words: words,
      flow: arrays["flow", axes: 4], coordinates: document.coordinates(n),
      subject: few.count == all ? "The points of the orbits" : "The points of some orbits"
    ).figure
  }

  /// The rows of each cloud: that of the regression, or the orbits.
  private func cloudRows(_ count: Int) -> [(name: String, rows: [Int])] {
    if let rows = arrays[integers: "cloud_rows"], rows.allSatisfy({ 0..<count ~= $0 }) {
      return [("the cloud", rows)]
    }
    guard let orbits = arrays[integers: "orbits"], orbits.count == count else { return [] }
    return Dictionary(grouping: orbits.indices) { orbits[$0] }.filter { $0.key >= 0 }
      .sorted { $0.key < $1.key }.map { ("orbit \($0.key + 1)", $0.value) }
  }
}
