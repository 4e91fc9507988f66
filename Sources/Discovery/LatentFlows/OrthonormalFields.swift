package import Tensors

/// The orthonormal fields that are nearest to given ones at every point: the polar factor `(G Gᵀ)^(−1/2)·G` of the
/// matrix G whose rows are the fields.
///
/// No field is preferred, as the first would be by the method of Gram and Schmidt, and what is smooth stays smooth
/// where the fields are independent.
///
/// Source: Löwdin, *On the non-orthogonality problem* (1950); nearest: Fan, Hoffman, *Some metric inequalities in
/// the space of matrices* (1955).
/// Checked by: `OrthonormalFieldsTests`.
package enum OrthonormalFields {
  /// The smallest eigenvalue of `G Gᵀ`, relative to the largest, that counts as independent.
  private static let independence = 1e-6

  /// The polar factors of `fields`, `[M, N, n]`; zero in directions that the fields do not span.
  package static func nearest(to fields: Tensor<Double>, threads: Int) -> Tensor<Double> {
    let (m, count, n) = (fields.shape[0], fields.shape[1], fields.shape[2])
    let block = 512
    let parts = Parallel.map((m + block - 1) / block, threads: threads) { index in
      var scalars: [Double] = []
      for i in index * block..<min(m, (index + 1) * block) {
        let g = fields.row(i)
        let eigen = g.matmul(g, transposed: .right).symmetricEigen()
        let largest = eigen.values.last ?? 0
        var root = eigen.vectors
        for (r, value) in eigen.values.enumerated() {
          let factor = value > Self.independence * largest ? 1 / value.squareRoot() : 0
          for c in 0..<count { root[r, c] *= factor }
        }
        scalars += eigen.vectors.matmul(root, transposed: .left).matmul(g).scalars
      }
      return scalars
    }
    return Tensor(parts.flatMap { $0 }, shape: [m, count, n])
  }
}
