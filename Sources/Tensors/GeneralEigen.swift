public import ComplexModule

/// Eigenvalues and eigenvectors of a general real matrix, which may be complex.
public struct GeneralEigen<Scalar: TensorScalar>: Sendable {
  /// The eigenvalues, in no particular order; conjugates stand next to each other.
  public let values: [Complex<Scalar>]
  /// `right[i]` is `v` with `a v = values[i] v`, of unit length.
  public let right: [[Complex<Scalar>]]
  /// `left[i]` is `u` with `u† a = values[i] u†`, of unit length.
  public let left: [[Complex<Scalar>]]
}

extension Tensor {
  /// The eigenvalues, and the right and left eigenvectors, of a square matrix.
  ///
  /// - Precondition: The matrix is square and finite.
  /// - Complexity: O(n³).
  public func eigen() -> GeneralEigen<Scalar> {
    let n = shape[0]
    var (right, left) = (Tensor.zeros([n, n]), Tensor.zeros([n, n]))
    let values = right.scalars.withUnsafeMutableBufferPointer { r in
      left.scalars.withUnsafeMutableBufferPointer { l in
        eigenvalues(right: r.baseAddress, left: l.baseAddress)
      }
    }
    return GeneralEigen(
      values: values, right: Self.unpacked(right, values), left: Self.unpacked(left, values))
  }

  /// The eigenvalues of a square matrix, in no particular order.
  public func eigenvalues() -> [Complex<Scalar>] { eigenvalues(right: nil, left: nil) }

  private func eigenvalues(
    right: UnsafeMutablePointer<Scalar>?, left: UnsafeMutablePointer<Scalar>?
  ) -> [Complex<Scalar>] {
    precondition(rank == 2 && shape[0] == shape[1], "\(shape) is not square")
    precondition(isFinite, "a matrix with non-finite entries has no eigenvalues")
    let n = shape[0]
    guard n > 0 else { return [] }
    var work = self
    var re = [Scalar](repeating: 0, count: n)
    var im = re
    work.scalars.withUnsafeMutableBufferPointer { a in
      guard let a = a.baseAddress else { return }
      let info = Scalar.geev(a, n: n, real: &re, imaginary: &im, right: right, left: left)
      precondition(info == 0, "the eigenvalue iteration failed (\(info))")
    }
    return zip(re, im).map { Complex($0, $1) }
  }

  /// The vectors from LAPACK's packing: a conjugate pair shares two columns, real and imaginary part.
  private static func unpacked(
    _ packed: Tensor, _ values: [Complex<Scalar>]
  ) -> [[Complex<Scalar>]] {
    let n = values.count
    var vectors: [[Complex<Scalar>]] = []
    for (j, value) in values.enumerated() {
      if value.imaginary == 0 {
        vectors.append((0..<n).map { Complex(packed[$0, j], 0) })
      } else if value.imaginary > 0 {
        vectors.append((0..<n).map { Complex(packed[$0, j], packed[$0, j + 1]) })
      } else {
        vectors.append((0..<n).map { Complex(packed[$0, j - 1], -packed[$0, j]) })
      }
    }
    return vectors
  }
}
