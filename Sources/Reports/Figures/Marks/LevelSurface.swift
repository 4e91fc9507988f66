public import Tensors

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
