internal import Foundation
internal import Tensors

/// A panel in gnuplot's language: settings, then one `plot` or `splot`.
struct GnuplotPanel {
  let panel: Panel
  let width: Double
  private let room: Double?

  /// - Parameters:
  ///   - width: Of the panel, in inches.
  ///   - room: The share of the height that the legend leaves, if the panel is alone in its figure.
  init(_ panel: Panel, width: Double, room: Double?) {
    (self.panel, self.width, self.room) = (panel, width, room)
  }

  /// The lines of the script; the numbers are added to the data.
  func lines(_ data: inout GnuplotData) -> [String] {
    var before: [String] = []
    var plots: [String] = []
    for (place, mark) in panel.marks.enumerated() {
      plots += self.plots(mark, place, &data, &before)
    }
    guard !plots.isEmpty else { return [] }
    return settings + before
      + [(panel.z == nil ? "plot " : "splot ") + plots.joined(separator: ", \\\n  ")]
  }

  private var settings: [String] {
    var lines = [
      "set tics nomirror out scale 0.6", "set border \(panel.z == nil ? 3 : 31) lw 0.7",
    ]
    if !panel.title.isEmpty { lines.append("set title " + GnuplotFigure.quoted(panel.title)) }
    lines += legend
    if panel.hasEqualScales {
      lines.append(panel.z == nil ? "set size ratio -1" : "set view equal xyz")
    }
    for (place, axis) in [panel.x, panel.y, panel.z].enumerated() {
      if let axis {
        lines += settings(axis.withDecades(panel.span(place)), ["x", "y", "z"][place])
      }
    }
    if panel.marks.contains(where: \.isMosaic) || panel.x.isHidden && panel.y.isHidden {
      lines.append("unset border")
    }
    return lines + spaceSettings + colours
  }

  /// In space the three axes meet in a corner; they are as long as the marks, and have few ticks.
  ///
  /// Of equal scales ticks are as far apart on each axis.
  private var spaceSettings: [String] {
    guard panel.z != nil else { return [] }
    let axes = [panel.x, panel.y, panel.z].map { $0 ?? .hidden }
    let ranges = axes.indices.map { axes[$0].range ?? panel.span($0, isPositive: false) }
    let lengths = ranges.map { $0.map { $0.upperBound - $0.lowerBound } ?? 0 }
    var lines = ["set xyplane relative 0"]
    if panel.hasEqualScales { lines.append("set view 60, 30, 1.2") }
    for (place, name) in ["x", "y", "z"].enumerated() {
      let axis = axes[place]
      if !axis.label.isEmpty, !axis.isHidden {
        lines.append(
          "set \(name)label \(GnuplotFigure.quoted(axis.label)) rotate parallel"
            + (name == "z" ? " offset 1, 0" : ""))
      }
      guard let range = ranges[place], axis.ticks == nil, !axis.isHidden, !axis.isLogarithmic,
        lengths[place] > 0
      else { continue }
      if axis.range == nil {
        let ends = [
          range.lowerBound - 0.03 * lengths[place], range.upperBound + 0.03 * lengths[place],
        ]
        lines.append("set \(name)range [\(ends.map(GnuplotFigure.text).joined(separator: ":"))]")
      }
      let step = Self.spaceStep(panel.hasEqualScales ? lengths.max() ?? 1 : lengths[place])
      lines.append("set \(name)tics \(GnuplotFigure.text(step))")
    }
    return lines
  }

  /// A round step that divides a length into two to four.
  private static func spaceStep(_ length: Double) -> Double {
    let power = pow(10, log10(length / 4).rounded(.down))
    return ([1, 2, 2.5, 5].first { $0 * power >= length / 4 } ?? 10) * power
  }

  private var legend: [String] {
    let columns = panel.legendColumns(width: width)
    guard !panel.legend.isEmpty else { return ["unset key"] }
    let sample = "samplen 2 Left reverse"
    guard panel.z != nil else {
      return [
        "set key above \(columns > 1 ? "center" : "left") horizontal maxcols \(columns) " + sample
      ]
    }
    // In space what is said of columns has no effect, and there is no room above; a panel that is alone can be moved.
    let rows = "vertical maxrows \(panel.legendRows(width: width)) "
    guard let room else { return ["set key above left " + rows + sample] }
    return [
      "set key at screen 0.03, screen 0.98 left top " + rows + sample, "set origin 0, 0",
      "set size 1, \(GnuplotFigure.text(room))",
    ]
  }

