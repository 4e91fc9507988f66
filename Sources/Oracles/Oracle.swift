public import Tensors

/// A function whose symmetries are sought: values and exact derivatives at samples.
///
/// Law: `evaluate(at:)` of several samples is the stack of its values at each one.
public protocol Oracle: Sendable {
  /// How the coordinates of a sample are grouped into points.
  var layout: PointLayout { get }
  /// The number of outputs, all of which a symmetry preserves.
  var outputs: Int { get }
  /// The oracle at `samples`, `[N, layout.count]`.
  func evaluate(at samples: Tensor<Double>) -> OracleValues
}

/// Values and Jacobians of an oracle at several samples, `N` of them.
///
/// Non-finite where the oracle is undefined.
public struct OracleValues: Sendable {
  /// `[N, outputs]`.
  public let values: Tensor<Double>
  /// `jacobians[i, k, a]` is the derivative of output `k` with respect to coordinate `a` at sample
  /// `i`, `[N, outputs, layout.count]`.
  public let jacobians: Tensor<Double>

  /// Values and Jacobians of matching shapes.
  public init(values: Tensor<Double>, jacobians: Tensor<Double>) {
    precondition(
      Array(jacobians.shape.prefix(2)) == values.shape,
      "Jacobians \(jacobians.shape) do not belong to values \(values.shape)")
    (self.values, self.jacobians) = (values, jacobians)
  }
}

/// The grouping of a sample's coordinates into points of one space, all moved by the same field.
///
/// A sample is `points` blocks of `dimension` coordinates, block after block: an oracle of two vectors
/// of ℝ³ has two points of dimension 3. Ordinary features are one point.
public struct PointLayout: Sendable, Equatable {
  /// The number of points `p`.
  public let points: Int
  /// The names of one point's coordinates, `n` of them; they label rows and columns of generators.
  public let coordinates: [String]

  /// A layout of `points` points with the named coordinates each.
  public init(points: Int = 1, coordinates: [String]) {
    (self.points, self.coordinates) = (points, coordinates)
  }

  /// The dimension `n` of the space in which the points live.
  public var dimension: Int { coordinates.count }
  /// The number of coordinates of a sample, `points · dimension`.
  public var count: Int { points * dimension }
}
