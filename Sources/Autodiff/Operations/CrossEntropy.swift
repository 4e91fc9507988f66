internal import Tensors

/// `−log softmax(x[i])[label[i]]` of every row.
struct CrossEntropy<Scalar: KernelScalar>: Operation {
  let rows: Int
  let columns: Int

  func evaluate(_ x: Operands<Scalar>, into loss: UnsafeMutablePointer<Scalar>) {
    Scalar.crossEntropy(x[0], labels: x[1], loss, rows: rows, columns: columns)
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [v.timesCrossEntropyGradient(x[0], labels: x[1]), nil] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    ẋ[0].map { (x[0].crossEntropyGradient(labels: x[1]) * $0).sum(along: -1) }
  }
}

/// `z[i, j] = v[i]·(softmax(x[i])[j] − [j = label[i]])`.
struct CrossEntropyGradient<Scalar: KernelScalar>: Operation {
  let rows: Int
  let columns: Int

  func evaluate(_ x: Operands<Scalar>, into z: UnsafeMutablePointer<Scalar>) {
    Scalar.crossEntropyGradient(x[0], x[1], labels: x[2], z, rows: rows, columns: columns)
  }

  func pullback(_ w: Variable<Scalar>, _ x: [Variable<Scalar>], _ z: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    let (v, logits, labels) = (x[0], x[1], x[2])
    let p = logits.softmax()
    let u = w * v.reshaped([rows, 1])
    return [
      (w * logits.crossEntropyGradient(labels: labels)).sum(along: -1),
      p * (u - (u * p).sum(along: -1, keepingAxis: true)), nil,
    ]
  }

  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ z: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    let (v, logits, labels) = (x[0], x[1], x[2])
    let first = ẋ[0].map { $0.timesCrossEntropyGradient(logits, labels: labels) }
    guard let ẋ = ẋ[1] else { return first }
    let p = logits.softmax()
    let second = v.reshaped([rows, 1]) * p * (ẋ - (ẋ * p).sum(along: -1, keepingAxis: true))
    return first.map { $0 + second } ?? second
  }
}

extension Variable {
  /// The cross-entropy of every row of logits, `[rows, classes]`, with the number of its class,
  /// `−log softmax(x)[label]`, `[rows]`.
  ///
  /// NaN where a label is not a whole number in `0..<classes`.
  ///
  /// - Precondition: There is one label per row.
  public func crossEntropy(labels: Variable) -> Variable {
    precondition(
      rank == 2 && labels.count == shape[0] && labels.hasRows == hasRows,
      "logits \(shape) cannot be compared with labels \(labels.shape)")
    return record(
      CrossEntropy(rows: shape[0], columns: shape[1]), with: labels, shape: [shape[0]])
  }

  /// The gradient of the cross-entropy of every row by its logits.
  func crossEntropyGradient(labels: Variable) -> Variable {
    let ones = constant(1).broadcast(like: sum(along: -1))
    return ones.timesCrossEntropyGradient(self, labels: labels)
  }

  /// The gradient of the cross-entropy of every row by its logits, times this number for every row.
  func timesCrossEntropyGradient(_ logits: Variable, labels: Variable) -> Variable {
    record(
      CrossEntropyGradient(rows: logits.shape[0], columns: logits.shape[1]), with: logits, labels,
      shape: logits.shape)
  }
}
