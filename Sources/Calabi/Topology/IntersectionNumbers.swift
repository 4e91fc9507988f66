/// The triple intersection numbers and the second Chern class of a complete-intersection threefold, in the
/// classes J_r of the ambient spaces restricted to it: exact integers.
///
/// With f(J) = Π_α Σ_r q_rα J_r in the ring of the ambient space, where J_r^{n_r + 1} = 0,
///
///     d_rst = ∫ J_r J_s J_t f,    c₂ = ½ [Σ_α (Σ_r q_rα J_r)² − Σ_r (n_r + 1) J_r²],
///     χ = ⅓ ∫ [Σ_r (n_r + 1) J_r³ − Σ_α (Σ_r q_rα J_r)³] f.
///
/// Source: Hübsch, *Calabi–Yau Manifolds* (1992), ch. 2; Green, Hübsch, Lütken (1989).
/// Checked by: `TopologyTests`.
public struct IntersectionNumbers: Sendable, Hashable {
  /// The number of classes J_r.
  public let count: Int
  /// d_rst, `[count, count, count]`, symmetric.
  public let triple: [Int]
  /// ∫ c₂ J_r, `[count]`.
  public let secondChern: [Int]
  /// The Euler number χ.
  public let eulerNumber: Int

  /// Those of a matrix.
  ///
  /// - Precondition: The manifold is a threefold.
  public init(_ matrix: ConfigurationMatrix) {
    precondition(
      matrix.dimension == 3, "a manifold of dimension \(matrix.dimension) is no threefold")
    let n = matrix.rows
    var triple = [Int](repeating: 0, count: n * n * n)
    let polynomial = AmbientPolynomial(matrix)
    for r in 0..<n {
      for s in r..<n {
        for t in s..<n {
          let value = polynomial.integral(times: [r, s, t])
          for (a, b, c) in [(r, s, t), (r, t, s), (s, r, t), (s, t, r), (t, r, s), (t, s, r)] {
            triple[(a * n + b) * n + c] = value
          }
        }
      }
    }
    let spaces = (0..<n).map { matrix.spaceDimension($0) + 1 }
    // c₂ = Σ c₂[s, t] J_s J_t, doubled to stay among integers.
    var doubled = [Int](repeating: 0, count: n * n)
    for s in 0..<n {
      for t in 0..<n {
        let squares = (0..<matrix.columns).reduce(0) { $0 + matrix[s, $1] * matrix[t, $1] }
        doubled[s * n + t] = squares - (s == t ? spaces[s] : 0)
      }
    }
    secondChern = (0..<n).map { r in
      (0..<n * n).reduce(0) { $0 + doubled[$1] * triple[r * n * n + $1] } / 2
    }
    var cubes = (0..<n).reduce(0) { $0 + spaces[$1] * triple[($1 * n + $1) * n + $1] }
    for column in 0..<matrix.columns {
      let members = (0..<n).filter { matrix[$0, column] > 0 }
      for r in members {
        for s in members {
          let square = matrix[r, column] * matrix[s, column]
          for t in members { cubes -= square * matrix[t, column] * triple[(r * n + s) * n + t] }
        }
      }
    }
    eulerNumber = cubes / 3
    (count, self.triple) = (n, triple)
  }

  /// Numbers of classes that are given.
  init(count: Int, triple: [Int], secondChern: [Int], eulerNumber: Int) {
    (self.count, self.triple) = (count, triple)
    (self.secondChern, self.eulerNumber) = (secondChern, eulerNumber)
  }

  /// d_rst.
  public subscript(r: Int, s: Int, t: Int) -> Int { triple[(r * count + s) * count + t] }

  /// The numbers of the classes Σ_r `rows[i][r]` J_r.
  public func pulledBack(along rows: [[Int]]) -> IntersectionNumbers {
    let m = rows.count
    /// One index after another.
    func contract(_ x: [Int], leading: Int, trailing: Int) -> [Int] {
      var y = [Int](repeating: 0, count: leading * m * trailing)
      for a in 0..<leading {
        for (i, row) in rows.enumerated() {
          for (r, factor) in row.enumerated() where factor != 0 {
            for b in 0..<trailing {
              y[(a * m + i) * trailing + b] += factor * x[(a * count + r) * trailing + b]
            }
          }
        }
      }
      return y
    }
    let first = contract(triple, leading: 1, trailing: count * count)
    let second = contract(first, leading: m, trailing: count)
    return IntersectionNumbers(
      count: m, triple: contract(second, leading: m * m, trailing: 1),
      secondChern: contract(secondChern, leading: 1, trailing: 1), eulerNumber: eulerNumber)
  }
}
