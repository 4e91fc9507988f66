internal import Tensors

/// `x` with `a·x = b`.
struct LinearSolve<Scalar: KernelScalar>: Operation {
  let n: Int
  let columns: Int

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    y.update(from: x[1], count: n * columns)
    var a = Array(UnsafeBufferPointer(start: x[0], count: n * n))
    let info = a.withUnsafeMutableBufferPointer { a in
      a.baseAddress.map { Scalar.gesv($0, n: n, y, columns: columns) } ?? 0
    }
    if info != 0 { y.update(repeating: .nan, count: n * columns) }
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    let b = x[0].permuted([1, 0]).solved(for: v)
    return [-1 * b.matmul(y, transposed: .right), b]
  }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    let first = ẋ[0].map { -1 * x[0].solved(for: $0.matmul(y)) }
    guard let ḃ = ẋ[1] else { return first }
    let second = x[0].solved(for: ḃ)
    return first.map { $0 + second } ?? second
  }
}

extension Variable {
  /// The solution `x`, `[n, m]`, of `a·x = b` for this square matrix `a`, `[n, n]`, and `b`, `[n, m]`; NaN where
  /// `a` is singular.
  ///
  /// - Precondition: Neither has the rows of a batch.
  public func solved(for b: Variable) -> Variable {
    precondition(
      rank == 2 && shape[0] == shape[1] && b.rank == 2 && b.shape[0] == shape[0],
      "cannot solve \(shape) for \(b.shape)")
    precondition(!hasRows && !b.hasRows, "solving \(shape) for \(b.shape) would mix rows")
    return record(
      LinearSolve(n: shape[0], columns: b.shape[1]), with: b, shape: [shape[0], b.shape[1]])
  }
}
