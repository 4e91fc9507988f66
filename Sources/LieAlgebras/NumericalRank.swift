internal import Tensors

/// Rank decisions that know the noise.
///
/// Goal: a threshold in the middle, on a logarithmic scale, of the gap that noise of a known size
/// leaves. Rejected: fixed relative thresholds, which do not transfer between algebras, and the
/// largest gap, which cannot answer "none".

/// How many singular values are real.
///
/// A value is real above `max(√(level · s), 4 level)` with `s` the largest value or the natural scale,
/// whichever is larger; none is if the largest is below `6 level`.
///
/// - Parameters:
///   - singular: Singular values, decreasing.
///   - level: The largest singular value that noise alone would produce.
///   - scale: The size that real values naturally have; it keeps noise that is larger in some
///     directions than in others from passing for a signal where there is none.
/// - Returns: The rank.
func numericalRank(_ singular: [Double], level: Double, scale: Double) -> Int {
  guard let largest = singular.first, largest > 6 * level else { return 0 }
  let threshold = max((level * max(largest, scale)).squareRoot(), 4 * level)
  return singular.count { $0 > threshold }
}

extension Tensor<Double> {
  /// Orthonormal rows that span the rows of this matrix, `[rank, n]`, up to noise of size `level`.
  func rowSpace(level: Double, scale: Double) -> Tensor {
    let svd = compressed.svd()
    return svd.v.rows(0..<numericalRank(svd.values, level: level, scale: scale))
  }

  /// Orthonormal rows that span `{x : a x = 0}`, `[n − rank, n]`, up to noise of size `level`.
  func nullSpace(level: Double, scale: Double) -> Tensor {
    let svd = compressed.padded.svd()
    let n = shape[1]
    return svd.v.rows(numericalRank(svd.values, level: level, scale: scale)..<n)
  }

  /// The `count` orthonormal rows along which this matrix is smallest, `[count, n]`.
  func smallestRightVectors(_ count: Int) -> Tensor {
    let n = shape[1]
    return compressed.padded.svd().v.rows(n - count..<n)
  }

  /// The `count` orthonormal rows along which this matrix is largest, `[count, n]`.
  func largestRightVectors(_ count: Int) -> Tensor { compressed.svd().v.rows(0..<count) }

  /// Orthonormal rows that complete the orthonormal rows of this matrix, `[n − r, n]`.
  var orthogonalComplement: Tensor {
    let n = shape[1]
    return shape[0] == 0 ? .identity(n) : smallestRightVectors(n - shape[0])
  }

  /// A matrix with the same right singular vectors and values, and not many more rows than columns.
  private var compressed: Tensor { shape[0] > 2 * shape[1] ? qr().r : self }

  /// This matrix with rows of zeros added until it is not wide.
  private var padded: Tensor {
    let (m, n) = (shape[0], shape[1])
    return m >= n ? self : appending(rowsOf: .zeros([n - m, n]))
  }
}
