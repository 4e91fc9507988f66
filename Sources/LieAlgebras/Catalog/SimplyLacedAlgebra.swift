internal import Tensors

/// The simple algebras whose roots have one length, from their Dynkin diagram: integer structure
/// constants of every real form in which a Cartan subalgebra is compact.
///
/// With the bimultiplicative signs `ε(αᵢ, αᵢ) = −1`, `ε(αᵢ, αⱼ) = −1` for neighbours `i < j` and 1
/// otherwise, the complex algebra has `[h, e_α] = α(h) e_α`, `[e_α, e_β] = ε(α,β) e_{α+β}` and
/// `[e_α, e_−α] = −h_α`. The compact form is spanned by `Tᵢ = i hᵢ`, `X_α = e_α + e_−α`,
/// `Y_α = i (e_α − e_−α)` for positive `α`:
///
///     [Tᵢ, X_α] = (αᵢ,α) Y_α     [Tᵢ, Y_α] = −(αᵢ,α) X_α     [X_α, Y_α] = 2 Σ aᵢ Tᵢ
///     [X_α, X_β] =  ε (X_{α+β} + X_{α−β})     [X_α, Y_β] = ε (Y_{α+β} − Y_{α−β})
///     [Y_α, Y_β] = −ε (X_{α+β} − X_{α−β})     where X_−α = X_α, Y_−α = −Y_α, and 0 for no root.
///
/// Painting a simple root multiplies by i the `X` and `Y` of roots that contain it an odd number of
/// times (a Vogan diagram), which changes the sign of brackets of two such elements.
///
/// Source: Kac, *Infinite-dimensional Lie algebras*, 3rd ed. (1990), §7.8; Knapp (2002), §VI.10.
struct SimplyLacedAlgebra {
  /// The Cartan matrix.
  let cartan: [[Int]]
  /// The positive roots as combinations of simple ones, by height.
  let positiveRoots: [[Int]]

  /// The algebra of a Dynkin diagram with these edges between nodes `0 ..< rank`.
  init(rank: Int, edges: [(Int, Int)]) {
    var cartan = (0..<rank).map { i in (0..<rank).map { $0 == i ? 2 : 0 } }
    for (i, j) in edges { (cartan[i][j], cartan[j][i]) = (-1, -1) }
    // α + αᵢ is a root exactly if (α, αᵢ) = −1.
    var roots = (0..<rank).map { i in (0..<rank).map { $0 == i ? 1 : 0 } }
    var known = Set(roots)
    var next = 0
    while next < roots.count {
      let root = roots[next]
      next += 1
      for i in 0..<rank where zip(root, cartan[i]).reduce(0, { $0 + $1.0 * $1.1 }) == -1 {
        var sum = root
        sum[i] += 1
        if known.insert(sum).inserted { roots.append(sum) }
      }
    }
    self.cartan = cartan
    positiveRoots = roots
  }

  /// E₆, E₇ or E₈ with the nodes of Bourbaki: 1–3–4–5–6(–7–8) and 2–4, counted from 0 here.
  static func e(_ rank: Int) -> SimplyLacedAlgebra {
    SimplyLacedAlgebra(rank: rank, edges: [(0, 2), (1, 3)] + (2..<rank - 1).map { ($0, $0 + 1) })
  }

  /// The dimension `rank + 2 · positiveRoots.count`.
  var dimension: Int { cartan.count + 2 * positiveRoots.count }

  /// The structure constants `[m, m, m]` in the basis `T₁ …, X_α, Y_α, X_β, Y_β, …` of the compact
  /// form, or of the form with one painted simple root.
  func structure(painting painted: Int? = nil) -> Tensor<Double> {
    let (l, m) = (cartan.count, dimension)
    var constants = Tensor<Double>.zeros([m, m, m])
    func isOdd(_ element: Int) -> Bool {
      guard let painted, element >= l else { return false }
      return positiveRoots[(element - l) / 2][painted] % 2 != 0
    }
    func set(_ i: Int, _ j: Int, _ k: Int, _ value: Int) {
      let c = Double(isOdd(i) && isOdd(j) ? -value : value)
      constants[i, j, k] = c
      constants[j, i, k] = -c
    }
    var index: [[Int]: Int] = [:]  // of X_α; Y_α is the next one
    for (r, root) in positiveRoots.enumerated() { index[root] = l + 2 * r }
    /// The index of `X_±γ` and the sign of `γ`; nil if neither is a root.
    func find(_ γ: [Int]) -> (x: Int, sign: Int)? {
      if let x = index[γ] { return (x, 1) }
      return index[γ.map { -$0 }].map { ($0, -1) }
    }
    for (r, α) in positiveRoots.enumerated() {
      let x = l + 2 * r
      for i in 0..<l {
        let pairing = zip(α, cartan[i]).reduce(0) { $0 + $1.0 * $1.1 }
        set(i, x, x + 1, pairing)
        set(i, x + 1, x, -pairing)
        set(x, x + 1, i, 2 * α[i])
      }
      for (s, β) in positiveRoots.enumerated() where s != r {
        let (w, ε) = (l + 2 * s, sign(α, β))
        for (γ, sum) in [(zip(α, β).map(+), 1), (zip(α, β).map(-), -1)] {
          guard let (z, side) = find(γ) else { continue }
          if r < s {
            set(x, w, z, ε)
            set(x + 1, w + 1, z, -ε * sum)
          }
          set(x, w + 1, z + 1, ε * sum * side)
        }
      }
    }
    return constants
  }

  /// `ε(α, β)`.
  private func sign(_ α: [Int], _ β: [Int]) -> Int {
    var exponent = 0
    for i in cartan.indices where α[i] % 2 != 0 {
      exponent += β[i]
      for j in i + 1..<max(cartan.count, i + 1) where cartan[i][j] == -1 { exponent += β[j] }
    }
    return exponent % 2 == 0 ? 1 : -1
  }
}
