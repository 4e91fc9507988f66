internal import Tensors

/// Probabilities along curves, above what the decoder makes of their points.
///
/// Source: *Oracle-Preserving Latent Flows* (2023), fig. 5.
struct FlowStrips {
  private let curves: FlowCurves

  init(_ curves: FlowCurves) { self.curves = curves }

  /// The most curves that are shown beside the straight line.
  private static let most = 4

  /// The starts and fields of those that are shown: of few curves all, else those from the ends of the straight line.
  var shown: [(start: Int, field: Int)] {
    let starts = curves.starts.count * curves.fields <= Self.most ? curves.starts.count : 2
    return (0..<min(starts, curves.starts.count)).flatMap { start in
      (0..<min(curves.fields, max(1, Self.most / starts))).map { (start, $0) }
    }
  }

  /// The figure; nil without probabilities.
  var figure: Figure? {
    let lines =
      (curves.straight.map { [$0] } ?? []) + shown.map { curves.curve($0.start, $0.field) }
    let panels = lines.compactMap { line in
      line.probabilities.map { panel(line, $0) }
    }
    guard !panels.isEmpty else { return nil }
    let hasPictures = lines.contains { $0.pictures != nil }
    return Figure(
      "strips", title: "What the oracle says along curves",
      caption: (curves.straight == nil
        ? "" : "The straight line passes from one class into another; ")
        + "along a flow the probabilities of the classes stay as they are"
        + (hasPictures ? ", while the decoded sample below changes." : "."),
      columns: 1, panels: panels)
  }

  /// The height of the curves, in widths.
  private static let curveHeight = 0.22
  /// A class whose probability never exceeds this is not drawn.
  private static let leastShown = 0.02

  private func panel(_ line: FlowCurves.Curve, _ probabilities: Tensor<Double>) -> Panel {
    let lengths = line.lengths
    let width = lengths[lengths.count - 1] - lengths[0]
    // One unit on both axes, so that pixels are square.
    let scale = Self.curveHeight * width
    var marks: [Mark] = []
    for (c, column) in probabilities.columns.enumerated()
    where (column.max() ?? 0) > Self.leastShown || c == line.predicted {
      marks.append(
        .lines(
          Lines(
            x: lengths, y: column.map { scale * $0 }, name: curves.classes[c], ink: .series(c),
            hover: zip(lengths, column).map { length, p in
              "\(curves.classes[c]): \(FindingNumber.percent(p)) at \(FindingNumber.entry(length))"
            })))
    }
    var (low, margin) = (-0.06 * scale, 0.0)
    if let pictures = line.pictures, let size = curves.size {
      let chosen = Self.spread(line.pictured.count, least: 4)
      let spacing = width / Double(chosen.count - 1)
      let pixel = spacing / Double(size.width + 1)
      let (x, y) = (Double(size.width - 1) / 2 * pixel, Double(size.height - 1) * pixel)
      let top = -0.12 * scale
      marks.append(
        .images(
          ImageGrid(
            Tensor(stacking: chosen.map(pictures.row))
              .reshaped([1, chosen.count, size.height, size.width]),
            x: lengths[0] - x...lengths[lengths.count - 1] + x, y: top - y...top)))
      (low, margin) = (top - y - pixel, spacing / 2)
    }
    let range = lengths[0] - margin...lengths[lengths.count - 1] + margin
    let high = 1.08 * scale
    return Panel(
      title: line.name,
      x: Axis(
        (line.predicted == nil ? "distance" : "path length") + curves.unit,
        range: range),
      y: Axis(
        "probability", range: low...high,
        ticks: [0, 0.5, 1].map { .init(scale * $0, FindingNumber.entry($0)) }),
      hasEqualScales: true,
      aspect: 0.83 * (high - low) / (range.upperBound - range.lowerBound) + 0.14, marks: marks)
  }

  /// Some of an odd number of places, evenly spread, both ends and the middle among them: at least so many each side.
  static func spread(_ count: Int, least: Int) -> [Int] {
    let half = count / 2
    let step = (1...max(1, half)).last { half.isMultiple(of: $0) && half / $0 >= least } ?? 1
    return Array(stride(from: 0, to: count, by: step))
  }
}
