internal import Tensors

/// Directions in which orbits do not extend, at points of them: the equations `ν · v(p) = 0` of generators
/// `v`.
struct OrbitNormals: Sendable {
  /// The points, `[E, D]`.
  var points: Tensor<Double>
  /// The directions, `[E, c, D]`.
  var normals: Tensor<Double>
  /// Deviations of the directions, `[E, c, D]` each, whose outer products add up to their covariance.
  var spread: [Tensor<Double>]

  /// The number of directions at a point.
  var codimension: Int { normals.shape[1] }

  /// Those of several orbits together.
  ///
  /// - Precondition: There is an orbit, and all have as many directions and deviations.
  static func joined(_ parts: [OrbitNormals]) -> OrbitNormals {
    var whole = parts[0]
    for part in parts.dropFirst() {
      whole.points = whole.points.appending(rowsOf: part.points)
      whole.normals = whole.normals.appending(rowsOf: part.normals)
      whole.spread = zip(whole.spread, part.spread).map { $0.appending(rowsOf: $1) }
    }
    return whole
  }
}
