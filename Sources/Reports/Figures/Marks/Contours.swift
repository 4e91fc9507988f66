public import Tensors

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
