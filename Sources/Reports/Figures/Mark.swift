public import Tensors

/// What is drawn in a panel.
public enum Mark: Sendable, Equatable {
  /// Single points.
  case points(Points)
  /// Curves.
  case lines(Lines)
  /// Arrows.
  case arrows(Arrows)
  /// Bars from zero, or from the edge of a logarithmic axis.
  case bars(Bars)
  /// Coloured cells: a field on a grid, or a matrix.
  case heatMap(HeatMap)
  /// Curves of equal height of a field on a grid.
  case contours(Contours)
  /// The surface of equal height of a field on a grid in space.
  case surface(LevelSurface)
  /// Grey pictures in rows and columns.
  case images(ImageGrid)
}

/// The colour of a mark.
public enum Ink: Sendable, Equatable {
  /// The colour of a series with this number; the same number has the same colour everywhere.
  case series(Int)
  /// That of the axes: for what is not data.
  case neutral
  /// Pale: for what stands behind.
  case faint
}

/// Points in the plane or in space.
public struct Points: Sendable, Equatable {
  /// The coordinates, `[n, 2]` or `[n, 3]`.
  public var places: Tensor<Double>
  /// The name in the legend; without one, none.
  public var name: String?
  /// Their colour.
  public var ink: Ink
  /// Numbers that colour them instead, `n` of them.
  public var values: Values?
  /// The diameter, in points of print.
  public var size: Double
  /// What is shown of each when it is pointed at, in the page.
  public var hover: [String]?
  /// Their form.
  public var symbol: Symbol
  /// A short text on each, in the colour of the paper.
  public var texts: [String]?

  /// The form of a point.
  public enum Symbol: Sendable, Equatable {
    /// A disc.
    case disc
    /// A star, for what is special.
    case star
    /// A ring, for what is marked.
    case ring
  }

  /// Numbers with a scale of colours.
  public struct Values: Sendable, Equatable {
    /// One number for each point.
    public var numbers: [Double]
    /// What they mean, beside the scale; without it there is no scale.
    public var label: String?
    /// The colours.
    public var scale: ColourScale

    /// Numbers that colour points.
    public init(_ numbers: [Double], label: String? = nil, scale: ColourScale = .sequential) {
      (self.numbers, self.label, self.scale) = (numbers, label, scale)
    }
  }

  /// Points.
  ///
  /// - Precondition: `places` has two or three columns; `values`, `hover` and `texts` have its rows.
  public init(
    _ places: Tensor<Double>, name: String? = nil, ink: Ink = .series(0), values: Values? = nil,
    size: Double = 4, hover: [String]? = nil, symbol: Symbol = .disc, texts: [String]? = nil
  ) {
    precondition(
      places.shape.count == 2 && 2...3 ~= places.shape[1], "points of shape \(places.shape)")
    precondition(values.map { $0.numbers.count == places.shape[0] } ?? true, "a value per point")
    precondition(
      [hover, texts].allSatisfy { $0.map { $0.count == places.shape[0] } ?? true },
      "a text per point")
    (self.places, self.name, self.ink, self.values) = (places, name, ink, values)
    (self.size, self.hover, self.symbol, self.texts) = (size, hover, symbol, texts)
  }
}

/// Curves in the plane or in space.
public struct Lines: Sendable, Equatable {
  /// The vertices of each, `[n, 2]` or `[n, 3]`.
  public var paths: [Tensor<Double>]
  /// The name in the legend of all.
  public var name: String?
  /// Their colour.
  public var ink: Ink
  /// The width, in points of print.
  public var width: Double
  /// Whether they are dashed.
  public var isDashed: Bool
  /// What is shown of each vertex when it is pointed at, in the page: path by path.
  public var hover: [String]?

  /// Curves.
  ///
  /// - Precondition: `hover` has as many texts as there are vertices.
  public init(
    _ paths: [Tensor<Double>], name: String? = nil, ink: Ink = .series(0), width: Double = 1.5,
    isDashed: Bool = false, hover: [String]? = nil
  ) {
    precondition(
      paths.allSatisfy { $0.shape.count == 2 && 2...3 ~= $0.shape[1] }, "curves of other shapes")
    precondition(
      hover.map { $0.count == paths.reduce(0) { $0 + $1.shape[0] } } ?? true, "a text per vertex")
    (self.paths, self.name, self.ink, self.width) = (paths, name, ink, width)
    (self.isDashed, self.hover) = (isDashed, hover)
  }

