internal import Tensors

/// Σ (aᵢ − bᵢ)², without a pass over memory for the differences.
struct SquaredDistance<Scalar: KernelScalar>: Operation {
  let count: Int

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    y.pointee = Scalar.squaredDistance(x[0], x[1], count: count)
  }
  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    [
      v.timesDifference(x[0], x[1], scale: 2), v.timesDifference(x[0], x[1], scale: -2),
    ]
  }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    let difference = x[0] - x[1]
    let first = ẋ[0].map { 2 * (difference * $0).sum() }
    guard let ḃ = ẋ[1] else { return first }
    let second = -2 * (difference * ḃ).sum()
    return first.map { $0 + second } ?? second
  }
}

/// `z = scale·v·(a − b)` for a number `v`.
struct ScaledDifference<Scalar: KernelScalar>: Operation {
  let scale: Scalar
  let count: Int

  func hasSameNumbers(as other: ScaledDifference) -> Bool { scale.isSame(as: other.scale) }

  func evaluate(_ x: Operands<Scalar>, into z: UnsafeMutablePointer<Scalar>) {
    Scalar.scaledDifference(scale * x[0].pointee, x[1], x[2], z, count: count)
  }
  func pullback(_ w: Variable<Scalar>, _ x: [Variable<Scalar>], _ z: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    let inner = w * (scale * x[0])
    return [scale * (w * (x[1] - x[2])).sum(), inner, -inner]
  }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ z: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    var total = ẋ[0]?.timesDifference(x[1], x[2], scale: scale)
    for term in [ẋ[1].map { $0 * (scale * x[0]) }, ẋ[2].map { $0 * (-scale * x[0]) }] {
      guard let term else { continue }
      total = total.map { $0 + term } ?? term
    }
    return total
  }
}

extension Variable {
  /// The sum of the squared differences of all elements, `[]`; of the whole batch if both have its rows.
  ///
  /// - Precondition: The shapes agree.
  public func squaredDistance(to other: Variable) -> Variable {
    precondition(
      shape == other.shape && hasRows == other.hasRows,
      "cannot compare \(shape) with \(other.shape)")
    return recordContraction(SquaredDistance(count: count), with: [other], shape: [])
  }

  /// The mean squared difference of all elements, `[]`; of the whole batch if both have its rows.
  ///
  /// - Precondition: The shapes agree.
  public func meanSquaredError(to other: Variable) -> Variable {
    squaredDistance(to: other) / Scalar(shape.indices.reduce(1) { $0 * wholeLength(ofAxis: $1) })
  }

  /// `scale·v·(a − b)`, this number being v.
  fileprivate func timesDifference(_ a: Variable, _ b: Variable, scale: Scalar) -> Variable {
    record(ScaledDifference(scale: scale, count: a.count), with: a, b, shape: a.shape)
  }
}
