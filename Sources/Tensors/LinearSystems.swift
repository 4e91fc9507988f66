extension Tensor {
  /// The `x` of smallest norm that minimizes `‖a x − b‖`, and the numerical rank of `a`.
  ///
  /// - Parameters:
  ///   - b: One right side, `[m]`, or several as columns, `[m, columns]`.
  ///   - tolerance: Singular values below this fraction of the largest count as zero; negative means
  ///     rounding precision. Too large discards real directions, too small amplifies noise.
  /// - Returns: `x`, `[n]` or `[n, columns]`.
  public func leastSquares(_ b: Tensor, tolerance: Scalar = -1) -> (x: Tensor, rank: Int) {
    precondition(
      rank == 2 && b.shape.first == shape[0], "cannot fit \(b.shape) by combinations of \(shape)")
    precondition(isFinite && b.isFinite, "least squares needs finite numbers")
    let (m, n) = (shape[0], shape[1])
    let columns = b.rank == 1 ? 1 : b.shape[1]
    var work = self
    var solution = b.scalars + [Scalar](repeating: 0, count: max(0, n - m) * columns)
    var found = 0
    if m > 0, n > 0, columns > 0 {
      work.scalars.withUnsafeMutableBufferPointer { a in
        solution.withUnsafeMutableBufferPointer { x in
          guard let a = a.baseAddress, let x = x.baseAddress else { return }
          let info = Scalar.gelsd(
            a, m: m, n: n, x, columns: columns, tolerance: tolerance, rank: &found)
          precondition(info == 0, "the least-squares iteration failed (\(info))")
        }
      }
    } else {
      solution = [Scalar](repeating: 0, count: n * columns)
    }
    let x = Array(solution.prefix(n * columns))
    return (Tensor(x, shape: b.rank == 1 ? [n] : [n, columns]), found)
  }

  /// The solution of `a x = b`, or nil if the square matrix `a` is singular.
  ///
  /// - Parameter b: One right side, `[n]`, or several as columns, `[n, columns]`.
  public func solve(_ b: Tensor) -> Tensor? {
    precondition(
      rank == 2 && shape[0] == shape[1] && b.shape.first == shape[0],
      "cannot solve \(shape) for \(b.shape)")
    let n = shape[0]
    guard b.count > 0 else { return b }
    var (work, x) = (self, b)
    let info = work.scalars.withUnsafeMutableBufferPointer { a in
      x.scalars.withUnsafeMutableBufferPointer { x in
        guard let a = a.baseAddress, let base = x.baseAddress else { return 0 }
        return Scalar.gesv(a, n: n, base, columns: b.count / n)
      }
    }
    return info == 0 ? x : nil
  }

  /// The inverse of a square matrix, or nil if it is singular.
  public var inverse: Tensor? { solve(.identity(shape[0])) }

  /// The lower triangular `l` with `a = l·lᵀ`, or nil if the symmetric matrix is not positive definite.
  public func cholesky() -> Tensor? {
    precondition(rank == 2 && shape[0] == shape[1], "\(shape) is not square")
    let n = shape[0]
    guard n > 0 else { return self }
    var l = self
    let info = l.scalars.withUnsafeMutableBufferPointer { a in
      guard let a = a.baseAddress else { return 0 }
      return Scalar.potrf(a, n: n)
    }
    guard info == 0 else { return nil }
    for i in 0..<n { for j in i + 1..<max(n, i + 1) { l[i, j] = 0 } }
    return l
  }

  /// The solution of `l x = b`, or of `lᵀ x = b`, for this lower triangular `l` and `b` `[n, columns]`.
  public func solveTriangular(_ b: Tensor, transposed: Bool = false) -> Tensor {
    precondition(
      rank == 2 && shape[0] == shape[1] && b.rank == 2 && b.shape[0] == shape[0],
      "cannot solve \(shape) for \(b.shape)")
    var x = b
    guard b.count > 0 else { return x }
    scalars.withUnsafeBufferPointer { l in
      x.scalars.withUnsafeMutableBufferPointer { x in
        guard let l = l.baseAddress, let x = x.baseAddress else { return }
        Scalar.trsm(l, n: shape[0], transposed: transposed, x, columns: b.shape[1])
      }
    }
    return x
  }
}