  /// A curve through points with the given coordinates.
  public init(
    x: [Double], y: [Double], name: String? = nil, ink: Ink = .series(0), width: Double = 1.5,
    isDashed: Bool = false, hover: [String]? = nil
  ) {
    precondition(x.count == y.count, "\(x.count) and \(y.count) coordinates")
    self.init(
      [Tensor(zip(x, y).flatMap { [$0, $1] }, shape: [x.count, 2])], name: name, ink: ink,
      width: width, isDashed: isDashed, hover: hover)
  }
}

/// Arrows in the plane or in space.
public struct Arrows: Sendable, Equatable {
  /// Where they begin, `[n, 2]` or `[n, 3]`.
  public var tails: Tensor<Double>
  /// Where they end, of the same shape.
  public var heads: Tensor<Double>
  /// The name in the legend of all.
  public var name: String?
  /// Their colour.
  public var ink: Ink

  /// Arrows.
  public init(
    from tails: Tensor<Double>, to heads: Tensor<Double>, name: String? = nil, ink: Ink = .series(0)
  ) {
    precondition(tails.shape == heads.shape, "arrows from \(tails.shape) to \(heads.shape)")
    (self.tails, self.heads, self.name, self.ink) = (tails, heads, name, ink)
  }
}

/// Bars.
public struct Bars: Sendable, Equatable {
  /// Their middles.
  public var places: [Double]
  /// Their heights.
  public var heights: [Double]
  /// Their width, in units of the axis.
  public var width: Double
  /// The name in the legend.
  public var name: String?
  /// Their colour.
  public var ink: Ink

  /// Bars.
  public init(
    at places: [Double], heights: [Double], width: Double = 0.8, name: String? = nil,
    ink: Ink = .series(0)
  ) {
    precondition(places.count == heights.count, "\(places.count) and \(heights.count) bars")
    (self.places, self.heights, self.width) = (places, heights, width)
    (self.name, self.ink) = (name, ink)
  }
}

/// Values on a rectangular grid, as colours.
public struct HeatMap: Sendable, Equatable {
  /// The values `[rows, columns]`; rows lie along y.
  public var values: Tensor<Double>
  /// Where the middles of the first and the last column lie.
  public var x: ClosedRange<Double>
  /// Where the middles of the first and the last row lie.
  public var y: ClosedRange<Double>
  /// The colours.
  public var scale: ColourScale
  /// What the values are, beside the scale; without it there is no scale.
  public var label: String?
  /// What the colours span; by default the values, and as far to both sides of zero if diverging.
  public var range: ClosedRange<Double>?
  /// A text in each cell, row by row.
  public var texts: [String]?

  /// A field on a grid.
  public init(
    _ values: Tensor<Double>, x: ClosedRange<Double>, y: ClosedRange<Double>,
    scale: ColourScale = .sequential, label: String? = nil, range: ClosedRange<Double>? = nil,
    texts: [String]? = nil
  ) {
    precondition(values.shape.count == 2, "a heat map of shape \(values.shape)")
    precondition(texts.map { $0.count == values.scalars.count } ?? true, "a text per cell")
    (self.values, self.x, self.y, self.scale, self.label) = (values, x, y, scale, label)
    (self.range, self.texts) = (range, texts)
  }

  /// A matrix, whose entry i, j lies at y = i and x = j.
  ///
  /// The y axis of its panel is reversed.
  public init(
    matrix: Tensor<Double>, scale: ColourScale = .diverging, label: String? = nil,
    range: ClosedRange<Double>? = nil, texts: [String]? = nil
  ) {
    self.init(
      matrix, x: 0...Double(max(0, matrix.shape[1] - 1)),
      y: 0...Double(max(0, matrix.shape[0] - 1)),
      scale: scale, label: label, range: range, texts: texts)
  }

  /// Whether a dark colour stands for a value: a text on it is white.
  func isDark(_ value: Double) -> Bool {
    let share = (value - span.lowerBound) / (span.upperBound - span.lowerBound)
    return scale == .diverging ? (share - 0.5).magnitude > 0.4 : share < 0.5
  }

  /// What the colours span.
  var span: ClosedRange<Double> {
    if let range { return range }
    let finite = values.scalars.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    guard scale == .diverging else { return low < high ? low...high : low...(low + 1) }
    let most = max(low.magnitude, high.magnitude)
    return most > 0 ? -most...most : -1...1
  }
}

