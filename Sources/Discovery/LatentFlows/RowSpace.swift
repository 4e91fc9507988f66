package import Tensors

/// The directions at each point that an oracle sees: the row space of its Jacobian, and its singular values.
///
/// A field is invariant where it is orthogonal to them. Directions whose singular value is below
/// ``RowSpace/rounding`` of the largest at the point are not seen.
package struct RowSpace: Sendable {
  /// Orthonormal rows, and rows of zeros for directions that are not seen, `[N, min(k, n), n]`.
  package let basis: Tensor<Double>
  /// The singular values of each Jacobian, decreasing, `[N, min(k, n)]`.
  package let singularValues: Tensor<Double>
  /// The number of directions seen at each point.
  package let ranks: [Int]

  /// A singular value below this share of the largest at its point is one of rounding.
  package static let rounding = 1e-6

  /// The row spaces of `jacobians`, `[N, k, n]`.
  ///
  /// By the eigenvectors of `J Jᵀ` or `JᵀJ`, whichever is smaller.
  package init(of jacobians: Tensor<Double>, threads: Int) {
    let (count, k, n) = (jacobians.shape[0], jacobians.shape[1], jacobians.shape[2])
    let m = min(k, n)
    let block = 512
    let parts = Parallel.map((count + block - 1) / block, threads: threads) { index in
      var (basis, values, ranks): ([Double], [Double], [Int]) = ([], [], [])
      for i in index * block..<min(count, (index + 1) * block) {
        let j = Tensor<Double>(
          Array(jacobians.scalars[i * k * n..<(i + 1) * k * n]), shape: [k, n])
        let eigen = (k <= n ? j.matmul(j, transposed: .right) : j.gram).symmetricEigen()
        let squares = eigen.values.reversed().map { max($0, 0) }
        let vectors = Tensor(stacking: (0..<m).reversed().map { eigen.vectors.row($0) })
        let limit = Self.rounding * Self.rounding * (squares.first ?? 0)
        let rank = squares.count { $0 > limit }
        let rows = k <= n ? vectors.matmul(j) : vectors
        for (r, square) in squares.enumerated() {
          let isSeen = r < rank
          let factor = isSeen ? (k <= n ? 1 / square.squareRoot() : 1) : 0
          basis += rows.row(r).scalars.map { $0 * factor }
          values.append(square.squareRoot())
        }
        ranks.append(rank)
      }
      return (basis, values, ranks)
    }
    basis = Tensor(parts.flatMap(\.0), shape: [count, m, n])
    singularValues = Tensor(parts.flatMap(\.1), shape: [count, m])
    ranks = parts.flatMap(\.2)
  }

  /// Fields, `[N, fields, n]`, without their parts in the directions that are seen.
  package func removed(from fields: Tensor<Double>) -> Tensor<Double> {
    let (count, f, n) = (fields.shape[0], fields.shape[1], fields.shape[2])
    let m = basis.shape[1]
    var result = fields
    for i in 0..<count {
      for a in 0..<f {
        for r in 0..<m {
          var part = 0.0
          for j in 0..<n { part += basis[i, r, j] * fields[i, a, j] }
          for j in 0..<n { result[i, a, j] -= part * basis[i, r, j] }
        }
      }
    }
    return result
  }
}