  private func settings(_ axis: Axis, _ name: String) -> [String] {
    guard !axis.isHidden else { return ["unset \(name)tics"] }
    var lines: [String] = []
    if !axis.label.isEmpty { lines.append("set \(name)label " + GnuplotFigure.quoted(axis.label)) }
    if axis.isLogarithmic { lines.append("set logscale \(name)") }
    if let range = axis.range {
      let ends = [range.lowerBound, range.upperBound].map(GnuplotFigure.text)
      lines.append(
        "set \(name)range [\((axis.isReversed ? ends.reversed() : ends).joined(separator: ":"))]")
    } else if axis.isReversed {
      lines.append("set \(name)range reverse")
    }
    if axis.ticks == nil, !axis.isLogarithmic, name == "x", width < Self.narrow,
      let span = axis.range ?? panel.span(0, isPositive: false)
    {
      lines.append("set xtics \(GnuplotFigure.text(Self.step(span)))")
    }
    if axis.ticks?.isEmpty == true {
      lines.append("unset \(name)tics")
    } else if let ticks = axis.ticks {
      // A tick's text is a format, in which a percent sign is written twice.
      let list = ticks.map { tick in
        GnuplotFigure.quoted(tick.text.replacing("%", with: "%%"))
          + " \(GnuplotFigure.text(tick.value))"
      }
      // Texts too long to stand side by side hang down.
      let letters = ticks.reduce(0) { $0 + $1.text.count + 1 }
      let rotation = name == "x" && Double(letters) > 13 * (width - 0.6) ? "rotate " : ""
      lines.append("set \(name)tics \(rotation)(\(list.joined(separator: ", ")))")
    }
    return lines
  }

  /// In panels of less than so many inches gnuplot's own ticks run into each other.
  private static let narrow = 3.0

  /// A round step that divides a range into three to six.
  private static func step(_ range: ClosedRange<Double>) -> Double {
    let rough = max(range.upperBound - range.lowerBound, .leastNormalMagnitude) / 6
    let power = pow(10, log10(rough).rounded(.down))
    return ([1, 2, 5].first { $0 * power >= rough } ?? 10) * power
  }

  /// The scale of colours: one for the panel.
  private var colours: [String] {
    for mark in panel.marks {
      switch mark {
      case .heatMap(let map):
        return palette(map.scale, label: map.label, range: map.span)
      case .images:
        return palette(.grey, label: nil, range: 0...255)
      case .points(let points):
        if let values = points.values {
          let finite = values.numbers.filter(\.isFinite)
          let range = finite.min().flatMap { low in finite.max().map { low...$0 } }
          return palette(
            values.scale, label: values.label,
            range: range.flatMap { $0.lowerBound < $0.upperBound ? $0 : nil })
        }
      default: break
      }
    }
    return []
  }

  private func palette(
    _ scale: ColourScale, label: String?, range: ClosedRange<Double>?
  ) -> [String] {
    let anchors = scale.anchors.enumerated().map { "\($0.offset) '\($0.element)'" }
    var lines = ["set palette defined (\(anchors.joined(separator: ", ")))"]
    if let range {
      let ends = [range.lowerBound, range.upperBound].map(GnuplotFigure.text)
      lines.append("set cbrange [\(ends.joined(separator: ":"))]")
    }
    guard let label else { return lines + ["unset colorbox"] }
    lines.append("set format cb '%g'")
    // Beside axes with equal scales gnuplot leaves no room for the label.
    return lines + ["set cblabel " + GnuplotFigure.quoted(label)]
      + (panel.hasEqualScales ? ["set rmargin 8"] : [])
  }
}

extension Mark {
  /// Whether it is a grid of pictures.
  var isImage: Bool {
    if case .images = self { true } else { false }
  }

  /// Whether it is a grid of pictures that has a panel to itself.
  var isMosaic: Bool {
    if case .images(let images) = self { images.x == nil } else { false }
  }
}
