/// The thin singular value decomposition `a = u · diag(values) · v`, with `k = min(m, n)`.
public struct SingularValueDecomposition<Scalar: TensorScalar>: Sendable {
  /// Left singular vectors as columns, `[m, k]`.
  public let u: Tensor<Scalar>
  /// The singular values, decreasing, `[k]`.
  public let values: [Scalar]
  /// Right singular vectors as *rows*, `[k, n]`.
  public let v: Tensor<Scalar>
}

extension Tensor {
  /// The thin singular value decomposition of a matrix.
  ///
  /// - Precondition: The matrix is finite.
  /// - Complexity: O(m n min(m, n)).
  public func svd() -> SingularValueDecomposition<Scalar> {
    let (m, n, k) = (shape[0], shape[1], checkedThinness())
    var work = self
    var (u, v) = (Tensor.zeros([m, k]), Tensor.zeros([k, n]))
    var values = [Scalar](repeating: 0, count: k)
    guard k > 0 else { return SingularValueDecomposition(u: u, values: [], v: v) }
    work.scalars.withUnsafeMutableBufferPointer { a in
      u.scalars.withUnsafeMutableBufferPointer { u in
        v.scalars.withUnsafeMutableBufferPointer { v in
          values.withUnsafeMutableBufferPointer { s in
            guard let a = a.baseAddress, let s = s.baseAddress else { return }
            let info = Scalar.gesdd(a, m: m, n: n, u: u.baseAddress, s: s, v: v.baseAddress)
            precondition(info == 0, "the singular value iteration failed (\(info))")
          }
        }
      }
    }
    return SingularValueDecomposition(u: u, values: values, v: v)
  }

  /// The singular values alone, decreasing, `[min(m, n)]`.
  ///
  /// - Precondition: The matrix is finite.
  public var singularValues: [Scalar] {
    let (m, n, k) = (shape[0], shape[1], checkedThinness())
    var work = self
    var values = [Scalar](repeating: 0, count: k)
    guard k > 0 else { return values }
    work.scalars.withUnsafeMutableBufferPointer { a in
      values.withUnsafeMutableBufferPointer { s in
        guard let a = a.baseAddress, let s = s.baseAddress else { return }
        let info = Scalar.gesdd(a, m: m, n: n, u: nil, s: s, v: nil)
        precondition(info == 0, "the singular value iteration failed (\(info))")
      }
    }
    return values
  }

  private func checkedThinness() -> Int {
    precondition(rank == 2, "\(shape) is not a matrix")
    precondition(isFinite, "a matrix with non-finite entries has no singular values")
    return min(shape[0], shape[1])
  }
}
