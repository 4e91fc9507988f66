internal import Tensors

/// Fits of every degree on nine folds, judged on the tenth: least squares from sums alone.
struct HeldOutErrors {
  let grams: FoldedGrams
  /// The sum of all folds' matrices.
  let total: Tensor<Double>
  let basis: HermiteBasis
  /// The number of label columns, of all targets.
  let columns: Int
  /// `coefficients[degree − 1][fold]`: the fit without that fold of every label column, `[P_k, C]`.
  let coefficients: [[Tensor<Double>]]
  /// `whole[degree − 1]`: the fit of all rows, `[P_k, C]`.
  let whole: [Tensor<Double>]

  init(grams: FoldedGrams, basis: HermiteBasis, threads: Int) {
    let columns = grams.folds[0].shape[0] - basis.count
    let total = grams.total
    (self.grams, self.total, self.basis, self.columns) = (grams, total, basis, columns)
    let fits = Parallel.map(basis.degree * (FoldedGrams.foldCount + 1), threads: threads) { job in
      let (degree, fold) = (
        job / (FoldedGrams.foldCount + 1) + 1, job % (FoldedGrams.foldCount + 1)
      )
      let gram = fold < FoldedGrams.foldCount ? total - grams.folds[fold] : total
      return Self.fit(
        gram, size: basis.count(degree: degree), offset: basis.count, columns: columns)
    }
    coefficients = (0..<basis.degree).map { degree in
      Array(
        fits[degree * (FoldedGrams.foldCount + 1)..<(degree + 1) * (FoldedGrams.foldCount + 1) - 1])
    }
    whole = (0..<basis.degree).map { fits[($0 + 1) * (FoldedGrams.foldCount + 1) - 1] }
  }

  /// The squared error, on one held-out fold, of the fit of `degree` to the target
  /// `Σ_c weights[c] · column c`.
  func squaredError(degree: Int, fold: Int, weights: [Double]) -> Double {
    squaredError(of: coefficients[degree - 1][fold], on: grams.folds[fold], weights: weights)
  }

  /// The squared error on all rows of the fit of `degree` to them.
  func squaredResidual(degree: Int, weights: [Double]) -> Double {
    squaredError(of: whole[degree - 1], on: total, weights: weights)
  }

  private func squaredError(
    of coefficients: Tensor<Double>, on gram: Tensor<Double>, weights: [Double]
  ) -> Double {
    let (p, offset) = (coefficients.shape[0], basis.count)
    let used = weights.indices.filter { weights[$0] != 0 }
    var fit = [Double](repeating: 0, count: p)
    for j in 0..<p { for c in used { fit[j] += weights[c] * coefficients[j, c] } }
    var error = 0.0
    for c in used {
      for d in used { error += weights[c] * weights[d] * gram[offset + c, offset + d] }
    }
    for j in 0..<p {
      for c in used { error -= 2 * fit[j] * weights[c] * gram[j, offset + c] }
      for k in 0..<p { error += fit[j] * fit[k] * gram[j, k] }
    }
    return max(0, error)
  }

  /// The squared deviation of a target from its mean, over all rows or those of one fold.
  func variation(weights: [Double], fold: Int? = nil) -> Double {
    let (gram, offset) = (fold.map { grams.folds[$0] } ?? total, basis.count)
    let used = weights.indices.filter { weights[$0] != 0 }
    var (square, sum) = (0.0, 0.0)
    for c in used {
      sum += weights[c] * gram[0, offset + c]
      for d in used { square += weights[c] * weights[d] * gram[offset + c, offset + d] }
    }
    return square - sum * sum / max(1, gram[0, 0])
  }

  /// Solves the normal equations; a ridge at rounding level decides what the data leave open.
  private static func fit(
    _ gram: Tensor<Double>, size: Int, offset: Int, columns: Int
  ) -> Tensor<Double> {
    var normal = Tensor<Double>.zeros([size, size])
    var right = Tensor<Double>.zeros([size, columns])
    for i in 0..<size {
      for j in 0..<size { normal[i, j] = gram[i, j] }
      for c in 0..<columns {
        let value = gram[i, offset + c]
        right[i, c] = value.isFinite ? value : 0
      }
    }
    let scale = normal.trace / Double(size)
    for ridge in [1e-14, 1e-11, 1e-8] {
      var shifted = normal
      for i in 0..<size { shifted[i, i] += ridge * scale }
      guard let factor = shifted.cholesky() else { continue }
      let solution = factor.solveTriangular(factor.solveTriangular(right), transposed: true)
      if solution.isFinite { return solution }
    }
    return .zeros([size, columns])
  }
}
