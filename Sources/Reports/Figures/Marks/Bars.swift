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
