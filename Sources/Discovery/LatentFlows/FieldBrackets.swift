package import Tensors

/// The Lie brackets of fields at points, `[g_a, g_b] = Dg_b·g_a − Dg_a·g_b`, by central differences.
package struct FieldBrackets {
  /// `[M, N, n]`.
  package let fields: Tensor<Double>
  /// `derivatives[a]` has the derivative of every field along field a, `[M, N, n]`.
  package let derivatives: [Tensor<Double>]

  /// The step relative to the length of a field: differences are right to its square, and to rounding
  /// over it.
  private static let step = 1e-4

  /// The brackets of a family of fields at `points`, `[M, n]`.
  package init(of family: (Tensor<Double>) -> Tensor<Double>, at points: Tensor<Double>) {
    fields = family(points)
    let (m, count, n) = (fields.shape[0], fields.shape[1], fields.shape[2])
    let values = fields
    derivatives = (0..<count).map { a in
      var (ahead, behind) = (points, points)
      for i in 0..<m {
        for j in 0..<n {
          ahead[i, j] += Self.step * values[i, a, j]
          behind[i, j] -= Self.step * values[i, a, j]
        }
      }
      return (family(ahead) - family(behind)) / (2 * Self.step)
    }
  }

  /// How far the brackets are from the span of the fields with constant coefficients, and the best
  /// constants, `[N, N, N]`, with the sign of matrices; see ``FlowStructure``.
  package func closure() -> (residual: Double, constants: Tensor<Double>) {
    let (m, count, n) = (fields.shape[0], fields.shape[1], fields.shape[2])
    guard count > 1 else { return (0, .zeros([count, count, count])) }
    var gram = Tensor<Double>.zeros([count, count])
    for i in 0..<m {
      let g = fields.row(i)
      gram += g.matmul(g, transposed: .right)
    }
    let pairs = (0..<count).flatMap { a in (a + 1..<count).map { (a, $0) } }
    var (rest, scale) = (0.0, 0.0)
    var constants = Tensor<Double>.zeros([count, count, count])
    for (a, b) in pairs {
      var projections = [Double](repeating: 0, count: count)
      var size = 0.0
      for i in 0..<m {
        for j in 0..<n {
          let (first, second) = (derivatives[a][i, b, j], derivatives[b][i, a, j])
          let bracket = first - second
          size += bracket * bracket
          scale += first * first + second * second
          for c in 0..<count { projections[c] += bracket * fields[i, c, j] }
        }
      }
      let best = gram.leastSquares(Tensor(projections)).x
      rest += max(0, size - best.dot(Tensor(projections)))
      for c in 0..<count {
        (constants[a, b, c], constants[b, a, c]) = (-best[c], best[c])
      }
    }
    return (scale > 0 ? (rest / scale).squareRoot() : 0, constants)
  }
}