/// Curves of equal height of values on a rectangular grid.
public struct Contours: Sendable, Equatable {
  /// The values `[rows, columns]`; rows lie along y.
  public var values: Tensor<Double>
  /// Where the first and the last column lie.
  public var x: ClosedRange<Double>
  /// Where the first and the last row lie.
  public var y: ClosedRange<Double>
  /// The heights.
  public var levels: [Double]
  /// The name in the legend.
  public var name: String?
  /// Their colour.
  public var ink: Ink

  /// Curves of equal height.
  public init(
    _ values: Tensor<Double>, x: ClosedRange<Double>, y: ClosedRange<Double>, levels: [Double],
    name: String? = nil, ink: Ink = .neutral
  ) {
    precondition(values.shape.count == 2, "contours of shape \(values.shape)")
    (self.values, self.x, self.y, self.levels) = (values, x, y, levels)
    (self.name, self.ink) = (name, ink)
  }
}

/// The surface of equal height of values on a grid in space.
public struct LevelSurface: Sendable, Equatable {
  /// The values `[nx, ny, nz]`.
  public var values: Tensor<Double>
  /// Where the first and the last value along each of the three axes lie.
  public var ranges: [ClosedRange<Double>]
  /// The height.
  public var level: Double
  /// The name in the legend.
  public var name: String?
  /// Its colour.
  public var ink: Ink

  /// A surface of equal height.
  public init(
    _ values: Tensor<Double>, ranges: [ClosedRange<Double>], level: Double, name: String? = nil,
    ink: Ink = .series(0)
  ) {
    precondition(
      values.shape.count == 3 && ranges.count == 3, "a surface of shape \(values.shape)")
    (self.values, self.ranges, self.level) = (values, ranges, level)
    (self.name, self.ink) = (name, ink)
  }
}

/// Grey pictures of one size in rows and columns.
public struct ImageGrid: Sendable, Equatable {
  /// The brightness of the pixels, `[rows, columns, height, width]`.
  public var pixels: Tensor<Double>
  /// What is black, and what white.
  public var range: ClosedRange<Double>
  /// Where the middles of the leftmost and the rightmost column of pixels lie; by default at 0, 1, ….
  public var x: ClosedRange<Double>?
  /// Where the middles of the lowest and the uppermost row of pixels lie; by default rows lie at 0, 1, … of an axis
  /// that runs down.
  public var y: ClosedRange<Double>?

  /// Pictures; by default 0 is black and 1 white.
  public init(
    _ pixels: Tensor<Double>, range: ClosedRange<Double> = 0...1, x: ClosedRange<Double>? = nil,
    y: ClosedRange<Double>? = nil
  ) {
    precondition(pixels.shape.count == 4, "pictures of shape \(pixels.shape)")
    (self.pixels, self.range, self.x, self.y) = (pixels, range, x, y)
  }

  /// Where the columns and the rows of pixels lie, gaps between pictures included.
  var places: (x: [Double], y: [Double]) {
    let (rows, columns) = size
    return (
      x.map { GnuplotPanel.places($0, columns) } ?? (0..<columns).map(Double.init),
      y.map { GnuplotPanel.places($0, rows).reversed() } ?? (0..<rows).map(Double.init)
    )
  }

  /// The rows and columns of pixels, with one between pictures; 0 if there are none.
  private var size: (rows: Int, columns: Int) {
    let s = pixels.shape
    return (max(0, s[0] * (s[2] + 1) - 1), max(0, s[1] * (s[3] + 1) - 1))
  }

  /// All pictures as one, with a pixel between them, from 0 (black) to 255; row 0 is at the top.
  var mosaic: (rows: Int, columns: Int, bytes: [UInt8]) {
    let s = pixels.shape
    let (rows, columns) = size
    guard rows > 0, columns > 0 else { return (0, 0, []) }
    var bytes = [UInt8](repeating: 255, count: rows * columns)
    let scale = 255 / (range.upperBound - range.lowerBound)
    for i in 0..<s[0] {
      for j in 0..<s[1] {
        for y in 0..<s[2] {
          for x in 0..<s[3] {
            let value = pixels.scalars[((i * s[1] + j) * s[2] + y) * s[3] + x]
            let grey = ((value - range.lowerBound) * scale).rounded()
            bytes[(i * (s[2] + 1) + y) * columns + j * (s[3] + 1) + x] =
              grey.isNaN ? 128 : UInt8(min(max(grey, 0), 255))
          }
        }
      }
    }
    return (rows, columns, bytes)
  }
}
