public import Tensors

/// A finite-dimensional real Lie algebra: structure constants, and the matrices they came from if
/// there are any.
///
/// Conventions: `[eᵢ, eⱼ] = Σₖ structure[i, j, k] eₖ`, and matrices act on columns.
public struct LieAlgebra: Sendable {
  /// `m` independent matrices, `[m, n, n]`; nil if only structure constants are known.
  public let basis: Tensor<Double>?
  /// The structure constants, `[m, m, m]`.
  public let structure: Tensor<Double>

  /// The algebra spanned by matrices that close under the bracket.
  ///
  /// - Parameters:
  ///   - basis: `m` linearly independent matrices, `[m, n, n]`.
  ///   - tolerance: The largest closure residual that is still called closed.
  /// - Throws: `.notClosed` if a bracket leaves the span, `.notFinite` for non-finite entries,
  ///   `.dependent` if the matrices are linearly dependent.
  public init(basis: Tensor<Double>, tolerance: Double = 1e-8) throws(LieAlgebraError) {
    guard basis.isFinite else { throw .notFinite }
    let m = basis.shape[0]
    let singular = basis.reshaped([m, basis.shape[1] * basis.shape[2]]).singularValues
    guard singular.count == m, (singular.last ?? 1) > 1e-12 * (singular.first ?? 1) else {
      throw .dependent
    }
    let table = BracketTable(of: basis)
    guard table.residual <= tolerance else { throw .notClosed(residual: table.residual) }
    (self.basis, structure) = (basis, table.constants)
  }

  /// The dimension `m` as a real vector space.
  public var dimension: Int { structure.shape[0] }
}

/// Why a list of matrices or constants is not a Lie algebra.
public enum LieAlgebraError: Error, Equatable {
  /// A bracket leaves the span of the basis, with this closure residual (see ``BracketTable``).
  case notClosed(residual: Double)
  /// An entry is NaN or infinite.
  case notFinite
  /// The matrices are linearly dependent.
  case dependent
  /// A name is not in the catalog; the text says what is wrong with it and what to try.
  case unknownName(String)
}
