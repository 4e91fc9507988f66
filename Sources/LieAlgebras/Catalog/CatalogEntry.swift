public import Tensors

/// A real Lie algebra with a name: an explicit basis, and what the tables of Lie theory say about it.
///
/// The numbers come from closed formulas and tables, never from the basis, so that each can test the
/// other. Complex and quaternionic matrices act on ℝ²ⁿ and ℝ⁴ⁿ, one coordinate after the other:
/// `(Re z₁, Im z₁, Re z₂, …)`. Affine maps `x ↦ A x + b` are the matrices `[[A, b], [0, 0]]`.
///
/// Source: Helgason, *Differential Geometry, Lie Groups, and Symmetric Spaces* (1978), ch. X, tables
/// IV and V; Knapp, *Lie Groups Beyond an Introduction*, 2nd ed. (2002), appendix C.
/// Checked by: `CatalogTests`.
public struct CatalogEntry: Sendable {
  /// The name, as in `so(1,3) ⊕ u(1)`.
  public let name: String
  /// The dimension `m` as a real vector space.
  public let dimension: Int
  /// The dimension of the Cartan subalgebras.
  public let rank: Int
  /// The signs of the Killing form.
  public let killingSignature: Signature
  /// The dimension of the largest solvable ideal.
  public let radicalDimension: Int
  /// Whether the radical is the centre.
  public let isReductive: Bool
  let realization: Realization

  /// Whether there is no solvable ideal.
  public var isSemisimple: Bool { radicalDimension == 0 }
  /// The number of roots of the complexification; nil unless the algebra is reductive.
  public var rootCount: Int? { isReductive ? dimension - rank : nil }

  /// `m` independent matrices, `[m, n, n]`, in the defining representation; the adjoint one for the
  /// forms of E₆ and E₇ that have no real representation of 27 or 56 dimensions; nil for those of E₈.
  ///
  /// - Complexity: Built at each access, O(m n²) and for exceptional algebras a few milliseconds.
  public var basis: Tensor<Double>? {
    switch realization {
    case .matrices(let make): make()
    case .constants(let make): dimension <= 133 ? adjointMatrices(of: make()) : nil
    }
  }

  /// `[eᵢ, eⱼ] = Σₖ structure[i, j, k] eₖ`, `[m, m, m]`, in the basis of ``basis`` if there is one.
  ///
  /// - Complexity: Built at each access, at most that of ``BracketTable``.
  public var structure: Tensor<Double> {
    switch realization {
    case .matrices(let make): BracketTable(of: make()).constants
    case .constants(let make): make()
    }
  }

  /// How the algebra is written down.
  enum Realization: Sendable {
    /// As matrices, `[m, n, n]`.
    case matrices(@Sendable () -> Tensor<Double>)
    /// As structure constants, `[m, m, m]`.
    case constants(@Sendable () -> Tensor<Double>)
  }

  /// An algebra with the numbers of the tables; `radical` is 0 for a semisimple one.
  init(
    _ name: String, dimension: Int, rank: Int, positive: Int, negative: Int, radical: Int = 0,
    isReductive: Bool = true, _ realization: Realization
  ) {
    self.name = name
    self.dimension = dimension
    self.rank = rank
    killingSignature = Signature(
      positive: positive, negative: negative, zero: dimension - positive - negative)
    radicalDimension = radical
    self.isReductive = isReductive
    self.realization = realization
  }
}

extension CatalogEntry: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}

/// The matrices of `[eᵢ, ·]` on columns of coordinates, `[m, m, m]`.
private func adjointMatrices(of structure: Tensor<Double>) -> Tensor<Double> {
  Tensor(stacking: structure.unstacked.map(\.transposed))
}
