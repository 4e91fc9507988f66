import Oracles
import Tensors
import TestSupport
import Testing

@Suite struct ExceptionalInvariantTests {
  // Dimension and that of the maximal compact subalgebra: Helgason (1978), ch. X, table V.
  static let table = [
    ("g2", 14, 14), ("g2-split", 14, 6), ("f4", 52, 52), ("f4-split", 52, 24), ("f4-20", 52, 36),
    ("e6", 78, 52), ("e6-split", 78, 36),
  ]

  /// The coordinates are orthonormal for the compact form, so the antisymmetric generators are a
  /// maximal compact subalgebra: their number tells the real forms apart.
  @Test("Each invariant has the real form that theory says", arguments: table)
  func realForm(name: String, dimension: Int, compact: Int) throws {
    let invariant = try NamedInvariant(name)
    #expect(invariant.dimension == dimension)
    var rng = Philox(seed: 7)
    let samples: Tensor<Double> = rng.normals([invariant.samples, invariant.oracle.layout.count])
    let rows = invarianceEquations(invariant.oracle, degree: -1, samples: samples)
    let found = nullity(rows)
    #expect(found.dimension == dimension)
    #expect(found.gap > 1e6, "\(found.gap)")
    #expect(compactDimension(rows, n: invariant.oracle.layout.dimension) == compact)
  }

  /// The dimension of the antisymmetric solutions.
  private func compactDimension(_ rows: Tensor<Double>, n: Int) -> Int {
    let pairs = (0..<n).flatMap { i in (i + 1..<n).map { (i, $0) } }
    var antisymmetric = Tensor<Double>.zeros([rows.shape[0], pairs.count])
    for r in 0..<rows.shape[0] {
      for (k, (i, j)) in pairs.enumerated() {
        antisymmetric[r, k] = rows[r, i * n + j] - rows[r, j * n + i]
      }
    }
    return nullity(antisymmetric).dimension
  }
}

@Suite struct OctonionTests {
  private func product(_ algebra: Octonions, _ x: [Double], _ y: [Double]) -> [Double] {
    var z = [Double](repeating: 0, count: 8)
    for i in 0..<8 {
      for j in 0..<8 {
        let (k, sign) = algebra.product(i, j)
        z[k] += sign * x[i] * y[j]
      }
    }
    return z
  }

  private func norm(_ algebra: Octonions, _ x: [Double]) -> Double {
    zip(algebra.normSigns, x).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
  }

  /// By Hurwitz's theorem this makes the 8-dimensional table the octonions, or the split ones.
  @Test(arguments: Octonions.allCases, UInt64(0)..<10)
  func normsMultiplyAndTheProductIsAlternative(algebra: Octonions, seed: UInt64) {
    var rng = Philox(seed: seed)
    let (x, y) = ((0..<8).map { _ in rng.normal() }, (0..<8).map { _ in rng.normal() })
    expectClose(
      norm(algebra, product(algebra, x, y)), norm(algebra, x) * norm(algebra, y), rtol: 1e-12,
      atol: 1e-10)
    let left = product(algebra, x, product(algebra, x, y))
    expectClose(
      Tensor(left), Tensor(product(algebra, product(algebra, x, x), y)), rtol: 1e-11, atol: 1e-11)
  }

  @Test func theProductIsNotAssociative() {
    let e = (0..<8).map { i in (0..<8).map { $0 == i ? 1.0 : 0 } }
    for algebra in Octonions.allCases {
      let (a, b) = (
        product(algebra, product(algebra, e[1], e[2]), e[4]),
        product(algebra, e[1], product(algebra, e[2], e[4]))
      )
      #expect(a != b)
    }
  }
}

