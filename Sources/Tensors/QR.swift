extension Tensor {
  /// The thin factorization `a = q·r`: `q`, `[m, k]`, has orthonormal columns, and `r`, `[k, n]`, is
  /// upper triangular, with `k = min(m, n)`.
  ///
  /// - Complexity: O(m n min(m, n)).
  public func qr() -> (q: Tensor, r: Tensor) {
    precondition(rank == 2, "\(shape) is not a matrix")
    let (m, n, k) = (shape[0], shape[1], min(shape[0], shape[1]))
    guard k > 0 else { return (.zeros([m, k]), .zeros([k, n])) }
    var factored = self
    var tau = [Scalar](repeating: 0, count: k)
    factored.scalars.withUnsafeMutableBufferPointer { a in
      guard let a = a.baseAddress else { return }
      let info = Scalar.geqrf(a, m: m, n: n, tau: &tau)
      precondition(info == 0, "the QR factorization failed (\(info))")
    }
    var r = Tensor.zeros([k, n])
    for i in 0..<k { for j in i..<n { r[i, j] = factored[i, j] } }
    var q = Tensor.zeros([m, k])
    for i in 0..<m { for j in 0..<k { q[i, j] = factored[i, j] } }
    q.scalars.withUnsafeMutableBufferPointer { a in
      guard let a = a.baseAddress else { return }
      let info = Scalar.orgqr(a, m: m, n: k, k: k, tau: tau)
      precondition(info == 0, "the orthogonal factor could not be formed (\(info))")
    }
    return (q, r)
  }
}
