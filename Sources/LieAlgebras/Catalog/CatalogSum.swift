internal import Tensors

extension CatalogEntry {
  /// The direct sum `a ⊕ b`: block-diagonal matrices, or block-diagonal structure constants if one of
  /// the two has no matrices.
  static func sum(_ a: CatalogEntry, _ b: CatalogEntry) -> CatalogEntry {
    let realization: Realization
    if case .matrices(let left) = a.realization, case .matrices(let right) = b.realization {
      realization = .matrices { blockDiagonal(left(), right()) }
    } else {
      realization = .constants { blockDiagonal(a.structure, b.structure) }
    }
    return CatalogEntry(
      "\(a.name) ⊕ \(b.name)", dimension: a.dimension + b.dimension, rank: a.rank + b.rank,
      positive: a.killingSignature.positive + b.killingSignature.positive,
      negative: a.killingSignature.negative + b.killingSignature.negative,
      radical: a.radicalDimension + b.radicalDimension,
      isReductive: a.isReductive && b.isReductive, realization)
  }
}

/// Two lists of matrices on complementary spaces, `[a + b, n, n]` with `n` the sum of the sizes.
///
/// Structure constants are lists of matrices as well, and those of a direct sum are this.
private func blockDiagonal(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Tensor<Double> {
  let n = a.shape[1] + b.shape[1]
  var sum = Tensor<Double>.zeros([a.shape[0] + b.shape[0], n, n])
  func place(_ list: Tensor<Double>, from start: Int, at corner: Int) {
    for g in 0..<list.shape[0] {
      for i in 0..<list.shape[1] {
        for j in 0..<list.shape[1] { sum[start + g, corner + i, corner + j] = list[g, i, j] }
      }
    }
  }
  place(a, from: 0, at: 0)
  place(b, from: a.shape[0], at: a.shape[1])
  return sum
}
