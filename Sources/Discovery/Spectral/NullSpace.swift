public import Tensors

/// The small singular values of a matrix of invariance equations, with their fields.
///
/// Goals: singular values exact to rounding relative to the *largest* one, so that a symmetry stands
/// out by a factor of 10¹⁴; then speed. Rejected: the eigenvalues of the Gram matrix alone, whose
/// square root halves the digits and leaves a gap of 10⁷.
///
/// Singular values are divided by the square root of the number of rows: they are root mean square
/// violations, comparable across numbers of samples.
public struct NullSpace: Sendable {
  /// Singular values, increasing: all `q`, or the smallest ones if `isPartial`.
  public let values: [Double]
  /// The fields that belong to them, orthonormal rows, `[values.count, q]`.
  public let fields: Tensor<Double>
  /// The largest singular value.
  public let largest: Double
  /// Whether `values` holds only the smallest ones.
  public let isPartial: Bool

  /// Up to this number of unknowns the decomposition is dense; above it, iterative.
  static let denseLimit = 1000

  /// The null space of `equations`.
  ///
  /// - Complexity: O(rows·q²).
  public init(
    of equations: InvarianceEquations, using rng: inout some RandomNumberGenerator
  ) {
    let matrix = equations.rows
    let root = Double(max(1, matrix.shape[0])).squareRoot()
    if equations.unknowns <= Self.denseLimit {
      // Rows of zeros let a matrix with fewer rows than columns keep all its right vectors.
      let missing = max(0, equations.unknowns - matrix.shape[0])
      let square =
        missing > 0 ? matrix.appending(rowsOf: .zeros([missing, equations.unknowns])) : matrix
      let decomposition = square.triangularFactor.svd()
      let q = equations.unknowns
      values = decomposition.values.reversed().map { $0 / root }
      fields = Tensor(stacking: (0..<q).reversed().map { decomposition.v.row($0) })
      (largest, isPartial) = (values.last ?? 0, false)
    } else {
      let smallest = Self.smallest(of: matrix, using: &rng)
      values = smallest.values.map { $0 / root }
      (fields, largest) = (smallest.fields, smallest.largest / root)
      isPartial = values.count < equations.unknowns
    }
  }

  /// The same from the mean of `rowᵀ row`, `[q, q]`: faster, but exact only to 10⁻⁸ of the largest, which
  /// is enough where there is noise.
  init(ofGram gram: Tensor<Double>) {
    let eigen = gram.symmetricEigen()
    values = eigen.values.map { max(0, $0).squareRoot() }
    fields = eigen.vectors
    (largest, isPartial) = (values.last ?? 0, false)
  }

  /// The smallest singular values by inverse iteration with a block of vectors, which doubles until
  /// it holds a value that is clearly not zero.
  ///
  /// The Gram matrix `G` only steers; values are those of the matrix itself, and the null vectors are
  /// corrected by `(G + ε)⁻¹ Mᵀ (M v)` until they are exact.
  private static func smallest(
    of matrix: Tensor<Double>, using rng: inout some RandomNumberGenerator
  ) -> (values: [Double], fields: Tensor<Double>, largest: Double) {
    let q = matrix.shape[1]
    let gram = matrix.gram
    var shifted = gram
    let shift = 1e-12 * gram.trace / Double(q)
    for i in 0..<q { shifted[i, i] += shift }
    guard let factor = shifted.cholesky() else {
      let eigen = gram.symmetricEigen()
      let values = eigen.values.map { max(0, $0).squareRoot() }
      return (values, eigen.vectors, values.last ?? 0)
    }
    func inverse(_ v: Tensor<Double>) -> Tensor<Double> {  // G⁻¹ v for columns v
      factor.solveTriangular(factor.solveTriangular(v), transposed: true)
    }
    var top: Tensor<Double> = rng.normals([q])
    for _ in 0..<30 {
      let next = gram.matmul(top)
      top = next / max(next.norm, .leastNormalMagnitude)
    }
    let largest = matrix.matmul(top).norm

    var block = max(64, q / 12)
    while true {
      var v: Tensor<Double> = rng.normals([q, min(block, q)])
      for _ in 0..<3 { v = inverse(v).qr().q }
      var values: [Double] = []
      for step in 0..<3 {
        let image = matrix.matmul(v)
        let rotation = image.triangularFactor.svd()
        v = v.matmul(rotation.v, transposed: .right)
        values = rotation.values
        if step == 2 { break }
        var correction = inverse(
          matrix.matmul(image.matmul(rotation.v, transposed: .right), transposed: .left))
        for (j, value) in values.enumerated() where value > 1e-6 * largest {
          for i in 0..<q { correction[i, j] = 0 }
        }
        v = (v - correction).qr().q
      }
      if (values.first ?? 0) > 1e-4 * largest || block >= q {
        let columns = v.transposed
        return (
          values.reversed(),
          Tensor(stacking: (0..<columns.shape[0]).reversed().map { columns.row($0) }), largest
        )
      }
      block *= 2
    }
  }
}
