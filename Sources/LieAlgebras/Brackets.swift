public import Tensors

/// All brackets of a list of matrices, written in the list: constants by least squares, and how much
/// is left over.
///
/// Goals: accuracy for any independent list, then one matrix product per generator. Rejected: forming
/// every commutator by itself, which is an order of magnitude slower for the exceptional algebras.
public struct BracketTable: Sendable {
  /// `[eᵢ, eⱼ] ≈ Σₖ constants[i, j, k] eₖ`, `[m, m, m]`, antisymmetric in the first two axes.
  public let constants: Tensor<Double>
  /// The Frobenius norm of the parts of the brackets outside the span, over all pairs.
  public let outside: Double
  /// The Frobenius norm of the parts inside the span, over all pairs.
  public let inside: Double

  /// The closure residual `outside / √(inside² + outside²)`: 0 for a Lie algebra, and for commuting
  /// matrices.
  public var residual: Double {
    let total = (inside * inside + outside * outside).squareRoot()
    return total > 0 ? outside / total : 0
  }

  /// The brackets of `basis`, `m` matrices as `[m, n, n]`.
  ///
  /// - Precondition: The matrices are finite and linearly independent.
  /// - Complexity: O(m²n³ + m³n²) time, O(m²n²) space for one row of brackets at a time.
  ///
  /// Source: Hall, *Lie Groups, Lie Algebras, and Representations*, 2nd ed. (2015), ch. 3.
  public init(of basis: Tensor<Double>) {
    precondition(
      basis.rank == 3 && basis.shape[1] == basis.shape[2], "\(basis.shape) is no list of matrices")
    let (m, n) = (basis.shape[0], basis.shape[1])
    let flat = basis.reshaped([m, n * n])
    // basisᵀ = q r with orthonormal columns q: coordinates in the basis are r⁻¹ qᵀ.
    let (q, r) = flat.transposed.qr()
    let stacked = basis.reshaped([m * n, n])
    let transposed = Tensor(stacking: basis.unstacked.map(\.transposed)).reshaped([m * n, n])
    var constants = Tensor<Double>.zeros([m, m, m])
    var (inside, outside) = (0.0, 0.0)
    for i in 0..<m {
      let e = basis.row(i)
      let after = stacked.matmul(e)  // rows of eⱼ eᵢ
      let before = transposed.matmul(e, transposed: .right)  // rows of (eᵢ eⱼ)ᵀ
      var brackets = Tensor<Double>.zeros([m, n * n])
      for j in 0..<m {
        for a in 0..<n {
          for b in 0..<n {
            brackets[j, a * n + b] = before[j * n + b, a] - after[j * n + a, b]
          }
        }
      }
      let coordinates = brackets.matmul(q)  // [m, m], in the orthonormal basis
      let rest = brackets - coordinates.matmul(q, transposed: .right)
      inside += coordinates.dot(coordinates)
      outside += rest.dot(rest)
      let solution = r.solve(coordinates.transposed) ?? .zeros([m, m])
      for j in 0..<m { for k in 0..<m { constants[i, j, k] = solution[k, j] } }
    }
    for i in 0..<m {
      for j in 0...i {
        for k in 0..<m {
          let c = (constants[i, j, k] - constants[j, i, k]) / 2
          constants[i, j, k] = c
          constants[j, i, k] = -c
        }
      }
    }
    self.constants = constants
    (self.inside, self.outside) = (inside.squareRoot(), outside.squareRoot())
  }
}
