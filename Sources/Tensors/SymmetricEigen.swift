/// Eigenvalues and eigenvectors of a symmetric matrix.
public struct SymmetricEigen<Scalar: TensorScalar>: Sendable {
  /// The eigenvalues, increasing, `[n]`.
  public let values: [Scalar]
  /// Orthonormal eigenvectors as *rows*, `[n, n]`.
  public let vectors: Tensor<Scalar>
}

extension Tensor {
  /// The eigen-decomposition of a symmetric matrix; only its upper triangle is read.
  ///
  /// - Precondition: The matrix is square and finite.
  /// - Complexity: O(n³).
  public func symmetricEigen() -> SymmetricEigen<Scalar> {
    var vectors = self
    let values = vectors.diagonalize(vectors: true)
    return SymmetricEigen(values: values, vectors: vectors)
  }

  /// The eigenvalues of a symmetric matrix alone, increasing, `[n]`; only its upper triangle is read.
  ///
  /// - Precondition: The matrix is square and finite.
  public var symmetricEigenvalues: [Scalar] {
    var work = self
    return work.diagonalize(vectors: false)
  }

  private mutating func diagonalize(vectors: Bool) -> [Scalar] {
    precondition(rank == 2 && shape[0] == shape[1], "\(shape) is not square")
    precondition(isFinite, "a matrix with non-finite entries has no eigenvalues")
    let n = shape[0]
    var values = [Scalar](repeating: 0, count: n)
    guard n > 0 else { return values }
    scalars.withUnsafeMutableBufferPointer { a in
      values.withUnsafeMutableBufferPointer { w in
        guard let a = a.baseAddress, let w = w.baseAddress else { return }
        let info = Scalar.syevd(a, n: n, values: w, vectors: vectors)
        precondition(info == 0, "the symmetric eigenvalue iteration failed (\(info))")
      }
    }
    return values
  }
}
