internal import Oracles
internal import Tensors

/// What a fit says of motions beside the null space: whether a found field is refuted by a fit of higher
/// degree, and along which features nothing changes.
extension SpectralMethod {
  /// Whether some output, fitted to higher degree, changes along a field that was found.
  func isRefuted(
    _ solution: SpectralSolution, _ models: [PolynomialFit.Model],
    _ checks: [PolynomialFit.Model?], _ jacobians: PolynomialJacobians, _ fit: PolynomialFit
  ) -> Bool {
    let n = fit.featureNames.count
    let b = fields.monomials(dimension: n)
    let x = coordinates(jacobians.points, fit.scaling)
    var monomials = Tensor<Double>.zeros([x.shape[0], b])
    x.scalars.withUnsafeBufferPointer { x in
      monomials.scalars.withUnsafeMutableBufferPointer { φ in
        guard let x = x.baseAddress, let φ = φ.baseAddress else { return }
        for i in 0..<jacobians.points.shape[0] {
          fields.evaluate(x + i * n, dimension: n, into: φ + i * b)
        }
      }
    }
    let size = monomials.dot(monomials) / Double(x.shape[0])
    for (model, check) in zip(models, checks) {
      guard let check else { continue }
      let gradient = jacobians([model.coefficients])
      let typical =
        gradient.dot(gradient) / Double(x.shape[0]) * size / Double(n * b)
      for g in 0..<solution.certificate.count {
        let field = solution.fields.row(g).reshaped([n, b])
        let changes = jacobians.changes(along: monomials.matmul(field, transposed: .right))
        let deviations = LackOfFit.deviations(of: check, changes: changes, typical: typical)
        if deviations > LackOfFit.threshold { return true }
      }
    }
    return false
  }

  /// The features along which no output changes by more than its noise.
  static func ignorable(
    _ fit: PolynomialFit, _ jacobians: PolynomialJacobians
  ) -> [String] {
    let n = fit.featureNames.count
    let samples = jacobians.points.shape[0]
    return (0..<n).filter { a in
      var direction = Tensor<Double>.zeros([samples, n])
      for i in 0..<samples { direction[i, a] = 1 }
      let changes = jacobians.changes(along: direction)
      return fit.outputs.allSatisfy { output in
        let gradient = jacobians([output.model.coefficients])
        let typical = gradient.dot(gradient) / Double(samples)
        let change = changes.matmul(Tensor(output.model.coefficients))
        let share = change.dot(change) / Double(samples) / max(typical, .leastNormalMagnitude)
        return share < ignorableShare
          && LackOfFit.deviations(of: output.model, changes: changes, typical: typical) < 2
          && output.check.map {
            LackOfFit.deviations(of: $0, changes: changes, typical: typical) < LackOfFit.threshold
          } ?? true
      }
    }.map { fit.featureNames[$0] }
  }

  /// The largest share of the squared gradient that an ignored feature may carry.
  private static let ignorableShare = 0.01
}
