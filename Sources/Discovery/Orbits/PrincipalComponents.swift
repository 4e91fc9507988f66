public import Tensors

/// The directions along which points vary most.
///
/// Checked by: `PrincipalComponentsTests`.
public struct PrincipalComponents: Sendable {
  /// The mean of the points, `[n]`.
  public let mean: [Double]
  /// Orthonormal directions as rows, by decreasing variance, `[n, n]`; the entry of largest magnitude of each is
  /// positive.
  public let components: Tensor<Double>
  /// The variances along them, decreasing.
  public let variances: [Double]

  /// The components of the rows of a matrix, `[N, n]`.
  ///
  /// - Complexity: O(N n² + n³).
  public init(of points: Tensor<Double>) {
    let count = points.shape[0]
    let mean = Self.mean(of: points)
    let eigen = (points.subtracting(mean).gram / Double(max(1, count))).symmetricEigen()
    variances = eigen.values.reversed().map { max(0, $0) }
    self.mean = mean
    components = Tensor(
      stacking: eigen.vectors.unstacked.reversed().map { row in
        let largest = row.scalars.max { $0.magnitude < $1.magnitude } ?? 1
        return largest < 0 ? -row : row
      })
  }

  /// The mean of the rows of a matrix, `[n]`.
  static func mean(of points: Tensor<Double>) -> [Double] {
    let (count, n) = (points.shape[0], points.shape[1])
    var mean = [Double](repeating: 0, count: n)
    points.scalars.withUnsafeBufferPointer { x in
      for i in 0..<count { for a in 0..<n { mean[a] += x[i * n + a] } }
    }
    return mean.map { $0 / Double(max(1, count)) }
  }

  /// The coordinates of points, `[N, n]`, along the first components, `[N, count]`.
  public func project(_ points: Tensor<Double>, count: Int) -> Tensor<Double> {
    points.subtracting(mean).matmul(components.rows(0..<count), transposed: .right)
  }

  /// The sum of the variances.
  public var totalVariance: Double { variances.reduce(0, +) }
}
