internal import Tensors

/// `y[i, k] = Σⱼ x[i, j, k]` for `x` `[outer, length, inner]`.
struct Sum<Scalar: KernelScalar>: Operation {
  let layout: AxisLayout
  /// The shape of the operand, with 1 for the axes that are summed over.
  let kept: [Int]

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    Scalar.sum(
      x[0], y, outer: layout.outer, middle: layout.length, inner: layout.inner)
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    // Rows of v are rows of x unless they were summed over.
    [v.reshaped(kept).broadcast(like: x[0])]
  }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    guard let ẋ = ẋ[0] else { return nil }
    let shape = y.shape
    let sum = Sum(layout: layout, kept: kept)
    guard y.placement != .partial else { return ẋ.recordContraction(sum, with: [], shape: shape) }
    return ẋ.record(sum, shape: shape)
  }
}

/// The largest element along an axis; its derivative is that element's, shared between equal ones.
struct Maximum<Scalar: KernelScalar>: Operation {
  let layout: AxisLayout
  let kept: [Int]

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    Scalar.maximum(
      x[0], y, outer: layout.outer, middle: layout.length, inner: layout.inner)
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [weights(x[0], y) * v.reshaped(kept)] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    guard let ẋ = ẋ[0], let axis = kept.indices.first(where: { kept[$0] != x[0].shape[$0] }) else {
      return ẋ[0]?.reshaped(y.shape)
    }
    return (weights(x[0], y) * ẋ).sum(along: axis).reshaped(y.shape)
  }

  /// 1/m at the m places of the maximum, else 0.
  private func weights(_ x: Variable<Scalar>, _ y: Variable<Scalar>) -> Variable<Scalar> {
    let isLargest = 1 - (y.reshaped(kept) - x).sign()
    guard let axis = kept.indices.first(where: { kept[$0] != x.shape[$0] }) else {
      return isLargest
    }
    return isLargest / isLargest.sum(along: axis, keepingAxis: true)
  }
}

extension Variable {
  /// The sum along an axis, counted from the end if negative; the axis goes, or stays with length 1.
  ///
  /// Along the first axis of a batch, it is the sum over the whole batch.
  public func sum(along axis: Int, keepingAxis: Bool = false) -> Variable {
    let k = self.axis(axis)
    return sum(overAxes: k..<k + 1, keepingAxes: keepingAxis)
  }

  /// The sum of all elements, `[]`; of the whole batch if this has its rows.
  public func sum() -> Variable { sum(overAxes: 0..<rank, keepingAxes: false) }

  /// The mean along an axis, counted from the end if negative; the axis goes, or stays with length 1.
  ///
  /// Along the first axis of a batch, it is the mean over the whole batch.
  public func mean(along axis: Int, keepingAxis: Bool = false) -> Variable {
    let k = self.axis(axis)
    let total = sum(overAxes: k..<k + 1, keepingAxes: keepingAxis)
    return total / Scalar(wholeLength(ofAxis: k))
  }

  /// The mean of all elements, `[]`; of the whole batch if this has its rows.
  public func mean() -> Variable {
    sum() / Scalar(shape.indices.reduce(1) { $0 * wholeLength(ofAxis: $1) })
  }

  /// The length of the first axis in the whole batch.
  public var batchLength: Int { rank == 0 ? 1 : wholeLength(ofAxis: 0) }

  /// The length of an axis in the whole batch.
  func wholeLength(ofAxis k: Int) -> Int {
    guard hasRows, k == 0, graph.rows > 0 else { return shape[k] }
    return shape[0] / graph.rows * graph.batchRows
  }

  /// The largest element along an axis, which goes or stays with length 1.
  ///
  /// - Precondition: The axis is not empty, and is not that of the rows of a batch.
  public func maximum(along axis: Int, keepingAxis: Bool = false) -> Variable {
    let k = self.axis(axis)
    refuseRows(along: k, "a maximum")
    precondition(shape[k] > 0, "\(shape) has no largest element along axis \(axis)")
    var kept = shape
    kept[k] = 1
    var result = shape
    if keepingAxis { result[k] = 1 } else { result.remove(at: k) }
    return record(
      Maximum(layout: AxisLayout(shape, axis: k), kept: kept), shape: result)
  }

  /// The Euclidean norm along an axis, which goes or stays with length 1; the derivative of ‖0‖ is taken
  /// as 0.
  public func norm(along axis: Int = -1, keepingAxis: Bool = false) -> Variable {
    let squares = squared().sum(along: axis, keepingAxis: keepingAxis)
    // √s has no derivative at 0; √(s + [s = 0]) − [s = 0] has the same value and derivative 0 there,
    // because that of s is 0.
    let isZero = 1 - squares.sign()
    return (squares + isZero).sqrt() - isZero
  }

  /// The sum over a range of axes.
  func sum(overAxes axes: Range<Int>, keepingAxes: Bool) -> Variable {
    let kept = shape.enumerated().map { axes.contains($0.offset) ? 1 : $0.element }
    let result = keepingAxes ? kept : Array(shape[..<axes.lowerBound] + shape[axes.upperBound...])
    let sum = Sum<Scalar>(layout: AxisLayout(shape, axes: axes), kept: kept)
    guard axes.contains(0) else { return record(sum, shape: result) }
    return recordContraction(sum, with: [], shape: result)
  }

  /// The sum over the axes along which `operand` was repeated: the cotangent of a broadcast operand.
  func summed(like operand: Variable) -> Variable {
    guard shape != operand.shape || hasRows != operand.hasRows else { return self }
    let missing = rank - operand.rank
    var result = missing > 0 ? sum(overAxes: 0..<missing, keepingAxes: false) : self
    if result.hasRows && !operand.hasRows { result = result.sum(along: 0, keepingAxis: true) }
    for (k, length) in operand.shape.enumerated() where length == 1 && result.shape[k] != 1 {
      result = result.sum(overAxes: k..<k + 1, keepingAxes: true)
    }
    return result
  }
}
