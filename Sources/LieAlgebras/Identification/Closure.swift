internal import Tensors

/// How nearly a linear space of matrices closes under the bracket, and the noise that this reveals.
struct Closure: Sendable {
  /// The standard deviation `η` of one component of a bracket of unit matrices.
  let noise: Double
  /// The closure residual over that of a random subspace: 0 for an algebra, about 1 by chance.
  let kappa: Double
  /// The variance of brackets inside the span over that outside: about 1 by chance.
  let ratio: Double
  /// The root-mean-square norm of a bracket of unit matrices.
  let bracketSize: Double

  /// The closure of orthonormal matrices whose brackets are `table`.
  ///
  /// - Parameters:
  ///   - table: The brackets.
  ///   - n: The matrix size.
  ///   - ambient: The dimension `q` of the algebra of matrices in which the errors lie, all `n²` unless
  ///     some entries are zero by construction.
  init(_ table: BracketTable, matrixSize n: Int, ambient: Int? = nil) {
    let d = Double(table.constants.shape[0])
    let q = Double(ambient ?? n * n)
    let (inside, outside) = (table.inside, table.outside)
    let pairs = d * (d - 1)
    let free = q - d
    // Rounding of brackets of unit matrices is the least there is.
    let rounding = 2e-16 / Double(n).squareRoot()
    noise = max(rounding, pairs > 0 && free > 0 ? outside / (pairs * free).squareRoot() : 0)
    let chance = (1 - d / q).squareRoot()
    kappa = free > 0 ? table.residual / chance : 0
    ratio =
      outside > 0 && free > 0 ? (inside * inside / d) / (outside * outside / free) : .infinity
    bracketSize = pairs > 0 ? ((inside * inside + outside * outside) / pairs).squareRoot() : 0
  }
}

extension StructureConstants {
  /// The largest relative defect of `ad [x, y] = [ad x, ad y]`, which is the Jacobi identity, over a
  /// few random pairs.
  var jacobiResidual: Double {
    let m = dimension
    var rng = Philox(seed: 0x6a61_636f)
    var worst = 0.0
    for _ in 0..<3 {
      let (x, y): (Tensor<Double>, Tensor<Double>) = (rng.normals([m]), rng.normals([m]))
      let (a, b) = (adjoint(x), adjoint(y))
      let (ab, ba) = (a.matmul(b), b.matmul(a))
      let scale = ab.norm + ba.norm
      let defect = (adjoint(a.matmul(y)) - (ab - ba)).norm
      if scale > 0 { worst = max(worst, defect / scale) }
    }
    return worst
  }
}
