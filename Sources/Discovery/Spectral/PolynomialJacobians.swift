internal import Oracles
internal import Tensors

/// Derivatives of fitted polynomials at fixed points, computed once for all their resamplings.
struct PolynomialJacobians {
  /// Standardised points, `[N, n]`.
  let points: Tensor<Double>
  private let partials: Tensor<Double>  // [N n, P]

  init(basis: HermiteBasis, at points: Tensor<Double>) {
    self.points = points
    partials = basis.partialDerivatives(at: points)
  }

  /// The Jacobians of polynomials with the given coefficients, `[N, polynomials, n]`.
  func callAsFunction(_ coefficients: [[Double]]) -> Tensor<Double> {
    let (samples, n) = (points.shape[0], points.shape[1])
    let flat = partials.matmul(Tensor(rows: coefficients), transposed: .right)  // [N n, k]
    var result = Tensor<Double>.zeros([samples, coefficients.count, n])
    for i in 0..<samples {
      for a in 0..<n { for k in 0..<coefficients.count { result[i, k, a] = flat[i * n + a, k] } }
    }
    return result
  }

  /// The change of every basis polynomial along a field with values `[N, n]`: `[N, P]`.
  func changes(along field: Tensor<Double>) -> Tensor<Double> {
    let (samples, n, p) = (points.shape[0], points.shape[1], partials.shape[1])
    var result = Tensor<Double>.zeros([samples, p])
    result.scalars.withUnsafeMutableBufferPointer { out in
      partials.scalars.withUnsafeBufferPointer { partials in
        for i in 0..<samples {
          for a in 0..<n {
            let velocity = field[i, a]
            let row = (i * n + a) * p
            for k in 0..<p { out[i * p + k] += velocity * partials[row + k] }
          }
        }
      }
    }
    return result
  }
}
