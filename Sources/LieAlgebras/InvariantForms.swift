public import Tensors

/// The bilinear forms that a representation preserves.
public struct InvariantForms: Sendable {
  /// An orthonormal basis of the symmetric forms (metrics), `[k, n, n]`.
  public let symmetric: Tensor<Double>
  /// An orthonormal basis of the antisymmetric forms (symplectic forms), `[l, n, n]`.
  public let antisymmetric: Tensor<Double>

  /// The signature of the metric if there is exactly one and it is not degenerate.
  public var signature: Signature? {
    guard symmetric.shape[0] == 1 else { return nil }
    let signature = Signature(of: symmetric.row(0), tolerance: 1e-3)
    return signature.zero == 0 ? signature : nil
  }

  /// Whether there is exactly one antisymmetric form and it is not degenerate.
  public var isSymplectic: Bool {
    guard antisymmetric.shape[0] == 1 else { return false }
    let singular = antisymmetric.row(0).singularValues
    return (singular.last ?? 0) > 1e-3 * (singular.first ?? 1)
  }
}
