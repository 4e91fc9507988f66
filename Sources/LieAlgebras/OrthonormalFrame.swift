internal import Tensors

/// An orthonormal basis of the span of independent matrices, and the way back.
///
/// Every computation works in such a basis, where the noise of all components is alike.
struct OrthonormalFrame: Sendable {
  /// Orthonormal matrices, `[m, n, n]`.
  let orthonormal: Tensor<Double>
  /// `given[i] = Σₖ coordinates[i, k] orthonormal[k]`, `[m, m]`.
  let coordinates: Tensor<Double>
  /// `orthonormal[k] = Σᵢ inverse[k, i] given[i]`, `[m, m]`.
  let inverse: Tensor<Double>

  /// The frame of `m` independent matrices, `[m, n, n]`.
  init(of basis: Tensor<Double>) {
    precondition(
      basis.rank == 3 && basis.shape[1] == basis.shape[2], "\(basis.shape) is no list of matrices")
    let (m, n) = (basis.shape[0], basis.shape[1])
    let (q, r) = basis.reshaped([m, n * n]).transposed.qr()
    precondition(r.shape == [m, m], "\(m) matrices of size \(n) cannot be independent")
    orthonormal = q.transposed.reshaped([m, n, n])
    coordinates = r.transposed
    inverse = r.transposed.inverse ?? .zeros([m, m])
  }

  /// Structure constants in the orthonormal basis, turned to the given basis.
  func userConstants(_ c: Tensor<Double>) -> Tensor<Double> {
    let m = coordinates.shape[0]
    // Σ C[i,a] C[j,b] c[a,b,s] inverse[s,k]
    let first = coordinates.matmul(c.reshaped([m, m * m]))
    let second = first.reshaped([m, m, m]).unstacked.flatMap { coordinates.matmul($0).scalars }
    let third = Tensor(second, shape: [m * m, m]).matmul(inverse)
    return third.reshaped([m, m, m])
  }
}
