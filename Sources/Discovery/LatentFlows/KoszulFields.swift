package import Tensors

/// Exact symmetries of a single output without training: `v_ab = (∂_a φ)·e_b − (∂_b φ)·e_a` for a < b.
///
/// `dφ(v_ab) = ∂_a φ·∂_b φ − ∂_b φ·∂_a φ = 0` at every point, and where `dφ ≠ 0` the n(n − 1)/2 fields
/// span all directions that the output does not see: they are the second map of the Koszul complex of
/// `dφ`. They are smooth everywhere, but more than n − 1, and of no particular length: a baseline that
/// learned flows must lie in the span of, not a frame.
///
/// With the Hessian `φ_ab` their brackets are
/// `[v_ab, v_cd] = φ_bc v_ad − φ_ac v_bd − φ_bd v_ac + φ_ad v_bc`, where v is antisymmetric in its indices.
/// The coefficients are constants, and the fields an algebra, if φ is quadratic.
///
/// Source: Eisenbud, *Commutative Algebra* (1995), section 17.2, for the complex.
/// Checked by: `KoszulFieldsTests`.
package enum KoszulFields {
  /// The pairs (a, b), in the order of the fields.
  package static func pairs(_ n: Int) -> [(a: Int, b: Int)] {
    (0..<n).flatMap { a in (a + 1..<n).map { (a, $0) } }
  }

  /// The fields of an output with these gradients, `[M, n]`: `[M, n(n − 1)/2, n]`.
  package static func fields(gradients: Tensor<Double>) -> Tensor<Double> {
    let (m, n) = (gradients.shape[0], gradients.shape[1])
    let pairs = pairs(n)
    var result = Tensor<Double>.zeros([m, pairs.count, n])
    for i in 0..<m {
      for (k, pair) in pairs.enumerated() {
        result[i, k, pair.b] = gradients[i, pair.a]
        result[i, k, pair.a] = -gradients[i, pair.b]
      }
    }
    return result
  }
}
