internal import Tensors

/// The matrices in which generators may lie: all n×n ones, or those with some entries fixed to zero,
/// like affine fields as (n+1)×(n+1) matrices with zero last row.
struct MatrixClass: Sendable {
  /// The matrix size `n`.
  let size: Int
  /// The places `i·n + j` of the free entries, `q` of them, increasing.
  let free: [Int]

  /// The class whose free entries are marked, row by row, `n²` marks.
  init(size: Int, mask: [Bool]) {
    self.size = size
    free = mask.indices.filter { mask[$0] }
  }

  /// The smallest class closed under products that contains the matrices, `[m, n, n]`: the transitive
  /// closure of the places with an entry other than exactly zero.
  init(containing matrices: Tensor<Double>) {
    let n = matrices.shape[1]
    var mask = [Bool](repeating: false, count: n * n)
    for (place, value) in matrices.scalars.enumerated() where value != 0 {
      mask[place % (n * n)] = true
    }
    for k in 0..<n {
      for i in 0..<n where mask[i * n + k] {
        for j in 0..<n where mask[k * n + j] { mask[i * n + j] = true }
      }
    }
    self.init(size: n, mask: mask)
  }

  /// The number `q` of free entries.
  var dimension: Int { free.count }

  /// The free entries of matrices, `[m, n, n]` to `[m, q]`.
  func coordinates(of matrices: Tensor<Double>) -> Tensor<Double> {
    let (m, square) = (matrices.shape[0], size * size)
    var result: [Double] = []
    result.reserveCapacity(m * free.count)
    for i in 0..<m { for place in free { result.append(matrices.scalars[i * square + place]) } }
    return Tensor(result, shape: [m, free.count])
  }

  /// The matrices with given free entries, `[m, q]` to `[m, n, n]`.
  func matrices(_ coordinates: Tensor<Double>) -> Tensor<Double> {
    let (m, q, square) = (coordinates.shape[0], free.count, size * size)
    var result = [Double](repeating: 0, count: m * square)
    for i in 0..<m {
      for (k, place) in free.enumerated() {
        result[i * square + place] = coordinates.scalars[i * q + k]
      }
    }
    return Tensor(result, shape: [m, size, size])
  }
}
