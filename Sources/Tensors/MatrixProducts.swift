extension Tensor {
  /// Which side of a matrix product enters transposed.
  public enum Transposition: Sendable {
    /// Neither: `a·b`.
    case none
    /// The left: `aᵀ·b`.
    case left
    /// The right: `a·bᵀ`.
    case right
  }

  /// The matrix product of two matrices, or of a matrix and a vector.
  ///
  /// `[m, k]·[k, n]` gives `[m, n]`; a vector on the right, `[k]`, gives a vector, `[m]`.
  ///
  /// - Precondition: The inner lengths agree.
  public func matmul(_ other: Tensor, transposed: Transposition = .none) -> Tensor {
    if other.rank == 1 {
      precondition(transposed != .right, "a vector cannot be transposed")
      let product = matmul(other.reshaped([other.count, 1]), transposed: transposed)
      return product.reshaped([product.count])
    }
    precondition(rank == 2 && other.rank == 2, "cannot multiply \(shape) by \(other.shape)")
    let (m, k) = transposed == .left ? (shape[1], shape[0]) : (shape[0], shape[1])
    let (inner, n) =
      transposed == .right
      ? (other.shape[1], other.shape[0]) : (other.shape[0], other.shape[1])
    precondition(k == inner, "cannot multiply \(shape) by \(other.shape)")
    var result = Tensor.zeros([m, n])
    guard m > 0, n > 0, k > 0 else { return result }
    result.scalars.withUnsafeMutableBufferPointer { c in
      scalars.withUnsafeBufferPointer { a in
        other.scalars.withUnsafeBufferPointer { b in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          Scalar.gemm(
            a, transposed: transposed == .left, b, transposed: transposed == .right, m: m, n: n,
            k: k, alpha: 1, beta: 0, into: c)
        }
      }
    }
    return result
  }

  /// The Gram matrix `aᵀa` of the columns, `[n, n]`, exactly symmetric.
  ///
  /// - Complexity: O(m n²), half of ``matmul(_:transposed:)``.
  public var gram: Tensor {
    precondition(rank == 2, "\(shape) is not a matrix")
    let (k, n) = (shape[0], shape[1])
    var result = Tensor.zeros([n, n])
    guard n > 0, k > 0 else { return result }
    result.scalars.withUnsafeMutableBufferPointer { c in
      scalars.withUnsafeBufferPointer { a in
        guard let a = a.baseAddress, let base = c.baseAddress else { return }
        Scalar.syrk(a, n: n, k: k, beta: 0, into: base)
        for i in 0..<n { for j in 0..<i { c[i * n + j] = c[j * n + i] } }
      }
    }
    return result
  }

  /// `self ← self + aᵀa`, for a symmetric accumulator `[n, n]` and `a` of shape `[m, n]`.
  public mutating func addGram(of a: Tensor) { self += a.gram }
}
