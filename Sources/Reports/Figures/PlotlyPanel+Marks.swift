internal import Tensors

/// Marks as traces of Plotly.
extension PlotlyPanel {
  /// The traces that draw a mark.
  func traces(_ mark: Mark) -> [JSONValue] {
    switch mark {
    case .points(let points): [trace(points)]
    case .lines(let lines): [trace(lines)]
    case .arrows(let arrows): traces(arrows)
    case .bars(let bars): [trace(bars)]
    case .heatMap(let map): [trace(map)]
    case .contours(let contours): contours.levels.enumerated().map { trace(contours, $1, $0) }
    case .surface(let surface): [trace(surface)]
    case .images(let images): [trace(images)]
    }
  }

  private func trace(_ points: Points) -> JSONValue {
    let isStar = points.symbol == .star
    var marker: [String: JSONValue] = [
      "size": .number(points.size * 1.25),
      "line": [
        "width": isStar ? 1.5 : 0, "color": isStar ? "paper" : Self.colour(points.ink),
      ],
      // In space there are no stars.
      "symbol": isStar ? (panel.z == nil ? "star" : "diamond") : "circle",
    ]
    // In space Plotly.js draws them twice as large.
    if panel.z != nil { marker["size"] = .number(points.size * 0.7) }
    if let values = points.values {
      marker["color"] = .floats(values.numbers)
      marker["colorscale"] = Self.scale(values.scale)
      marker["showscale"] = .bool(values.label != nil)
      if let label = values.label { marker["colorbar"] = Self.bar(label) }
    } else {
      marker["color"] = Self.colour(points.ink)
    }
    var trace: [String: JSONValue] = ["mode": "markers", "marker": .object(marker)]
    if let texts = points.texts {
      trace["mode"] = "markers+text"
      trace["text"] = .array(texts.map(JSONValue.markup))
      trace["textfont"] = ["color": "paper"]
      trace["hoverinfo"] = "skip"
    } else if let hover = points.hover {
      trace["text"] = .array(hover.map(JSONValue.markup))
      trace["hoverinfo"] = "text"
    }
    return scatter(trace, points.places.columns, name: points.name)
  }

  private func trace(_ lines: Lines) -> JSONValue {
    // A gap between curves is a row that is not a number.
    var columns = [[Double]](repeating: [], count: panel.z == nil ? 2 : 3)
    for path in lines.paths {
      for (j, column) in path.columns.enumerated() where j < columns.count {
        columns[j] += column + [.nan]
      }
    }
    var trace: [String: JSONValue] = [
      "mode": "lines", "connectgaps": false,
      "line": [
        "width": .number(panel.z == nil ? lines.width : 2.5 * lines.width),
        "color": Self.colour(lines.ink),
        "dash": lines.isDashed ? "dash" : "solid",
      ],
    ]
    if let hover = lines.hover {
      var rest = hover[...]
      trace["text"] = .array(
        lines.paths.flatMap { path in
          defer { rest = rest.dropFirst(path.shape[0]) }
          return rest.prefix(path.shape[0]).map(JSONValue.markup) + [""]
        })
      trace["hoverinfo"] = "text"
    }
    return scatter(trace, columns, name: lines.name)
  }

  private func scatter(
    _ trace: [String: JSONValue], _ columns: [[Double]], name: String?
  ) -> JSONValue {
    var trace = trace
    trace["type"] = .string(panel.z == nil ? "scatter" : "scatter3d")
    for (key, column) in zip(["x", "y", "z"], columns) { trace[key] = .floats(column) }
    return .object(named(trace, name))
  }

  /// In the plane lines with two barbs, in space lines with cones.
  private func traces(_ arrows: Arrows) -> [JSONValue] {
    let (tails, heads) = (arrows.tails.columns, arrows.heads.columns)
    let count = arrows.tails.shape[0]
    // A barb is a third of a short arrow, and no longer than a share of the panel.
    let longest = 0.04 * (0..<2).map { span(tails[$0] + heads[$0]) }.reduce(0, max)
    var columns = [[Double]](repeating: [], count: tails.count)
    for i in 0..<count {
      let (tail, head) = (tails.map { $0[i] }, heads.map { $0[i] })
      for j in columns.indices { columns[j] += [tail[j], head[j]] }
      if columns.count == 2 {
        let (x, y) = (tail[0] - head[0], tail[1] - head[1])
        for side in [-1.0, 1] {
          let length = (x * x + y * y).squareRoot()
          let share = length > 0 ? min(0.3, longest / length) : 0
          // Turned by half a radian.
          let (c, s) = (share * 0.88, share * 0.48 * side)
          columns[0] += side < 0 ? [head[0] + c * x - s * y, head[0]] : [head[0] + c * x - s * y]
          columns[1] += side < 0 ? [head[1] + s * x + c * y, head[1]] : [head[1] + s * x + c * y]
        }
      }
      for j in columns.indices { columns[j].append(.nan) }
    }
    let shafts = scatter(
      [
        "mode": "lines", "connectgaps": false, "hoverinfo": "skip",
        "line": ["width": panel.z == nil ? 1.2 : 3, "color": Self.colour(arrows.ink)],
      ], columns, name: arrows.name)
    guard panel.z != nil else { return [shafts] }
    var cones: [String: JSONValue] = [
      "type": "cone", "showscale": false, "anchor": "tip", "sizemode": "raw", "sizeref": 0.4,
      "hoverinfo": "skip",
      "colorscale": .array([0, 1].map { .array([.number($0), Self.colour(arrows.ink)]) }),
    ]
    for (j, axis) in ["x", "y", "z"].enumerated() {
      cones[axis] = .floats(heads[j])
      cones[["u", "v", "w"][j]] = .floats(zip(heads[j], tails[j]).map { $0 - $1 })
    }
    return [shafts, .object(cones)]
  }

