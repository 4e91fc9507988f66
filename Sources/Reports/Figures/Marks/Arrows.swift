public import Tensors

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
