public import Tensors

/// `c[i] = op(a[i])·op(b[i])` for every pair of small matrices.
struct BatchedProduct<Scalar: KernelScalar>: Operation {
  let transposed: Tensor<Scalar>.Transposition
  let batch: Int
  let m: Int
  let n: Int
  let k: Int

  func evaluate(_ x: Operands<Scalar>, into c: UnsafeMutablePointer<Scalar>) {
    Scalar.batchedProduct(
      x[0], transposed: transposed == .left, x[1], transposed: transposed == .right, c,
      batch: batch, m: m, n: n, k: k)
  }

  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    let (a, b) = (x[0], x[1])
    switch transposed {
    case .none:
      return [v.batchedMatmul(b, transposed: .right), a.batchedMatmul(v, transposed: .left)]
    case .left: return [b.batchedMatmul(v, transposed: .right), a.batchedMatmul(v)]
    case .right: return [v.batchedMatmul(b), v.batchedMatmul(a, transposed: .left)]
    }
  }

  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    let first = ẋ[0]?.batchedMatmul(x[1], transposed: transposed)
    guard let ḃ = ẋ[1] else { return first }
    let second = x[0].batchedMatmul(ḃ, transposed: transposed)
    return first.map { $0 + second } ?? second
  }
}

extension Variable {
  /// The product of each two small matrices: `[b, m, k]·[b, k, n]` is `[b, m, n]`.
  ///
  /// - Precondition: There are as many on both sides, and the inner lengths agree.
  public func batchedMatmul(_ other: Variable, transposed: Tensor<Scalar>.Transposition = .none)
    -> Variable
  {
    precondition(
      rank == 3 && other.rank == 3 && shape[0] == other.shape[0] && hasRows == other.hasRows,
      "cannot multiply the matrices of \(shape) by those of \(other.shape)")
    let (m, k) = transposed == .left ? (shape[2], shape[1]) : (shape[1], shape[2])
    let (inner, n) =
      transposed == .right ? (other.shape[2], other.shape[1]) : (other.shape[1], other.shape[2])
    precondition(k == inner, "cannot multiply the matrices of \(shape) by those of \(other.shape)")
    return record(
      BatchedProduct(transposed: transposed, batch: shape[0], m: m, n: n, k: k), with: other,
      shape: [shape[0], m, n])
  }
}