  private func span(_ values: [Double]) -> Double {
    (values.max() ?? 0) - (values.min() ?? 0)
  }

  private func trace(_ bars: Bars) -> JSONValue {
    .object(
      named(
        [
          "type": "bar", "x": .floats(bars.places), "y": .floats(bars.heights),
          "width": .number(bars.width), "marker": ["color": Self.colour(bars.ink)],
        ], bars.name))
  }

  private func trace(_ map: HeatMap) -> JSONValue {
    let (rows, columns) = (map.values.shape[0], map.values.shape[1])
    var trace: [String: JSONValue] = [
      "type": "heatmap", "z": .floats(map.values.scalars, shape: [rows, columns]),
      "x": .floats(map.x.places(columns)),
      "y": .floats(map.y.places(rows)), "colorscale": Self.scale(map.scale),
      "zmin": .number(map.span.lowerBound), "zmax": .number(map.span.upperBound),
      "showscale": .bool(map.label != nil), "zsmooth": false,
    ]
    if let label = map.label { trace["colorbar"] = Self.bar(label) }
    if let texts = map.texts {
      trace["text"] = .array(
        stride(from: 0, to: texts.count, by: max(1, columns)).map { start in
          .array(texts[start..<start + columns].map(JSONValue.markup))
        })
      trace["texttemplate"] = "%{text}"
    }
    return .object(trace)
  }

  private func trace(_ contours: Contours, _ level: Double, _ place: Int) -> JSONValue {
    let (rows, columns) = (contours.values.shape[0], contours.values.shape[1])
    return .object(
      named(
        [
          "type": "contour", "z": .floats(contours.values.scalars, shape: [rows, columns]),
          "x": .floats(contours.x.places(columns)),
          "y": .floats(contours.y.places(rows)), "autocontour": false,
          "contours": [
            "start": .number(level), "end": .number(level), "size": 1, "coloring": "lines",
          ],
          "line": ["width": 1.2], "showscale": false, "hoverinfo": "skip",
          "colorscale": .array([0, 1].map { .array([.number($0), Self.colour(contours.ink)]) }),
        ], place == 0 ? contours.name : nil))
  }

  private func trace(_ surface: LevelSurface) -> JSONValue {
    let s = surface.values.shape
    let axes = zip(surface.ranges, s).map { $0.places($1) }
    var columns = [[Double]](repeating: [], count: 3)
    for i in 0..<s[0] {
      for j in 0..<s[1] {
        for k in 0..<s[2] {
          columns[0].append(axes[0][i])
          columns[1].append(axes[1][j])
          columns[2].append(axes[2][k])
        }
      }
    }
    return .object(
      named(
        [
          "type": "isosurface", "x": .floats(columns[0]), "y": .floats(columns[1]),
          "z": .floats(columns[2]), "value": .floats(surface.values.scalars),
          "isomin": .number(surface.level), "isomax": .number(surface.level),
          "surface": ["count": 1], "opacity": 0.35, "showscale": false, "hoverinfo": "skip",
          "caps": ["x": ["show": false], "y": ["show": false], "z": ["show": false]],
          "colorscale": .array([0, 1].map { .array([.number($0), Self.colour(surface.ink)]) }),
        ], surface.name))
  }

  private func trace(_ images: ImageGrid) -> JSONValue {
    let mosaic = images.mosaic
    let places = images.places
    return [
      "type": "heatmap", "z": .bytes(mosaic.bytes, shape: [mosaic.rows, mosaic.columns]),
      "x": .floats(places.x), "y": .floats(places.y),
      "colorscale": Self.scale(.grey), "zmin": 0, "zmax": 255, "showscale": false,
      "hoverinfo": "skip", "zsmooth": false,
    ]
  }

  private func named(_ trace: [String: JSONValue], _ name: String?) -> [String: JSONValue] {
    var trace = trace
    if let name { trace["name"] = .markup(name) }
    trace["showlegend"] = .bool(name != nil)
    return trace
  }

  /// Colours that depend on the theme are words, which the page replaces.
  private static func colour(_ ink: Ink) -> JSONValue {
    switch ink {
    case .series(let number): .string(Palette.series(number))
    case .neutral: "neutral"
    case .faint: "faint"
    }
  }

  private static func scale(_ scale: ColourScale) -> JSONValue {
    let last = Double(max(1, scale.anchors.count - 1))
    return .array(
      scale.anchors.enumerated().map {
        .array([.number(Double($0.offset) / last), .string($0.element)])
      })
  }

  private static func bar(_ label: String) -> JSONValue {
    ["title": ["text": .markup(label), "side": "right"], "thickness": 12, "outlinewidth": 0]
  }
}
