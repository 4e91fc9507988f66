public import Tensors

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
