internal import Foundation
internal import Tensors

/// The plane in which a linear motion is seen best: that of the direction it moves fastest, and of where it moves
/// it.
///
/// The fastest rotation of a sum of rotations turns this plane.
///
/// Checked by: `GeneratorsReportTests`.
struct MotionPlane {
  /// Two orthonormal directions.
  let axes: [[Double]]
  /// What they are, in the coordinates.
  let labels: [String]

  /// The plane of a field; nil if it moves no direction.
  ///
  /// - Parameters:
  ///   - field: `[n, B]`, the linear part first.
  ///   - coordinates: The names of the `n` coordinates, at least two.
  init?(of field: Tensor<Double>, coordinates: [String]) {
    let n = field.shape[0]
    guard n > 1, field.shape[1] >= n, coordinates.count == n, field.isFinite else { return nil }
    let linear = Tensor(rows: (0..<n).map { i in (0..<n).map { field[i, $0] } })
    let eigen = linear.gram.symmetricEigen()
    guard let fastest = eigen.values.last, fastest > 0 else { return nil }
    // Of directions that are moved as fast, the one nearest to a coordinate.
    let fast = eigen.values.indices.filter { eigen.values[$0] > 0.95 * fastest }
      .map { eigen.vectors.row($0).scalars }
    let nearest = (0..<n).map { i in Self.combination(fast, by: fast.map { $0[i] }) }
      .max { Self.norm($0) < Self.norm($1) - 1e-9 }
    guard let first = nearest.map(Self.normalized) else { return nil }
    let image = linear.matmul(Tensor(first)).scalars
    // A direction that is only stretched spans no plane with its image.
    let candidates = [image] + (0..<n).map { i in (0..<n).map { $0 == i ? 1 : 0 } }
    let second = candidates.lazy.map { candidate in
      let along = zip(candidate, first).reduce(0) { $0 + $1.0 * $1.1 }
      return (zip(candidate, first).map { $0 - along * $1 }, Self.norm(candidate))
    }.first { Self.norm($0.0) > 0.1 * $0.1 }
    guard let second else { return nil }
    axes = [first, Self.normalized(second.0)].map(Self.forwards)
    labels = axes.enumerated().map { place, axis in
      Self.label(axis, coordinates) ?? "direction \(place + 1) of the plane"
    }
  }

  /// Points seen in the plane, `[N, 2]`.
  func callAsFunction(_ points: Tensor<Double>) -> Tensor<Double> {
    points.matmul(Tensor(rows: axes), transposed: .right)
  }

  /// A combination of at most three coordinates, such as `0.6 x + 0.8 z`.
  private static func label(_ axis: [Double], _ coordinates: [String]) -> String? {
    let terms = axis.indices.filter { axis[$0].magnitude > 0.05 }
    guard terms.count <= 3 else { return nil }
    return terms.reduce("") { text, i in
      let size = RoughFactor.text(axis[i].magnitude)
      let sign = axis[i] < 0 ? (text.isEmpty ? "−" : " − ") : (text.isEmpty ? "" : " + ")
      return text + sign + size + coordinates[i]
    }
  }

  /// A factor with two decimals before a name; nothing if it is about 1.
  private enum RoughFactor {
    static func text(_ value: Double) -> String {
      value > 0.985 ? "" : String(format: "%.2f ", value)
    }
  }

  private static func combination(_ vectors: [[Double]], by factors: [Double]) -> [Double] {
    zip(vectors, factors).reduce([Double](repeating: 0, count: vectors[0].count)) { sum, term in
      zip(sum, term.0).map { $0 + term.1 * $1 }
    }
  }

  private static func norm(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private static func normalized(_ vector: [Double]) -> [Double] {
    let size = norm(vector)
    return vector.map { $0 / size }
  }

  /// The direction or its opposite, with a positive largest entry.
  private static func forwards(_ axis: [Double]) -> [Double] {
    let largest = axis.max { $0.magnitude < $1.magnitude } ?? 1
    return largest < 0 ? axis.map(-) : axis
  }
}
