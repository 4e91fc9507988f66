internal import Foundation
internal import Tensors

/// A panel in gnuplot's language: settings, then one `plot` or `splot`.
struct GnuplotPanel {
  private let panel: Panel
  private let width: Double
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

  private func plots(
    _ mark: Mark, _ place: Int, _ data: inout GnuplotData, _ before: inout [String]
  ) -> [String] {
    switch mark {
    case .points(let points): plots(points, &data)
    case .lines(let lines): [plot(lines, &data)]
    case .arrows(let arrows): [plot(arrows, &data)]
    case .bars(let bars): [plot(bars, &data)]
    case .heatMap(let map): plots(map, &data)
    case .contours(let contours): [plot(contours, place, &data, &before)]
    case .surface(let surface): plots(surface, &data, &before)
    case .images(let images): plots(images, &data)
    }
  }

  private func plots(_ points: Points, _ data: inout GnuplotData) -> [String] {
    var plots =
      points.symbol == .star && points.values == nil ? stars(points, &data) : [plot(points, &data)]
    if let texts = points.texts {
      let rows = zip(Self.rows(points.places), texts).map { Self.labelled($0, $1) }
      plots.append(
        data.add(rows)
          + " using \(Self.columns(points.places.shape[1] + 1)) with labels tc rgb 'white' notitle")
    }
    return plots
  }

  /// Full stars, each on a larger white one that sets it apart: they are texts, as gnuplot has no such symbol.
  private func stars(_ points: Points, _ data: inout GnuplotData) -> [String] {
    let block = data.add(Self.rows(points.places))
    let columns = Self.columns(points.places.shape[1])
    let colour = Self.colour(points.ink)
    var plots = [(1.7, "#FFFFFF"), (1.1, colour)].map { factor, colour in
      "\(block) using \(columns):(\"★\") with labels font \",\(Int((factor * points.size).rounded()))\" "
        + "tc rgb '\(colour)' notitle"
    }
    if points.name != nil {
      plots.append("keyentry with points pt 3 lc rgb '\(colour)'" + title(points.name))
    }
    return plots
  }

