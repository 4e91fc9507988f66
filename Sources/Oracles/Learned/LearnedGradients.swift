internal import Networks
internal import Tensors

/// What of a network's output enters the invariance equations.
enum LearnedGradients {
  /// Jacobians of a network at standardised points, `[N, k, n]`.
  static func at(
    _ x: Tensor<Float>, model: Model<Sequential>, _ output: NetworkFit.Output, threads: Int
  ) -> Tensor<Double> {
    let jacobian = model.valuesAndJacobians(at: x, threads: threads).jacobian
    let gradients = Tensor<Double>(jacobian.scalars.map(Double.init), shape: jacobian.shape)
    return output.isCategorical ? centred(gradients) : gradients
  }

  /// Logits minus their mean: adding a number to all of them changes no probability.
  private static func centred(_ jacobian: Tensor<Double>) -> Tensor<Double> {
    let (rows, k, n) = (jacobian.shape[0], jacobian.shape[1], jacobian.shape[2])
    var result = jacobian
    for i in 0..<rows {
      for a in 0..<n {
        let mean = (0..<k).reduce(0) { $0 + jacobian[i, $1, a] } / Double(k)
        for j in 0..<k { result[i, j, a] -= mean }
      }
    }
    return result
  }

  /// Jacobians of several targets as those of one function, `[N, Σ k, n]`.
  static func joined(_ parts: [Tensor<Double>]) -> Tensor<Double> {
    guard parts.count > 1 else { return parts[0] }
    let (rows, n) = (parts[0].shape[0], parts[0].shape[2])
    var scalars: [Double] = []
    for i in 0..<rows {
      for part in parts {
        let block = part.shape[1] * n
        scalars += part.scalars[i * block..<(i + 1) * block]
      }
    }
    return Tensor(scalars, shape: [rows, parts.reduce(0) { $0 + $1.shape[1] }, n])
  }
}
