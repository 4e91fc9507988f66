internal import Tensors

/// Scores of classes that polynomials predict best: canonical correlation of the polynomials with the
/// class indicators (Fisher's discriminants, Hotelling's canonical variates).
///
/// Fields that preserve the classes preserve these functions, whatever the labels are called.
enum CanonicalScores {
  /// A variate.
  struct Variate {
    /// One score for each class, of unit variance over the rows.
    let scores: [Double]
    /// The squared canonical correlation, on the rows of the fit.
    let explained: Double
  }

  /// The variates of `classes` indicator columns that start at `first` in `gram`, best first.
  ///
  /// - Parameters:
  ///   - fit: Least-squares coefficients of the label columns on the polynomials, `[P_k, C]`.
  ///   - offset: The number of polynomials in `gram`, where the label columns begin.
  static func variates(
    gram: Tensor<Double>, fit: Tensor<Double>, offset: Int, first: Int, classes: Int
  ) -> [Variate] {
    let rows = gram[0, 0]
    let populations = (0..<classes).map { gram[offset + first + $0, offset + first + $0] }
    let populated = (0..<classes).filter { populations[$0] > 0 }
    var whitened = Tensor<Double>.zeros([populated.count, populated.count])
    for (a, i) in populated.enumerated() {
      for (b, j) in populated.enumerated() {
        var covariance = 0.0
        for p in 0..<fit.shape[0] { covariance += gram[p, offset + first + i] * fit[p, first + j] }
        // The constant function is predicted perfectly and is no discriminant.
        covariance -= populations[i] * populations[j] / rows
        whitened[a, b] = covariance / (populations[i] * populations[j]).squareRoot()
      }
    }
    whitened = (whitened + whitened.transposed) / 2
    let eigen = whitened.symmetricEigen()
    return (0..<populated.count).reversed().map { k in
      var scores = [Double](repeating: 0, count: classes)
      for (a, i) in populated.enumerated() {
        scores[i] = eigen.vectors[k, a] * (rows / populations[i]).squareRoot()
      }
      return Variate(scores: scores, explained: eigen.values[k])
    }
  }
}