  /// A row of numbers and a text: in a file of numbers only double quotes hold one together.
  private static func labelled(_ row: String, _ text: String) -> String {
    "\(row) \"\(text.replacing("\"", with: " "))\""
  }

  private func plot(_ points: Points, _ data: inout GnuplotData) -> String {
    let rows = Self.rows(points.places, points.values.map { [$0.numbers] } ?? [])
    let width = points.places.shape[1] + (points.values == nil ? 0 : 1)
    let size = GnuplotFigure.text(points.size / 8)
    let symbol = points.symbol == .ring ? 6 : points.symbol == .star ? 3 : 7
    let colour = points.values == nil ? "rgb '\(Self.colour(points.ink))'" : "palette"
    return data.add(rows) + " using \(Self.columns(width)) with points pt \(symbol) ps \(size) "
      + "lc \(colour)" + title(points.name)
  }

  private func plot(_ lines: Lines, _ data: inout GnuplotData) -> String {
    let width = lines.paths.first?.shape[1] ?? (panel.z == nil ? 2 : 3)
    // An empty line ends a curve; in space it would begin the next line of a grid, so that the curves of equal
    // length were joined to a net.
    let end = panel.z == nil ? "" : "NaN NaN NaN"
    let rows = lines.paths.enumerated().flatMap { number, path in
      (number > 0 ? [end] : []) + Self.rows(path)
    }
    return data.add(rows) + " using \(Self.columns(width)) with lines lw "
      + "\(GnuplotFigure.text(lines.width)) \(lines.isDashed ? "dt 2 " : "")"
      + "lc rgb '\(Self.colour(lines.ink))'" + title(lines.name)
  }

  private func plot(_ arrows: Arrows, _ data: inout GnuplotData) -> String {
    let n = arrows.tails.shape[1]
    let rows = Self.rows(arrows.tails, (arrows.heads - arrows.tails).columns)
    return data.add(rows) + " using \(Self.columns(2 * n)) with vectors head filled size screen "
      + "0.012, 20 lw 1 lc rgb '\(Self.colour(arrows.ink))'" + title(arrows.name)
  }

  private func plot(_ bars: Bars, _ data: inout GnuplotData) -> String {
    let rows = zip(bars.places, bars.heights).map {
      "\(GnuplotFigure.text($0)) \(GnuplotFigure.text($1))"
    }
    return data.add(rows)
      + " using 1:2:(\(GnuplotFigure.text(bars.width))) with boxes fs solid 0.85 "
      + "noborder lc rgb '\(Self.colour(bars.ink))'" + title(bars.name)
  }

  private func plots(_ map: HeatMap, _ data: inout GnuplotData) -> [String] {
    let (x, y) = (
      Self.places(map.x, map.values.shape[1]), Self.places(map.y, map.values.shape[0])
    )
    let cells = map.values.scalars.enumerated().map { place, value in
      [x[place % x.count], y[place / x.count], value].map(GnuplotFigure.text).joined(separator: " ")
    }
    let image = data.add(cells) + " using 1:2:3 \(Self.image(map.values.shape)) notitle"
    guard let texts = map.texts else { return [image] }
    let labels = zip(cells, zip(texts, map.values.scalars)).map { cell, label in
      Self.labelled(cell, label.0) + (map.isDark(label.1) ? " 0xFFFFFF" : " 0")
    }
    return [
      image, data.add(labels) + " using 1:2:4:5 with labels tc rgb variable notitle",
    ]
  }

  private func plot(
    _ contours: Contours, _ place: Int, _ data: inout GnuplotData, _ before: inout [String]
  ) -> String {
    let s = contours.values.shape
    let (x, y) = (Self.places(contours.x, s[1]), Self.places(contours.y, s[0]))
    let rows = (0..<s[0]).flatMap { i in
      (0..<s[1]).map { j in
        [x[j], y[i], contours.values[i, j]].map(GnuplotFigure.text).joined(separator: " ")
      } + [""]
    }
    let levels = contours.levels.map(GnuplotFigure.text).joined(separator: ", ")
    before += [
      "set contour base", "unset surface", "set cntrparam levels discrete \(levels)",
      "set table $contours\(place)",
      "splot \(data.add(rows.dropLast())) using 1:2:3 with lines notitle", "unset table",
      "unset contour", "set surface",
    ]
    return "$contours\(place) using 1:2 with lines lw 1 lc rgb '\(Self.colour(contours.ink))'"
      + title(contours.name)
  }

  private func plots(
    _ surface: LevelSurface, _ data: inout GnuplotData, _ before: inout [String]
  ) -> [String] {
    let faces = LevelMesh(surface, most: Self.places).faces
    guard !faces.isEmpty else { return [] }
    // An empty line ends a face.
    let rows = faces.enumerated().flatMap { number, face in
      (number > 0 ? [""] : [])
        + face.map { $0.map(GnuplotFigure.text).joined(separator: " ") }
    }
    let colour = "rgb '\(Self.colour(surface.ink))'"
    before += [
      "set pm3d depthorder border lc rgb '#888888' lw 0.2", "set style fill transparent solid 0.35",
    ]
    return [data.add(rows) + " using 1:2:3 with polygons fc \(colour) notitle"]
      + (surface.name == nil ? [] : ["keyentry with boxes lc \(colour)" + title(surface.name)])
  }

  /// The most places along each axis of a surface: finer ones make large files.
  private static let places = 16

  private func plots(_ images: ImageGrid, _ data: inout GnuplotData) -> [String] {
    let mosaic = images.mosaic
    let places = images.places
    let x = places.x.map(GnuplotFigure.text)
    let rows = (0..<mosaic.rows).flatMap { i in
      let y = GnuplotFigure.text(places.y[i])
      return (0..<mosaic.columns).map { j in "\(x[j]) \(y) \(mosaic.bytes[i * mosaic.columns + j])"
      }
    }
    let style = Self.image([mosaic.rows, mosaic.columns])
    return [data.add(rows) + " using 1:2:3 \(style) notitle"]
  }

  /// The style of a grid of cells: few are drawn as rectangles, which no viewer blurs; many are an image.
  private static func image(_ shape: [Int]) -> String {
    shape[0] > 1 && shape[1] > 1 && shape[0] * shape[1] > 100
      ? "with image" : "with image pixels"
  }

  private func title(_ name: String?) -> String {
    name.map { " title " + GnuplotFigure.quoted($0) } ?? " notitle"
  }

  static func colour(_ ink: Ink) -> String {
    switch ink {
    case .series(let number): Palette.series(number)
    case .neutral: "#333333"
    case .faint: "#BBBBBB"
    }
  }

  private static func columns(_ count: Int) -> String {
    (1...count).map(String.init).joined(separator: ":")
  }

  private static func rows(_ places: Tensor<Double>, _ more: [[Double]] = []) -> [String] {
    let width = places.shape[1]
    return (0..<places.shape[0]).map { i in
      let numbers = Array(places.scalars[i * width..<(i + 1) * width]) + more.map { $0[i] }
      return numbers.map(GnuplotFigure.text).joined(separator: " ")
    }
  }

  /// `count` even places from the first to the last.
  static func places(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
    let step = count > 1 ? (range.upperBound - range.lowerBound) / Double(count - 1) : 0
    return (0..<count).map { range.lowerBound + Double($0) * step }
  }

}

extension Mark {
  /// Whether it is a grid of pictures.
  var isImage: Bool {
    if case .images = self { true } else { false }
  }

  /// Whether it is a grid of pictures that has a panel to itself.
  fileprivate var isMosaic: Bool {
    if case .images(let images) = self { images.x == nil } else { false }
  }
}

extension Tensor<Double> {
  /// The columns of a matrix.
  var columns: [[Double]] {
    let (rows, width) = (shape[0], shape[1])
    return (0..<width).map { j in (0..<rows).map { scalars[$0 * width + j] } }
  }
}
