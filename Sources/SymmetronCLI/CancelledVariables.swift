import Symmetron

extension FormulaOracle {
  /// Scalar variables that occur in the formula and yet cancel, such as x in `x - x + y`.
  ///
  /// None if the formula does not vary at all, or is undefined at the few samples looked at.
  var cancelledVariables: [String] {
    guard layout.points == 1, outputs > 0 else { return [] }
    let n = layout.dimension
    var rng = Philox(seed: 0)
    let slopes = evaluate(at: rng.normals([32, n])).jacobians.reshaped([32 * outputs, n])
    let sizes = (0..<n).map { a in (0..<slopes.shape[0]).map { slopes[$0, a].magnitude } }
    guard sizes.joined().allSatisfy(\.isFinite) else { return [] }
    let largest = sizes.joined().max() ?? 0
    let isFlat = sizes.map { ($0.max() ?? 0) <= 1e-14 * largest }
    return isFlat.allSatisfy { $0 } ? [] : zip(layout.coordinates, isFlat).filter(\.1).map(\.0)
  }
}
