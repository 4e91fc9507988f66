extension Tensor {
  /// The thin factorization `a = q·r`: `q`, `[m, k]`, has orthonormal columns, and `r`, `[k, n]`, is
  /// upper triangular, with `k = min(m, n)`.
  ///
  /// - Complexity: O(m n min(m, n)).
  public func qr() -> (q: Tensor, r: Tensor) {
    let (factored, tau) = reflections()
    let (m, k) = (shape[0], tau.count)
    var q = Tensor.zeros([m, k])
    for i in 0..<m { for j in 0..<k { q[i, j] = factored[i, j] } }
    if k > 0 {
      q.scalars.withUnsafeMutableBufferPointer { a in
        guard let a = a.baseAddress else { return }
        let info = Scalar.orgqr(a, m: m, n: k, k: k, tau: tau)
        precondition(info == 0, "the orthogonal factor could not be formed (\(info))")
      }
    }
    return (q, factored.upperTriangle(rows: k))
  }

  /// The factor `r` of `a = q·r` alone, `[min(m, n), n]`; it has the singular values and right
  /// singular vectors of `a`.
  ///
  /// - Complexity: O(m n min(m, n)), half of ``qr()``.
  public var triangularFactor: Tensor {
    let (factored, tau) = reflections()
    return factored.upperTriangle(rows: tau.count)
  }

  /// LAPACK's packed factorization, and the scales of its reflections.
  private func reflections() -> (factored: Tensor, tau: [Scalar]) {
    precondition(rank == 2, "\(shape) is not a matrix")
    let (m, n) = (shape[0], shape[1])
    var factored = self
    var tau = [Scalar](repeating: 0, count: min(m, n))
    guard !tau.isEmpty else { return (factored, tau) }
    factored.scalars.withUnsafeMutableBufferPointer { a in
      guard let a = a.baseAddress else { return }
      let info = Scalar.geqrf(a, m: m, n: n, tau: &tau)
      precondition(info == 0, "the QR factorization failed (\(info))")
    }
    return (factored, tau)
  }

  private func upperTriangle(rows: Int) -> Tensor {
    var r = Tensor.zeros([rows, shape[1]])
    for i in 0..<rows { for j in i..<shape[1] { r[i, j] = self[i, j] } }
    return r
  }
}
