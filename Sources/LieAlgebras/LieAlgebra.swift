public import Tensors

/// A finite-dimensional real Lie algebra: structure constants, and the matrices they came from if
/// there are any.
///
/// Conventions: `[eᵢ, eⱼ] = Σₖ structure[i, j, k] eₖ`, matrices act on columns, and subspaces are
/// given by the coordinates of basis vectors in the `eᵢ`, as rows. Every rank decision uses the noise
/// of the brackets, so nearly closed input has the structure of the algebra it came from.
public struct LieAlgebra: Sendable {
  /// `m` independent matrices, `[m, n, n]`; nil if only structure constants are known.
  public let basis: Tensor<Double>?
  /// The structure constants, `[m, m, m]`.
  public let structure: Tensor<Double>

  /// The constants in an orthonormal basis, with their noise.
  let core: StructureConstants
  /// The orthonormal basis in the coordinates of the given one, `[m, m]`.
  let frame: Tensor<Double>
  /// The orthonormal matrices, `[m, n, n]`, if there are matrices.
  let matrices: Tensor<Double>?
  /// The standard deviation of the error of an entry of the orthonormal matrices.
  let entryNoise: Double

  /// The algebra spanned by matrices that close under the bracket.
  ///
  /// - Parameters:
  ///   - basis: `m` linearly independent matrices, `[m, n, n]`.
  ///   - tolerance: The largest closure residual that is still called closed. Too large accepts lists
  ///     that are no algebra; too small rejects noisy ones.
  /// - Throws: `.notClosed` if a bracket leaves the span, `.notFinite` for non-finite entries,
  ///   `.dependent` if the matrices are linearly dependent, `.shape` for another shape.
  public init(basis: Tensor<Double>, tolerance: Double = 1e-8) throws(LieAlgebraError) {
    try Self.check(basis)
    let frame = OrthonormalFrame(of: basis)
    let table = BracketTable(orthonormal: frame.orthonormal)
    guard table.residual <= tolerance else { throw .notClosed(residual: table.residual) }
    let closure = Closure(table, matrixSize: basis.shape[1])
    self.init(basis: basis, frame: frame, constants: table.constants, noise: closure.noise)
  }

  /// The algebra with given structure constants `[eᵢ, eⱼ] = Σₖ structureConstants[i, j, k] eₖ`.
  ///
  /// - Parameters:
  ///   - structureConstants: Antisymmetric in the first two axes, `[m, m, m]`.
  ///   - noise: The relative error of the constants; antisymmetry and the Jacobi identity are checked
  ///     up to a hundred times this, as much as a skewed basis may amplify it. The identity is
  ///     tested on random elements, which misses a violation with probability zero.
  /// - Throws: `.shape`, `.notFinite`, `.notAntisymmetric` or `.jacobi`.
  /// - Complexity: O(m³).
  public init(
    structureConstants: Tensor<Double>, noise: Double = 0
  ) throws(LieAlgebraError) {
    let shape = structureConstants.shape
    guard shape.count == 3, shape[0] == shape[1], shape[1] == shape[2], shape[0] > 0 else {
      throw .shape(shape)
    }
    guard structureConstants.isFinite else { throw .notFinite }
    let m = shape[0]
    let size = structureConstants.norm
    let tolerance = max(1e-10, min(0.3, 100 * noise))  // bases may be far from orthonormal
    var antisymmetric = structureConstants.scalars
    var defect = 0.0
    for i in 0..<m {
      for j in 0...i {
        for k in 0..<m {
          let (a, b) = (antisymmetric[(i * m + j) * m + k], antisymmetric[(j * m + i) * m + k])
          defect += (a + b) * (a + b)
          antisymmetric[(i * m + j) * m + k] = (a - b) / 2
          antisymmetric[(j * m + i) * m + k] = (b - a) / 2
        }
      }
    }
    guard defect.squareRoot() <= tolerance * size else {
      throw .notAntisymmetric(residual: defect.squareRoot() / size)
    }
    let c = Tensor(antisymmetric, shape: shape)
    core = StructureConstants(c, noise: noise * size / (Double(m) * Double(m).squareRoot()))
    let jacobi = core.jacobiResidual
    guard jacobi <= tolerance else { throw .jacobi(residual: jacobi) }
    (basis, matrices, entryNoise) = (nil, nil, 0)
    structure = c
    frame = .identity(m)
  }

  /// An algebra whose input was checked before.
  ///
  /// - Parameters:
  ///   - basis: Independent matrices, `[m, n, n]`.
  ///   - frame: Their orthonormal frame.
  ///   - constants: The brackets in that frame.
  ///   - noise: The error of bracket components, `η = 2ε/n^(3/2)` for relative errors `ε` of matrices.
  ///   - generatorNoise: The relative error of the matrices if it is known to be larger.
  init(
    basis: Tensor<Double>, frame: OrthonormalFrame, constants: Tensor<Double>, noise: Double,
    generatorNoise: Double = 0
  ) {
    let n = Double(basis.shape[1])
    entryNoise = max(noise * n.squareRoot() / 2, generatorNoise / n)
    self.basis = basis
    structure = frame.userConstants(constants)
    core = StructureConstants(constants, noise: noise, scale: 0.1 * (2 / n).squareRoot())
    self.frame = frame.inverse
    matrices = frame.orthonormal
  }

  /// The dimension `m` as a real vector space.
  public var dimension: Int { core.dimension }

  /// Throws unless `basis` is a list of finite independent square matrices.
  static func check(_ basis: Tensor<Double>) throws(LieAlgebraError) {
    guard basis.rank == 3, basis.shape[1] == basis.shape[2], basis.count > 0 else {
      throw .shape(basis.shape)
    }
    guard basis.isFinite else { throw .notFinite }
    let (m, n) = (basis.shape[0], basis.shape[1])
    guard m <= n * n else { throw .dependent }
    let flat = basis.reshaped([m, n * n])
    let lengths = flat.unstacked.map(\.norm)
    guard lengths.allSatisfy({ $0 > 0 }) else { throw .dependent }
    let unit = Tensor(
      zip(flat.unstacked, lengths).flatMap { ($0 / $1).scalars }, shape: [m, n * n])
    let singular = unit.transposed.qr().r.singularValues
    guard (singular.last ?? 0) > 1e-12 * (singular.first ?? 1) else { throw .dependent }
  }
}

/// Why a list of matrices or constants is not a Lie algebra.
public enum LieAlgebraError: Error, Equatable {
  /// The input has this shape instead of `[m, n, n]` or, for structure constants, `[m, m, m]`.
  case shape([Int])
  /// An entry is NaN or infinite.
  case notFinite
  /// The matrices are linearly dependent.
  case dependent
  /// A name is not in the catalog; the text says what is wrong with it and what to try.
  case unknownName(String)
  /// A bracket leaves the span of the basis, with this closure residual (see ``BracketTable``).
  case notClosed(residual: Double)
  /// `c[i, j, k] ≠ −c[j, i, k]`, with this relative residual.
  case notAntisymmetric(residual: Double)
  /// The Jacobi identity fails, with this relative residual.
  case jacobi(residual: Double)
}
