internal import Tensors

/// Marks in gnuplot's language.
extension GnuplotPanel {
  /// The parts of `plot` that draw a mark; its numbers are added to the data, and what must be set goes before.
  func plots(
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
    let symbol = points.symbol == .star ? 3 : 7
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
      map.x.places(map.values.shape[1]), map.y.places(map.values.shape[0])
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
    let (x, y) = (contours.x.places(s[1]), contours.y.places(s[0]))
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
}
