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

/// `y = f(x·W + b)`: a dense layer.
///
/// One operation, because then the product, the bias and the activation share one pass over memory, and
/// only the value is kept for the derivative.
struct DenseLayer<Scalar: KernelScalar>: Operation {
  let activation: FusedActivation
  let rows: Int
  let inputs: Int
  let outputs: Int

  func hasSameNumbers(as other: DenseLayer) -> Bool { activation == other.activation }

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    multiply(x[0], x[1], into: y, transposed: .none, m: rows, n: outputs, k: inputs)
    Scalar.biasActivation(activation, y, bias: x[2], y, rows: rows, columns: outputs)
  }

  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    let δ = v.activationGradient(activation, value: y)
    return [
      δ.matmul(x[1], transposed: .right), x[0].matmul(δ, transposed: .left),
      δ.sum(along: 0),
    ]
  }

  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    var ż = ẋ[0]?.matmul(x[1])
    for term in [ẋ[1].map { x[0].matmul($0) }, ẋ[2]?.broadcast(like: y)] {
      guard let term else { continue }
      ż = ż.map { $0 + term } ?? term
    }
    return ż?.activationGradient(activation, value: y)
  }
}

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

  /// `f(x·W + b)`, a dense layer: for `x` `[…, inputs]`, `W` `[inputs, outputs]` and `b` `[outputs]`, it is
  /// `[…, outputs]`.
  ///
  /// - Precondition: The shapes agree.
  public func dense(weight: Variable, bias: Variable, activation: FusedActivation = .linear)
    -> Variable
  {
    guard rank == 2 else {
      let flat = reshaped([shape.dropLast().reduce(1, *), shape.last ?? 1])
      let result = flat.dense(weight: weight, bias: bias, activation: activation)
      return result.reshaped(shape.dropLast() + [result.shape[1]])
    }
    precondition(
      weight.rank == 2 && weight.shape[0] == shape[1] && bias.shape == [weight.shape[1]],
      "a layer of weight \(weight.shape) and bias \(bias.shape) cannot map \(shape)")
    precondition(!weight.hasRows && !bias.hasRows, "a layer is the same for all rows of a batch")
    let layer = DenseLayer<Scalar>(
      activation: activation, rows: shape[0], inputs: shape[1], outputs: weight.shape[1])
    return record(layer, with: weight, bias, shape: [shape[0], weight.shape[1]])
  }
}

/// `c = op(a)·op(b)`; zero where the inner length is.
private func multiply<Scalar: KernelScalar>(
  _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, into c: UnsafeMutablePointer<Scalar>,
  transposed: Tensor<Scalar>.Transposition, m: Int, n: Int, k: Int
) {
  guard m > 0, n > 0 else { return }
  guard k > 0 else { return c.update(repeating: 0, count: m * n) }
  Scalar.gemm(
    a, transposed: transposed == .left, b, transposed: transposed == .right, m: m, n: n, k: k,
    alpha: 1, beta: 0, into: c)
}
