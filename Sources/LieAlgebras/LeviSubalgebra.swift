internal import Tensors

extension StructureConstants {
  /// A subalgebra complementary to the radical, as rows, `[s, m]`.
  ///
  /// Starts from the orthogonal complement and corrects it along the derived series of the radical:
  /// modulo the next term, the corrections `uₐ` solve the linear equations
  /// `[xₐ, u_b] − [x_b, uₐ] − Σ s_abc u_c = Σ s_abc x_c − [xₐ, x_b]`, solvable by Whitehead's lemma.
  ///
  /// Source: Jacobson, *Lie Algebras* (1962), ch. III, §9; de Graaf, *Lie Algebras: Theory and
  /// Algorithms* (2000), §4.13.
  func leviSubalgebra(radical: Tensor<Double>) -> Tensor<Double> {
    var x = radical.orthogonalComplement
    let s = x.shape[0]
    guard s > 0, radical.shape[0] > 0 else { return x }
    let quotient = projected(to: x).c.scalars  // constants of g/rad
    let series = derivedSeries(from: radical) + [.zeros([0, dimension])]
    for (term, next) in zip(series, series.dropFirst()) {
      // The quotient of this term by the next, as the orthogonal complement inside it.
      let inner = next.matmul(term, transposed: .right)
      let slice = inner.orthogonalComplement.matmul(term)  // [t, m]
      let t = slice.shape[0]
      guard t > 0 else { continue }
      let defect = brackets(x, x).matmul(slice, transposed: .right).scalars  // [s·s, t]
      let along = x.matmul(slice, transposed: .right).scalars  // [s, t]
      let moved = brackets(x, slice).matmul(slice, transposed: .right).scalars  // [s·t, t]
      let pairs = (0..<s).flatMap { a in (0..<a).map { (a, $0) } }
      var equations = [Double](repeating: 0, count: pairs.count * t * s * t)
      var right = [Double](repeating: 0, count: pairs.count * t)
      for (p, (a, b)) in pairs.enumerated() {
        for k in 0..<t {
          let row = (p * t + k) * s * t
          for l in 0..<t {
            equations[row + b * t + l] += moved[(a * t + l) * t + k]
            equations[row + a * t + l] -= moved[(b * t + l) * t + k]
          }
          var target = -defect[(a * s + b) * t + k]
          for c in 0..<s {
            let constant = quotient[(a * s + b) * s + c]
            equations[row + c * t + k] -= constant
            target += constant * along[c * t + k]
          }
          right[p * t + k] = target
        }
      }
      let system = Tensor(equations, shape: [pairs.count * t, s * t])
      let correction = system.leastSquares(Tensor(right), tolerance: 1e-10).x.reshaped([s, t])
      x += correction.matmul(slice)
    }
    return x
  }
}
