public import Tensors

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
