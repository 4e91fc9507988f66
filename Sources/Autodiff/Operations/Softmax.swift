internal import Tensors

/// The softmax of every row, `yⱼ = exp xⱼ / Σ exp x`.
struct Softmax<Scalar: KernelScalar>: Operation {
  let rows: Int
  let columns: Int

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    Scalar.softmax(x[0], y, rows: rows, columns: columns)
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [y * (v - (v * y).sum(along: -1, keepingAxis: true))] }
  // The Jacobian is symmetric.
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { ẋ[0].flatMap { pullback($0, x, y)[0] } }
  var storage: StorageRule { .mayOverwriteOperands }
}

/// The logarithm of the softmax of every row.
struct LogSoftmax<Scalar: KernelScalar>: Operation {
  let rows: Int
  let columns: Int

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    Scalar.logSoftmax(x[0], y, rows: rows, columns: columns)
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [v - y.exp() * v.sum(along: -1, keepingAxis: true)] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    ẋ[0].map { $0 - (y.exp() * $0).sum(along: -1, keepingAxis: true) }
  }
  var storage: StorageRule { .mayOverwriteOperands }
}

extension Variable {
  private var rowsAndColumns: (Int, Int) {
    precondition(rank >= 1, "a single number has no softmax")
    refuseRows(along: rank - 1, "a softmax")
    return (shape.dropLast().reduce(1, *), shape[rank - 1])
  }

  /// The softmax along the last axis.
  ///
  /// - Precondition: The axis is not that of the rows of a batch.
  public func softmax() -> Variable {
    let (rows, columns) = rowsAndColumns
    return record(Softmax(rows: rows, columns: columns), shape: shape)
  }

  /// The logarithm of the softmax along the last axis.
  ///
  /// - Precondition: The axis is not that of the rows of a batch.
  public func logSoftmax() -> Variable {
    let (rows, columns) = rowsAndColumns
    return record(LogSoftmax(rows: rows, columns: columns), shape: shape)
  }
}
