internal import Tensors

/// Moves a nearly closed space of matrices to the nearest Lie algebra.
///
/// Gauss–Newton on the Grassmannian: in the chart `V + Y N` around orthonormal rows `V` with complement
/// `N`, the parts of the brackets outside the span vanish to first order when
/// `rᵢⱼ + Yᵢ Mⱼᵀ − Yⱼ Mᵢᵀ − Σₖ cᵢⱼₖ Yₖ = 0`, with `rᵢⱼ = N[Aᵢ, Aⱼ]` and `Mⱼ = N[N, Aⱼ]`. The normal
/// equations are assembled block by block from matrix products. A small data term keeps the space
/// where the data want it, along the many directions in which algebras form families.
///
/// Blind to the question whether there is an algebra: random subspaces close too when moved far
/// enough, so the caller judges the closure before.
struct Polishing: Sendable {
  /// The class in which the matrices move.
  let matrixClass: MatrixClass
  /// How unlikely each direction of the class is, positive semi-definite, `[q, q]`, or nil.
  let data: Tensor<Double>?
  /// The most Gauss–Newton steps.
  var steps = 40
  /// The closure residual at which to stop.
  var target = 1e-12

  /// What polishing arrives at.
  struct Result: Sendable {
    /// Orthonormal coordinates in the class, `[d, q]`.
    let span: Tensor<Double>
    /// The closure residual.
    let residual: Double
  }

  /// The unknowns `d (q − d)`, whose cube is the cost of a step.
  func unknowns(dimension d: Int) -> Int { d * (matrixClass.dimension - d) }

  /// The polished span of orthonormal rows, `[d, q]`.
  func polish(_ start: Tensor<Double>) -> Result {
    var span = start
    var best = Result(span: start, residual: .infinity)
    for _ in 0..<steps {
      let table = BracketTable(orthonormal: matrixClass.matrices(span))
      if table.residual < best.residual {
        best = Result(span: span, residual: table.residual)
      } else if table.residual < 1e-8 {
        break  // rounding
      }
      guard table.residual > target, let step = step(from: span, table) else { break }
      span = (span + step).transposed.qr().q.transposed
    }
    return best
  }

  /// The Gauss–Newton step `Y N`, `[d, q]`.
  private func step(from v: Tensor<Double>, _ table: BracketTable) -> Tensor<Double>? {
    let (d, q) = (v.shape[0], v.shape[1])
    let f = q - d
    guard f > 0 else { return nil }
    let complement = Self.complement(of: v)
    let a = matrixClass.matrices(v)
    let normals = matrixClass.matrices(complement)
    let c = table.constants.scalars
    // m[(a, j, b)] = ⟨N_a, [N_b, A_j]⟩ and r[(i, j), a] = ⟨N_a, [A_i, A_j]⟩.
    var moved = [Double](repeating: 0, count: f * d * f)
    var outside: [Double] = []
    for j in 0..<d {
      let e = a.row(j)
      let images = commutators(of: normals, with: e).matmul(complement, transposed: .right).scalars
      for b in 0..<f { for k in 0..<f { moved[(k * d + j) * f + b] = images[b * f + k] } }
      // [A_i, A_j] for all i, as rows at (j, i).
      outside += commutators(of: a, with: e).matmul(complement, transposed: .right).scalars
    }
    let m = Tensor(moved, shape: [f, d * f])
    let gram = m.gram.scalars  // (M_lᵀ M_i)[b, b'] at [(l, b), (i, b')]
    let byGenerator = Tensor(
      (0..<d).flatMap { j in
        (0..<f).flatMap { k in (0..<f).map { b in moved[(k * d + j) * f + b] } }
      }, shape: [d, f * f])

    // Σ_j c_ljk M_j at (l, k).
    var exchanged = [Double](repeating: 0, count: d * d * d)
    for l in 0..<d {
      for j in 0..<d {
        for k in 0..<d { exchanged[(l * d + k) * d + j] = c[(l * d + j) * d + k] }
      }
    }
    let mixed = Tensor(exchanged, shape: [d * d, d]).matmul(byGenerator).scalars
    let constants = Tensor(c, shape: [d * d, d]).gram.scalars  // Σ c_ijl c_ijk
    var squares = [Double](repeating: 0, count: f * f)  // Σ_j M_jᵀ M_j
    for j in 0..<d {
      for b in 0..<f {
        for k in 0..<f { squares[b * f + k] += gram[(j * f + b) * d * f + j * f + k] }
      }
    }

    let size = d * f
    let weight = 1e-3 * table.residual
    let prior = self.data.map { complement.matmul($0).matmul(complement, transposed: .right) }
    var normal = [Double](repeating: 0, count: size * size)
    for l in 0..<d {
      for i in 0..<d {
        for b in 0..<f {
          for k in 0..<f {
            // Block (l, i) acts on Y_i from the right: entry [k, b] of X_li.
            var x = -gram[(l * f + k) * size + i * f + b]
            x -= mixed[((l * d + i) * f + k) * f + b]
            x -= mixed[((i * d + l) * f + b) * f + k]
            if l == i { x += squares[k * f + b] + weight * (prior?.scalars[b * f + k] ?? 0) }
            if b == k { x += 0.5 * constants[l * d + i] + (l == i ? weight * 1e-3 : 0) }
            normal[(l * f + b) * size + i * f + k] = x
          }
        }
      }
    }
    // −gradient: −Σ_j r_lj M_j + ½ Σ_ij c_ijl r_ij − weight · V S Nᵀ, with r_ij at (j, i).
    var right = [Double](repeating: 0, count: size)
    for l in 0..<d {
      for j in 0..<d {
        for k in 0..<f {
          let r = outside[(j * d + l) * f + k]
          for b in 0..<f { right[l * f + b] -= r * moved[(k * d + j) * f + b] }
        }
        for i in 0..<d {
          let constant = 0.5 * c[(i * d + j) * d + l]
          for b in 0..<f { right[l * f + b] += constant * outside[(j * d + i) * f + b] }
        }
      }
    }
    if let data {
      let pull = v.matmul(data).matmul(complement, transposed: .right).scalars
      for place in 0..<size { right[place] -= weight * pull[place] }
    }
    let matrix = Tensor(normal, shape: [size, size])
    let shift = 1e-12 * matrix.trace / Double(size)
    guard let lower = (matrix + shift * .identity(size)).cholesky() else { return nil }
    let half = lower.solveTriangular(Tensor(right, shape: [size, 1]))
    var y = lower.solveTriangular(half, transposed: true).reshaped([d, f])
    guard y.isFinite else { return nil }
    if y.norm > 0.5 { y = (0.5 / y.norm) * y }
    return y.matmul(complement)
  }

  /// `[x, e]` for each of the matrices `x`, `[k, n, n]`, in coordinates of the class, `[k, q]`.
  private func commutators(of x: Tensor<Double>, with e: Tensor<Double>) -> Tensor<Double> {
    let (k, n) = (x.shape[0], x.shape[1])
    let after = x.reshaped([k * n, n]).matmul(e)
    let before = x.unstacked.flatMap { e.matmul($0).scalars }
    return matrixClass.coordinates(
      of: (after - Tensor(before, shape: [k * n, n])).reshaped([k, n, n]))
  }

  /// Orthonormal rows that complete the orthonormal rows `v`, `[q − d, q]`.
  private static func complement(of v: Tensor<Double>) -> Tensor<Double> {
    let (d, q) = (v.shape[0], v.shape[1])
    let full = v.appending(rowsOf: .zeros([q - d, q])).transposed.qr().q
    return full.transposed.rows(d..<q)
  }
}
