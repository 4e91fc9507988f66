public import Tensors

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
