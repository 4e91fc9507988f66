internal import Tensors

/// The quartic on ℝ⁵⁶ whose symmetry is e7.
///
/// On `(α, β, A, B)`, two numbers and two elements of the Albert algebra with determinant N and trace
/// form (·, ·):
///
///     q = s² + 4αN(A) + 4βN(B) − 4(A♯, B♯),   s = αβ − (A, B),   (X♯, Y) = dN(X)·Y
///     ∂q/∂α = 2βs + 4N(A),   ∂q/∂A = −2s B + 4α A♯ − 4 A × B♯   (raised by the trace form)
///
/// with `X × Y = (X + Y)♯ − X♯ − Y♯`, and the same with (α, A) and (β, B) exchanged.
///
/// Source: Freudenthal, *Beziehungen der E7 und E8 zur Oktavenebene I* (1954); Krutelevich, *Jordan
/// algebras, exceptional groups, and Bhargava composition* (2007), §2.3.
/// Checked by: `ExceptionalInvariantTests`, `FreudenthalQuarticTests`.
struct FreudenthalQuartic: Oracle {
  let layout = PointLayout(
    coordinates: ["α", "β"] + AlbertAlgebra.coordinates.map { "A.\($0)" }
      + AlbertAlgebra.coordinates.map { "B.\($0)" })
  var outputs: Int { 1 }
  private let norm: CubicForm
  private let metric: [Double]

  init(_ albert: AlbertAlgebra) {
    norm = CubicForm(albert.determinant, dimension: 27)
    metric = albert.metric
  }

  func evaluate(at samples: Tensor<Double>) -> OracleValues {
    .each(of: samples, layout) { x, gradient in
      let (α, β) = (x[0], x[1])
      let (A, B) = ((0..<27).map { x[2 + $0] }, (0..<27).map { x[29 + $0] })
      let (NA, A2) = sharp(A)
      let (NB, B2) = sharp(B)
      let s = α * β - inner(A, B)
      gradient[0] = 2 * β * s + 4 * NA
      gradient[1] = 2 * α * s + 4 * NB
      let (AxB2, BxA2) = (cross(A, B2), cross(B, A2))
      for i in 0..<27 {
        gradient[2 + i] = metric[i] * (-2 * s * B[i] + 4 * α * A2[i] - 4 * AxB2[i])
        gradient[29 + i] = metric[i] * (-2 * s * A[i] + 4 * β * B2[i] - 4 * BxA2[i])
      }
      return s * s + 4 * α * NA + 4 * β * NB - 4 * inner(A2, B2)
    }
  }

  /// `N(x)` and `x♯`.
  private func sharp(_ x: [Double]) -> (norm: Double, adjoint: [Double]) {
    let (value, gradient) = norm(x)
    return (value, zip(metric, gradient).map(*))
  }

  private func inner(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for i in 0..<27 { sum += metric[i] * x[i] * y[i] }
    return sum
  }

  private func cross(_ x: [Double], _ y: [Double]) -> [Double] {
    let (sum, x2, y2) = (sharp(zip(x, y).map(+)).adjoint, sharp(x).adjoint, sharp(y).adjoint)
    return (0..<27).map { sum[$0] - x2[$0] - y2[$0] }
  }
}
