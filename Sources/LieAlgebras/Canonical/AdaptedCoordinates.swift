public import Tensors

/// Coordinates in which an invariant symmetric form is diagonal with entries ±1.
///
/// Generators found in skewed coordinates have a sparse basis only after such a change.
public struct AdaptedCoordinates: Sendable {
  /// `p`, `[n, n]`, with `pᵀ g p = diag(signs)`: old coordinates are `p` times the new.
  public let transformation: Tensor<Double>
  /// The signs: positive first.
  public let signs: [Double]

  /// The coordinates adapted to a form `g`, `[n, n]`; nil if it is degenerate to within `tolerance` of
  /// its largest eigenvalue.
  ///
  /// - Precondition: The form is symmetric and finite.
  ///
  /// Source: Sylvester's law of inertia; Golub, Van Loan, *Matrix Computations*, 4th ed. (2013), §8.1.5.
  public init?(form g: Tensor<Double>, tolerance: Double = 1e-9) {
    let eigen = g.symmetricEigen()
    let largest = eigen.values.map(\.magnitude).max() ?? 0
    guard largest > 0, eigen.values.allSatisfy({ $0.magnitude > tolerance * largest }) else {
      return nil
    }
    let order = eigen.values.indices.sorted { eigen.values[$0] > eigen.values[$1] }
    let axes = order.map { eigen.vectors.row($0) / eigen.values[$0].magnitude.squareRoot() }
    transformation = Tensor(stacking: axes).transposed
    signs = order.map { eigen.values[$0] > 0 ? 1 : -1 }
  }

  /// The generators `[m, n, n]` in the new coordinates, `p⁻¹ A p`.
  public func generators(_ generators: Tensor<Double>) -> Tensor<Double> {
    guard let inverse = transformation.inverse else { return generators }
    return Tensor(
      stacking: generators.unstacked.map { inverse.matmul($0).matmul(transformation) })
  }
}
