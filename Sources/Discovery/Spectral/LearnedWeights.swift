internal import Tensors

extension SpectralMethod {
  /// What the equations of a learned function are divided by, one for each row and output.
  ///
  /// The size of the gradient is that of the networks' root mean square, and an equation counts by
  /// the share of it that they agree on: where the gradient vanishes the noise would be blown up to
  /// its size.
  func scales(
    _ mean: Tensor<Double>, _ deviations: [Tensor<Double>], _ weights: Tensor<Double>,
    at x: Tensor<Double>
  ) -> [Double] {
    let n = x.shape[1]
    var monomials = [Double](repeating: 0, count: fields.monomials(dimension: n))
    var scales: [Double] = []
    var shares: [Double] = []
    let outputs = mean.shape[1]
    for row in 0..<mean.shape[0] * outputs {
      let range = row * n..<(row + 1) * n
      func square(_ jacobian: Tensor<Double>) -> Double {
        range.reduce(0) { $0 + jacobian.scalars[$1] * jacobian.scalars[$1] }
      }
      let signal = square(mean)
      let size = signal + deviations.reduce(0) { $0 + square($1) }
      x.scalars.withUnsafeBufferPointer { x in
        guard let x = x.baseAddress else { return }
        fields.evaluate(x + row / outputs * n, dimension: n, into: &monomials)
      }
      let lengths = monomials.reduce(0) { $0 + $1 * $1 }
      let share = size > 0 ? signal / size : 0
      scales.append((size * lengths).squareRoot())
      shares.append(share * share * weights.scalars[row])
    }
    let typical = shares.reduce(0, +) / Double(max(shares.count, 1))
    return zip(scales, shares).map { $1 > 0 ? $0 * (typical / $1).squareRoot() : 0 }
  }
}
