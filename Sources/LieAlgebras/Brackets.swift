public import Tensors

/// All brackets of a list of matrices, written in the list: constants by projection, and how much is
/// left over.
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

  /// The norm that brackets of random matrices of this number and size would have.
  let typical: Double

  /// The closure residual `outside / √(inside² + outside²)`, 0 for a Lie algebra.
  ///
  /// Brackets that all vanish but for noise are closed, so the divisor is at least a tenth of what random
  /// matrices would have.
  public var residual: Double {
    let total = max((inside * inside + outside * outside).squareRoot(), 0.1 * typical)
    return total > 0 ? outside / total : 0
  }

  /// The brackets of `basis`, `m` matrices as `[m, n, n]`.
  ///
  /// The residual is that of an orthonormal basis of the same span, so it does not depend on the
  /// choice of basis.
  ///
  /// - Precondition: The matrices are finite and linearly independent.
  /// - Complexity: O(m²n³ + m³n²) time, O(m n²) space beside the constants.
  ///
  /// Source: Hall, *Lie Groups, Lie Algebras, and Representations*, 2nd ed. (2015), ch. 3.
  public init(of basis: Tensor<Double>) {
    let frame = OrthonormalFrame(of: basis)
    let table = BracketTable(orthonormal: frame.orthonormal)
    constants = frame.userConstants(table.constants)
    (inside, outside, typical) = (table.inside, table.outside, table.typical)
  }

  /// The brackets of matrices that are orthonormal in the Frobenius product, `[m, n, n]`.
  init(orthonormal basis: Tensor<Double>) {
    let (m, n) = (basis.shape[0], basis.shape[1])
    let flat = basis.reshaped([m, n * n])
    var constants = [Double](repeating: 0, count: m * m * m)
    var (inside, outside) = (0.0, 0.0)
    for i in 1..<max(1, m) {
      let brackets = Self.brackets(of: basis, count: i)  // [eᵢ, eⱼ] for j < i
      let coordinates = brackets.matmul(flat, transposed: .right)  // [i, m]
      let rest = brackets - coordinates.matmul(flat)
      inside += 2 * coordinates.dot(coordinates)
      outside += 2 * rest.dot(rest)
      coordinates.scalars.withUnsafeBufferPointer { source in
        for j in 0..<i {
          for k in 0..<m {
            constants[(i * m + j) * m + k] = source[j * m + k]
            constants[(j * m + i) * m + k] = -source[j * m + k]
          }
        }
      }
    }
    self.constants = Tensor(constants, shape: [m, m, m])
    (self.inside, self.outside) = (inside.squareRoot(), outside.squareRoot())
    typical = (2 * Double(m * (m - 1)) / Double(n)).squareRoot()
  }

  /// `[e_c, eⱼ]` for `j < c`, flattened, `[c, n²]`.
  private static func brackets(of basis: Tensor<Double>, count c: Int) -> Tensor<Double> {
    let n = basis.shape[1]
    let e = basis.row(c)
    let others = basis.rows(0..<c)
    let after = others.reshaped([c * n, n]).matmul(e).scalars  // eⱼ e
    // e eⱼ needs e on the left of each block: (eⱼᵀ eᵀ)ᵀ.
    var swapped = [Double](repeating: 0, count: c * n * n)
    others.scalars.withUnsafeBufferPointer { source in
      for j in 0..<c {
        for a in 0..<n {
          for b in 0..<n { swapped[(j * n + b) * n + a] = source[(j * n + a) * n + b] }
        }
      }
    }
    let before = Tensor(swapped, shape: [c * n, n]).matmul(e, transposed: .right).scalars
    var result = [Double](repeating: 0, count: c * n * n)
    before.withUnsafeBufferPointer { before in
      after.withUnsafeBufferPointer { after in
        for j in 0..<c {
          for a in 0..<n {
            for b in 0..<n {
              let place = (j * n + a) * n + b
              result[place] = before[(j * n + b) * n + a] - after[place]
            }
          }
        }
      }
    }
    return Tensor(result, shape: [c, n * n])
  }
}
