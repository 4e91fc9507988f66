internal import Discovery
internal import Tensors

/// Clouds of points with the lines along which generators move them: a panel for each generator.
///
/// Three-dimensional clouds are shown as they are, those of higher dimensions in the ``MotionPlane`` of each generator.
///
/// Source: Krippendorf, Syvaeri (2021), figures 6 and 9.
/// Checked by: `GeneratorsReportTests`.
struct CloudFigure {
  /// Points with some lines of the flow.
  struct Cloud {
    /// The points, `[N, n]`.
    var points: Tensor<Double>
    /// The name in the legend.
    var name: String?
    /// The colour of the points.
    var ink: Ink
    /// Which lines of the flow start from it.
    var lines: [Int]
    /// What is shown of each point when it is pointed at.
    var hover: [String]?
  }

  /// The clouds.
  var clouds: [Cloud]
  /// The fields, `[d, n, B]`.
  var generators: Tensor<Double>?
  /// What each field does.
  var words: [String]
  /// The lines, `[d, lines, steps, n]`.
  var flow: Tensor<Double>?
  /// The names of the coordinates.
  var coordinates: [String]
  /// What the clouds are, as the caption begins.
  var subject: String

  /// At most so many generators are shown, points of a cloud, and letters of a title.
  private static let most = (panels: 6, points: 1500, letters: 26)

  /// The figure; nil if there are no points, or no plane in which to show them.
  var figure: Figure? {
    let n = coordinates.count
    guard n > 1, !clouds.isEmpty, clouds.allSatisfy({ $0.points.shape[1] == n }) else { return nil }
    let lines = flow.flatMap { $0.shape.last == n ? $0 : nil }
    let fields = generators?.unstacked.prefix(Self.most.panels) ?? []
    var panels = fields.enumerated().compactMap { k, field in
      panel(lines, k, n > 3 ? MotionPlane(of: field, coordinates: coordinates) : nil)
    }
    if panels.isEmpty, let only = panel(nil, 0, nil) { panels = [only] }
    guard !panels.isEmpty else { return nil }
    return Figure(
      "flow", title: "Points and the flow", caption: caption(isDrawn: lines != nil),
      columns: panels.count == 4 ? 2 : nil, panels: panels)
  }

  private func caption(isDrawn: Bool) -> String {
    var caption = subject
    let all = generators?.shape[0] ?? 0
    if isDrawn, all > 0 {
      caption +=
        all == 1
        ? ", and lines along which the generator moves them, over one turn."
        : ", and lines along which each generator moves them, over one turn."
      if all > Self.most.panels { caption += " \(all - Self.most.panels) more are not drawn." }
      if coordinates.count > 3 {
        caption += " Each panel is the projection to the plane that the generator turns fastest."
      }
    } else {
      caption += "."
    }
    return caption
  }

  /// A panel with the lines of generator `k`, projected if there is a plane.
  private func panel(_ flow: Tensor<Double>?, _ k: Int, _ plane: MotionPlane?) -> Panel? {
    let n = coordinates.count
    guard n <= 3 || plane != nil else { return nil }
    let reach = clouds.flatMap(\.points.scalars).reduce(0) { max($0, $1.magnitude) }
    var marks: [Mark] = []
    for cloud in clouds {
      let rows = Self.evenly(cloud.points.shape[0], most: Self.most.points / clouds.count)
      let points = Tensor(stacking: rows.map(cloud.points.row))
      marks.append(
        .points(
          Points(
            plane?(points) ?? points, name: cloud.name, ink: cloud.ink, size: n == 2 ? 3 : 2.5,
            hover: cloud.hover.map { hover in rows.map { hover[$0] } })))
    }
    if let flow, k < flow.shape[0] {
      let all = flow.row(k)
      let paths = clouds.flatMap(\.lines).filter { $0 < all.shape[0] }
        .map { Self.within(1.5 * reach, all.row($0)) }.filter { $0.shape[0] > 1 }
        .map { plane?($0) ?? $0 }
      if !paths.isEmpty {
        marks += [.lines(Lines(paths, ink: .neutral, width: 1)), .arrows(Self.heads(paths))]
      }
    }
    let names = plane?.labels ?? coordinates
    return Panel(
      title: title(k), x: Axis(names[0]), y: Axis(names[1]),
      z: names.count > 2 ? Axis(names[2]) : nil,
      hasEqualScales: true, aspect: 1, marks: marks)
  }

  private func title(_ k: Int) -> String {
    guard k < words.count else { return "" }
    let isLong = words[k].count > Self.most.letters
    return (words.count > 1 || isLong ? "\(k + 1)" : "")
      + (isLong ? "" : (words.count > 1 ? ": " : "") + words[k])
  }

  /// An arrow in the middle of each line.
  private static func heads(_ paths: [Tensor<Double>]) -> Arrows {
    let middles = paths.map { min(2 * $0.shape[0] / 5, $0.shape[0] - 2) }
    return Arrows(
      from: Tensor(stacking: zip(paths, middles).map { $0.row($1) }),
      to: Tensor(stacking: zip(paths, middles).map { $0.row($1 + 1) }), ink: .neutral)
  }

  /// The begin of a line, as long as no coordinate exceeds `reach`: boosts and scalings go far.
  private static func within(_ reach: Double, _ line: Tensor<Double>) -> Tensor<Double> {
    let count = line.unstacked.prefix { $0.scalars.allSatisfy { $0.magnitude <= reach } }.count
    return line.rows(0..<count)
  }

  /// At most so many of the first numbers, evenly spread.
  static func evenly(_ count: Int, most: Int) -> [Int] {
    let some = min(count, max(1, most))
    return (0..<some).map { $0 * count / some }
  }
}
