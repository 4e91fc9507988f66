internal import Tensors

/// The 27-dimensional Jordan algebra of 3×3 octonionic matrices that are Hermitian up to signs,
/// `X_ji = γᵢγⱼ X̄ᵢⱼ`, with product `X ∘ Y = (XY + YX)/2`.
///
/// Coordinates: the three diagonal entries, then `X₁₂`, `X₁₃`, `X₂₃`, eight each. Its derivations are a
/// form of F₄; with multiplications by traceless elements they are a form of E₆, the maps that preserve
/// the determinant.
///
/// Source: Yokota, *Exceptional Lie groups* (2009), arXiv:0902.0431, §2.1, §3.1, §4.1.
struct AlbertAlgebra {
  /// `multiplications[a]` is `L_a: X ↦ eₐ ∘ X` on coordinates, `[27, 27, 27]`.
  let multiplications: Tensor<Double>

  /// The algebra over the octonions, or the split octonions, with signs `γ`.
  init(split: Bool, signs γ: [Double] = [1, 1, 1]) {
    let sign = (0..<8).map { a in (0..<8).map { cayleyDicksonSign(a, $0, splitAt: split ? 4 : 0) } }
    // A matrix as [3, 3, 8]; basis elements have at most two non-zero entries.
    typealias Entry = (i: Int, j: Int, unit: Int, value: Double)
    var elements: [[Entry]] = (0..<3).map { [($0, $0, 0, 1)] }
    for (i, j) in pairs(3) {
      for u in 0..<8 {
        elements.append([(i, j, u, 1), (j, i, u, γ[i] * γ[j] * (u == 0 ? 1 : -1))])
      }
    }
    var l = Tensor<Double>.zeros([27, 27, 27])
    for (a, x) in elements.enumerated() {
      for (b, y) in elements.enumerated() {
        for (left, right) in [(x, y), (y, x)] {
          for p in left {
            for q in right where p.j == q.i && p.i <= q.j {
              guard p.i < q.j || p.unit == q.unit else { continue }  // the diagonal is real
              let product = p.value * q.value * sign[p.unit][q.unit] / 2
              l[a, Self.coordinate(p.i, q.j, p.unit ^ q.unit), b] += product
            }
          }
        }
      }
    }
    multiplications = l
  }

  /// The coordinate of octonion unit `u` in entry `(i, j)`, `i ≤ j`.
  static func coordinate(_ i: Int, _ j: Int, _ u: Int) -> Int {
    i == j ? i : 3 + 8 * (i + j - 1) + u
  }

  /// `L` of a basis element.
  private func l(_ a: Int) -> Tensor<Double> { multiplications.row(a) }

  /// 52 derivations `[L_a, L_b]`: both in entry 12 (28 of them, a form of so(8)), then the difference
  /// of two diagonal units with an off-diagonal element between them (24).
  var derivations: [Tensor<Double>] {
    func commutator(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Tensor<Double> {
      a.matmul(b) - b.matmul(a)
    }
    let rotations = pairs(8).map { u, v in commutator(l(3 + u), l(3 + v)) }
    let mixing = pairs(3).flatMap { i, j in
      (0..<8).map { commutator(l(i) - l(j), l(Self.coordinate(i, j, $0))) }
    }
    return rotations + mixing
  }

  /// `L` of the 26 traceless elements: two diagonal differences, then the off-diagonal basis.
  var tracelessMultiplications: [Tensor<Double>] {
    [l(0) - l(1), l(1) - l(2)] + (3..<27).map(l)
  }

  /// A derivation on the traceless elements, coordinates `X₁₁` and `X₁₁ + X₂₂` for the diagonal,
  /// `[26, 26]`.
  static func restrictedToTraceless(_ derivation: Tensor<Double>) -> Tensor<Double> {
    var (include, project) = (Tensor<Double>.zeros([27, 26]), Tensor<Double>.zeros([26, 27]))
    for (row, column, value) in [(0, 0, 1.0), (1, 0, -1), (1, 1, 1), (2, 1, -1)] {
      include[row, column] = value
    }
    for (row, column) in [(0, 0), (1, 0), (1, 1)] { project[row, column] = 1 }
    for k in 2..<26 { (include[k + 1, k], project[k, k + 1]) = (1, 1) }
    return project.matmul(derivation).matmul(include)
  }

  /// A form of E₇ on `(X, Y, ξ, η)`, two elements and two numbers, `[133, 56, 56]`: the form of E₆
  /// with 54 translations between the elements and one scaling.
  ///
  /// `X' = φX − ν/3 X + 2 B×Y + ηA`, `Y' = 2 A×X − φᵗY + ν/3 Y + ξB`, `ξ' = (A,Y) + νξ`,
  /// `η' = (B,X) − νη`, with Freudenthal's product
  /// `2 X×Y = 2 X∘Y − tr(X) Y − tr(Y) X + (tr X tr Y − (X,Y)) 1` and `(X,Y) = tr X∘Y`.
  var freudenthalMatrices: Tensor<Double> {
    let trace = Tensor((0..<27).map { $0 < 3 ? 1.0 : 0.0 })
    var basis: [Tensor<Double>] = []
    func append(_ fill: (inout Tensor<Double>) -> Void) {
      var matrix = Tensor<Double>.zeros([56, 56])
      fill(&matrix)
      basis.append(matrix)
    }
    func add(_ block: Tensor<Double>, to matrix: inout Tensor<Double>, _ row: Int, _ column: Int) {
      for i in 0..<27 { for j in 0..<27 { matrix[row + i, column + j] += block[i, j] } }
    }
    // φᵗ is −φ for derivations and φ for multiplications.
    for (maps, sign) in [(derivations, 1.0), (tracelessMultiplications, -1.0)] {
      for φ in maps {
        append { matrix in
          add(φ, to: &matrix, 0, 0)
          add(sign * φ, to: &matrix, 27, 27)
        }
      }
    }
    for a in 0..<27 {
      let product = l(a)
      let form = trace.reshaped([1, 27]).matmul(product).reshaped([27])  // Y ↦ (eₐ, Y)
      var cross = 2 * product
      for i in 0..<27 {
        cross[i, i] -= trace[a]
        cross[a, i] -= trace[i]
        for j in 0..<27 { cross[i, j] += trace[i] * (trace[a] * trace[j] - form[j]) }
      }
      append { matrix in
        add(cross, to: &matrix, 27, 0)
        matrix[a, 55] = 1
        for j in 0..<27 { matrix[54, 27 + j] = form[j] }
      }
      append { matrix in
        add(cross, to: &matrix, 0, 27)
        matrix[27 + a, 54] = 1
        for j in 0..<27 { matrix[55, j] = form[j] }
      }
    }
    append { matrix in
      for i in 0..<27 { (matrix[i, i], matrix[27 + i, 27 + i]) = (-1, 1) }
      (matrix[54, 54], matrix[55, 55]) = (3, -3)
    }
    return Tensor(stacking: basis)
  }
}
