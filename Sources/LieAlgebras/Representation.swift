public import Tensors

/// Matrices of a Lie algebra acting on ℝⁿ, and what commutes with them or is preserved by them.
///
/// Isomorphic algebras differ here: so(4) on ℝ⁴ has commutant ℝ and a definite form, su(2) on ℝ⁴ the
/// quaternions. Goals: one small symmetric eigenproblem that uses every generator, built by one
/// matrix product. Rejected: stacking the equations of all generators, `m` times as tall.
public struct Representation: Sendable {
  /// `m` matrices, `[m, n, n]`.
  public let matrices: Tensor<Double>
  /// The relative Frobenius error of the matrices.
  public let noise: Double

  /// The representation by `matrices`, `[m, n, n]`, known up to the relative error `noise`.
  ///
  /// - Precondition: The matrices are square and finite.
  public init(_ matrices: Tensor<Double>, noise: Double = 0) {
    precondition(
      matrices.rank == 3 && matrices.shape[1] == matrices.shape[2],
      "\(matrices.shape) is no list of matrices")
    self.matrices = matrices
    self.noise = max(noise, 1e-9)
  }

  /// The dimension `n` of the space acted on.
  public var degree: Int { matrices.shape[1] }

  /// An orthonormal basis of the matrices `X` with `A X = X A` for every generator `A`,
  /// `[k, n, n]`.
  ///
  /// For an irreducible representation `k` is 1, 2 or 4 as it is of real, complex or quaternionic
  /// type (Schur's lemma, Frobenius' theorem).
  ///
  /// - Complexity: O(n⁶) up to n = 32, then O(n⁶) with a ten times smaller constant.
  public var commutant: Tensor<Double> {
    smallest(of: energy(sign: -1))
  }

  /// The bilinear forms `B` with `AᵀB + BA = 0` for every generator `A`.
  ///
  /// - Complexity: As ``commutant``.
  public var invariantForms: InvariantForms {
    let n = degree
    let forms = smallest(of: energy(sign: 1))
    func part(_ sign: Double) -> Tensor<Double> {
      var rows: [Double] = []
      for form in forms.unstacked { rows += (0.5 * (form + sign * form.transposed)).scalars }
      guard !rows.isEmpty else { return .zeros([0, n, n]) }
      let svd = Tensor(rows, shape: [forms.shape[0], n * n]).svd()
      let count = svd.values.count { $0 > 0.5 }  // the values are 0 and 1
      return svd.v.rows(0..<count).reshaped([count, n, n])
    }
    return InvariantForms(symmetric: part(1), antisymmetric: part(-1))
  }

  /// The quadratic form of `X` whose zeros are the forms (`sign` = 1: `Σ‖AᵀX + XA‖²`) or the
  /// commutant (`sign` = −1: `Σ‖AX − XA‖²`), `[n², n²]`.
  private func energy(sign: Double) -> Tensor<Double> {
    let n = degree
    let flat = matrices.reshaped([matrices.shape[0], n * n])
    // Unit generators that span the same space, so that no generator outweighs the others; those of
    // the size of the noise are dropped.
    let svd = flat.shape[0] <= n * n ? flat.svd() : flat.qr().r.svd()
    let level = noise * (svd.values.first ?? 0)
    let count = numericalRank(svd.values, level: level, scale: 0)
    let w = svd.v.rows(0..<count).gram.scalars  // Σ Aᵤᵥ Aₓᵧ at [(u, v), (x, y)]
    var left = [Double](repeating: 0, count: n * n)  // Σ A Aᵀ, or Σ AᵀA for the commutant
    var right = left  // Σ A Aᵀ
    for a in 0..<n {
      for b in 0..<n {
        for c in 0..<n {
          right[a * n + b] += w[(a * n + c) * n * n + b * n + c]
          left[a * n + b] +=
            sign > 0
            ? w[(a * n + c) * n * n + b * n + c] : w[(c * n + a) * n * n + c * n + b]
        }
      }
    }
    var gram = [Double](repeating: 0, count: n * n * n * n)
    for c in 0..<n {
      for b in 0..<n {
        for a in 0..<n {
          let row = (c * n + b) * n * n + a * n
          for d in 0..<n {
            let cross =
              sign > 0
              ? w[(c * n + a) * n * n + d * n + b] + w[(a * n + c) * n * n + b * n + d]
              : w[(a * n + c) * n * n + d * n + b] + w[(c * n + a) * n * n + b * n + d]
            gram[row + d] = sign * cross
          }
          gram[row + b] += left[c * n + a]
          if c == a { for d in 0..<n { gram[row + d] += right[b * n + d] } }
        }
      }
    }
    return Tensor(gram, shape: [n * n, n * n])
  }

  /// The null vectors of a positive semi-definite form on matrices, `[k, n, n]`.
  private func smallest(of gram: Tensor<Double>) -> Tensor<Double> {
    let n = degree
    let (values, vectors) = lowEigenpairs(of: gram)
    let scale = (gram.trace / Double(max(1, n * n))).squareRoot()
    let level = 3 * noise * scale
    let threshold = max((level * scale).squareRoot(), 4 * level)
    let count = values.count { max($0, 0).squareRoot() < threshold }
    return vectors.rows(0..<count).reshaped([count, n, n])
  }
}

/// The lowest eigenvalues, increasing, of a positive semi-definite matrix, and their eigenvectors as
/// rows: all of them for a small matrix, else the first eight, by inverse iteration.
private func lowEigenpairs(of gram: Tensor<Double>) -> (values: [Double], vectors: Tensor<Double>) {
  let q = gram.shape[0]
  let wanted = 8
  let shift = 1e-12 * gram.trace / Double(max(1, q))
  guard q > 1024, let l = (gram + shift * .identity(q)).cholesky() else {
    let eigen = gram.symmetricEigen()
    return (eigen.values, eigen.vectors)
  }
  var rng = Philox(seed: 1)
  var block: Tensor<Double> = rng.normals([q, wanted])
  for _ in 0..<4 {
    block = l.solveTriangular(l.solveTriangular(block.qr().q), transposed: true)
  }
  let q0 = block.qr().q
  let small = q0.matmul(gram.matmul(q0), transposed: .left).symmetricEigen()
  return (small.values, small.vectors.matmul(q0, transposed: .right))
}