@Suite struct FreudenthalQuarticTests {
  /// All 133 generators written down from theory preserve the quartic, and nothing else does.
  ///
  /// e6 acts on A by T and on B by −T*; the grading scales (α, β, A, B) by (3, −3, −1, 1); and for each
  /// C of the Albert algebra δα = (B, C), δA = βC, δB = A × C, with its mirror image. With these known
  /// fields forbidden, the equations have no solution left: the smallest eigenvalue of
  /// MᵀM/rows + projection is not small.
  @Test(arguments: [("e7", "e6"), ("e7-split", "e6-split")])
  func symmetryIsExactlyE7(name: String, e6: String) throws {
    let invariant = try NamedInvariant(name)
    let norm = try NamedInvariant(e6).oracle
    var rng = Philox(seed: 9)
    let known = e7Generators(norm: norm, metric: metric(split: name == "e7-split"), using: &rng)
    #expect(known.shape == [133, 56 * 56])
    // Orthonormal rows.
    let basis = known.transposed.qr().q.transposed
    #expect((known.singularValues.last ?? 0) > 0.1)

    var gram = Tensor<Double>.zeros([3136, 3136])
    var (blocks, residual) = (0, 0.0)
    while blocks * 640 < 3136 + 640 {  // more rows than unknowns; twice as many cost twice as long
      let samples: Tensor<Double> = rng.normals([640, 56])
      let rows = invarianceEquations(invariant.oracle, degree: -1, samples: samples)
      residual = max(residual, rows.matmul(basis, transposed: .right).maximumMagnitude)
      gram.addGram(of: rows)
      blocks += 1
    }
    #expect(residual < 1e-13)
    var system = gram / Double(blocks * 640)
    system.addGram(of: basis)
    let factor = try #require(system.cholesky())
    // Inverse iteration: the smallest eigenvalue from below the others.
    var vector: Tensor<Double> = rng.normals([3136, 1])
    var smallest = 0.0
    for _ in 0..<6 {
      let next = factor.solveTriangular(
        factor.solveTriangular(vector), transposed: true)
      smallest = vector.norm / next.norm
      vector = next / next.norm
    }
    #expect(smallest > 1e-6, "\(smallest)")
  }

  private func metric(split: Bool) -> [Double] {
    let signs = (split ? Octonions.split : Octonions.division).normSigns
    return [1, 1, 1] + signs + signs + signs
  }

  /// The generators as rows, `[133, 56²]`.
  private func e7Generators(
    norm: any Oracle, metric η: [Double], using rng: inout Philox
  ) -> Tensor<Double> {
    var generators: [Tensor<Double>] = []
    // e6, from its own invariance equations.
    let samples: Tensor<Double> = rng.normals([1400, 27])
    let equations = invarianceEquations(norm, degree: -1, samples: samples).svd()
    let (values, v) = (equations.values, equations.v)
    for k in 0..<729 where values[k] < 1e-9 * values[0] {
      var matrix = Tensor<Double>.zeros([56, 56])
      for i in 0..<27 {
        for j in 0..<27 {
          let t = v[k, i * 27 + j]
          matrix[2 + i, 2 + j] = t
          matrix[29 + j, 29 + i] = -η[i] * η[j] * t  // −T*, the adjoint under the trace form
        }
      }
      generators.append(matrix)
    }
    generators.append(
      .diagonal(
        [3, -3] + [Double](repeating: -1, count: 27) + [Double](repeating: 1, count: 27)))
    for c in 0..<27 {
      var (up, down) = (Tensor<Double>.zeros([56, 56]), Tensor<Double>.zeros([56, 56]))
      (up[0, 29 + c], down[1, 2 + c]) = (η[c], η[c])
      (up[2 + c, 1], down[29 + c, 0]) = (1, 1)
      for j in 0..<27 {
        let cross = self.cross(norm, η, j, c)
        for i in 0..<27 { (up[29 + i, 2 + j], down[2 + i, 29 + j]) = (cross[i], cross[i]) }
      }
      generators += [up, down]
    }
    return Tensor(stacking: generators.map { ($0 / $0.norm).reshaped([56 * 56]) })
  }

  /// `eᵢ × eⱼ = (eᵢ + eⱼ)♯ − eᵢ♯ − eⱼ♯`, with `X♯` the gradient of the norm, raised.
  private func cross(_ norm: any Oracle, _ η: [Double], _ i: Int, _ j: Int) -> [Double] {
    var x = Tensor<Double>.zeros([3, 27])
    for (row, index) in [(0, i), (1, j), (2, i), (2, j)] { x[row, index] += 1 }
    let g = norm.evaluate(at: x).jacobians
    return (0..<27).map { η[$0] * (g[2, 0, $0] - g[0, 0, $0] - g[1, 0, $0]) }
  }
}
