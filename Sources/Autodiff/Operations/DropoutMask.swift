internal import Tensors

/// A random mask: 0 with probability `rate`, else 1/(1 − rate).
///
/// Each element is a function of the seed, the step, the stream and its place in the whole batch.
struct DropoutMask<Scalar: KernelScalar>: Operation {
  let rate: Scalar
  let stream: UInt64
  let rows: Int
  let columns: Int
  /// The rows here for each row of the batch: more than one where these were split.
  let rowsPerRow: Int

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    let moment = x.moment
    let key = SIMD2(
      UInt32(truncatingIfNeeded: moment.seed), UInt32(truncatingIfNeeded: moment.seed >> 32))
    // Words are uniform in 0 ..< 2³².
    let threshold = UInt32((Double(rate) * 0x1p32).rounded(.down))
    let kept = 1 / (1 - rate)
    let stepAndStream = SIMD2(
      UInt32(truncatingIfNeeded: moment.step),
      UInt32(truncatingIfNeeded: stream &+ 1) ^ UInt32(truncatingIfNeeded: moment.step >> 32) << 16)
    for i in 0..<rows {
      let row = UInt32(truncatingIfNeeded: moment.firstRow * rowsPerRow + i)
      var j = 0
      while j < columns {
        let words = Philox.block(
          counter: SIMD4(
            UInt32(truncatingIfNeeded: j / 4), row, stepAndStream[0], stepAndStream[1]),
          key: key)
        for k in 0..<min(4, columns - j) {
          y[i * columns + j + k] = words[k] < threshold ? 0 : kept
        }
        j += 4
      }
    }
  }

  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  { [nil] }
  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  { nil }
}

extension Variable {
  /// A random mask in this shape, 0 with probability `rate`, else 1/(1 − rate): anew in every step of
  /// training, and the same for the same seed on any number of threads.
  ///
  /// - Parameter stream: Tells masks of one computation apart.
  package func dropoutMask(rate: Scalar, stream: UInt64) -> Variable {
    let rows = shape.first ?? 1
    let mask = DropoutMask<Scalar>(
      // A rate near 1 may have been rounded to it.
      rate: min(rate, Scalar(1).nextDown), stream: stream, rows: rows,
      columns: count / max(rows, 1),
      rowsPerRow: hasRows && graph.rows > 0 ? rows / graph.rows : 1)
    return record(mask, shape: shape)
  }
}
