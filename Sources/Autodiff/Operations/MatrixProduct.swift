public import Tensors

/// `c = op(a)·op(b)` of two matrices.
struct MatrixProduct<Scalar: KernelScalar>: Operation {
  let transposed: Tensor<Scalar>.Transposition
  let m: Int
  let n: Int
  let k: Int

  func evaluate(_ x: Operands<Scalar>, into c: UnsafeMutablePointer<Scalar>) {
    multiply(x[0], x[1], into: c, transposed: transposed, m: m, n: n, k: k)
  }

  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    let (a, b) = (x[0], x[1])
    switch transposed {
    case .none: return [v.matmul(b, transposed: .right), a.matmul(v, transposed: .left)]
    case .left: return [b.matmul(v, transposed: .right), a.matmul(v)]
    case .right: return [v.matmul(b), v.matmul(a, transposed: .left)]
    }
  }

  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    let first = ẋ[0]?.matmul(x[1], transposed: transposed)
    guard let ḃ = ẋ[1] else { return first }
    let second = x[0].matmul(ḃ, transposed: transposed)
    return first.map { $0 + second } ?? second
  }
}

extension Variable {
  /// The product of two matrices, either of which may enter transposed.
  ///
  /// A left operand with more than two axes is a list of rows: `[…, k]·[k, n]` is `[…, n]`.
  ///
  /// - Precondition: The inner lengths agree, and the rows of a batch are the rows of the left operand
  ///   or are summed over in both.
  public func matmul(_ other: Variable, transposed: Tensor<Scalar>.Transposition = .none)
    -> Variable
  {
    if rank > 2, transposed != .left {
      let rows = shape.dropLast().reduce(1, *)
      let product = reshaped([rows, shape[rank - 1]]).matmul(other, transposed: transposed)
      return product.reshaped(shape.dropLast() + [product.shape[1]])
    }
    precondition(rank == 2 && other.rank == 2, "cannot multiply \(shape) by \(other.shape)")
    let (m, k) = transposed == .left ? (shape[1], shape[0]) : (shape[0], shape[1])
    let (inner, n) =
      transposed == .right ? (other.shape[1], other.shape[0]) : (other.shape[0], other.shape[1])
    let how = transposed == .none ? "" : " transposed on the \(transposed)"
    precondition(k == inner, "cannot multiply \(shape) by \(other.shape)\(how)")
    let product = MatrixProduct<Scalar>(transposed: transposed, m: m, n: n, k: k)
    if transposed == .left {
      precondition(
        hasRows == other.hasRows, "the product \(shape) by \(other.shape)\(how) would mix rows")
      return recordContraction(product, with: [other], shape: [m, n])
    }
    precondition(!other.hasRows, "the product \(shape) by \(other.shape)\(how) would mix rows")
    return record(product, with: other, shape: [m, n])
  }
}

/// `c = op(a)·op(b)`; zero where the inner length is.
func multiply<Scalar: KernelScalar>(
  _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, into c: UnsafeMutablePointer<Scalar>,
  transposed: Tensor<Scalar>.Transposition, m: Int, n: Int, k: Int
) {
  guard m > 0, n > 0 else { return }
  guard k > 0 else { return c.update(repeating: 0, count: m * n) }
  Scalar.gemm(
    a, transposed: transposed == .left, b, transposed: transposed == .right, m: m, n: n, k: k,
    alpha: 1, beta: 0, into: c)
}
