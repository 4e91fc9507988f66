/// The smallest class of vector fields in which an invariant shows its whole symmetry.
public enum FieldClassHint: String, Sendable, CaseIterable {
  /// `x ↦ Ax`.
  case linear
  /// `x ↦ Ax + b`.
  case affine
  /// Polynomials of degree up to 2, as conformal fields are.
  case quadratic

  /// The number of coefficients of a field on ℝⁿ.
  public func coefficients(dimension n: Int) -> Int {
    switch self {
    case .linear: n * n
    case .affine: n * (n + 1)
    case .quadratic: n * (1 + n + n * (n + 1) / 2)
    }
  }
}
