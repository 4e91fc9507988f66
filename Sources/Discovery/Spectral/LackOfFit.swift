internal import Oracles
internal import Tensors

/// Whether a function's change along a field is more than the noise of its coefficients explains.
///
/// The mean squared change is a quadratic form in the coefficients. Its expectation under "no change"
/// comes from the resamplings; its degrees of freedom from the form (Satterthwaite). The ratio then
/// follows an F distribution.
///
/// Source: Satterthwaite, *An approximate distribution of estimates of variance components* (1946).
struct LackOfFit {
  /// Standard normal deviations beyond which a change is real: a chance of 1 in 2000.
  static let threshold = 3.3
  /// A relative change below this is rounding.
  static let rounding = 1e-6

  /// How many standard deviations the change of `model` along a field exceeds its noise.
  ///
  /// - Parameters:
  ///   - changes: The change of every basis polynomial along the field, `[N, P]`.
  ///   - typical: The mean squared change along a field of this size in random direction.
  static func deviations(
    of model: PolynomialFit.Model, changes: Tensor<Double>, typical: Double
  ) -> Double {
    let size = model.coefficients.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    guard size > 0 else { return 0 }
    func meanSquare(_ coefficients: [Double]) -> Double {
      let h = changes.matmul(Tensor(coefficients))
      return h.dot(h) / Double(changes.shape[0])
    }
    let observed = meanSquare(model.coefficients)
    guard observed > rounding * rounding * typical else { return 0 }
    let expected = model.deviations.reduce(0) { $0 + meanSquare($1) }
    guard expected > 0 else { return .infinity }
    let form = changes.gram
    let freedom = max(1, (form.trace * form.trace) / form.dot(form))
    let folds = Double(model.deviations.count - 1)
    return FisherRatio(observed / expected, above: freedom, below: folds * freedom).normalDeviate
  }
}
