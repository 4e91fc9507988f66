internal import Tensors

/// Whether the element at the row's label is the largest of the row; its derivative is zero.
struct IsLargest<Scalar: KernelScalar>: Operation {
  let rows: Int
  let columns: Int

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    Scalar.isLargest(x[0], labels: x[1], y, rows: rows, columns: columns)
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [nil, nil] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { nil }
}

extension Variable {
  /// 1 for every row, `[rows, classes]`, whose largest element is at its label, else 0: `[rows]`; its mean
  /// is the accuracy of a classifier.
  ///
  /// - Precondition: There is one label per row.
  public func isLargest(at labels: Variable) -> Variable {
    precondition(
      rank == 2 && labels.count == shape[0] && labels.hasRows == hasRows,
      "rows \(shape) cannot be compared with labels \(labels.shape)")
    return record(
      IsLargest(rows: shape[0], columns: shape[1]), with: labels, shape: [shape[0]])
  }
}
