/// The octonions, or the split octonions: ℝ⁸ with basis 1, e₁, …, e₇.
///
/// `eᵢ eⱼ = eₖ` for each cyclic order of the seven lines below, `eⱼ eᵢ = −eₖ`, and `eᵢ² = −1`. In the
/// split form products within {e₄, …, e₇} have the other sign, so that `eᵢ² = +1` for i ≥ 4.
///
/// Source: Baez, *The octonions* (2002), §2.1–2.2, as the Cayley–Dickson double of {1, e₁, e₂, e₃}.
/// Checked by: `OctonionTests`.
package enum Octonions: Sendable, CaseIterable {
  case division
  case split

  private static let lines = [
    [1, 2, 3], [1, 4, 5], [1, 7, 6], [2, 4, 6], [2, 5, 7], [3, 4, 7], [3, 6, 5],
  ]

  /// The product of basis elements: `eᵢ eⱼ = sign · eₖ`.
  package func product(_ i: Int, _ j: Int) -> (k: Int, sign: Double) {
    if i == 0 || j == 0 { return (i + j, 1) }
    let split = self == .split && i >= 4 && j >= 4 ? -1.0 : 1.0
    if i == j { return (0, -split) }
    for line in Self.lines {
      guard let p = line.firstIndex(of: i), let q = line.firstIndex(of: j) else { continue }
      return (line[3 - p - q], (q - p + 3) % 3 == 1 ? split : -split)
    }
    preconditionFailure("e\(i) and e\(j) lie on no line")
  }

  /// The signs of the norm `n(x) = x x̄ = Σ signs[i] xᵢ²`: all +, or (4, 4).
  package var normSigns: [Double] {
    (0..<8).map { self == .split && $0 >= 4 ? -1 : 1 }
  }

  /// `n(x)` for eight polynomials.
  func norm(_ x: [Polynomial]) -> Polynomial {
    zip(normSigns, x).map { $0 * $1 * $1 }.sum
  }

  /// The real part of `(xy)z`, which is that of `x(yz)` and of its cyclic orders.
  ///
  /// The coefficients begin with that of basis element `first`: 0, or 1 if they are imaginary.
  func realPart(
    _ x: [Polynomial], _ y: [Polynomial], _ z: [Polynomial], from first: Int = 0
  ) -> Polynomial {
    var terms: [Polynomial] = []
    for i in first..<8 {
      for j in first..<8 {
        let (k, sign) = product(i, j)
        guard k >= first else { continue }
        let square = product(k, k).sign
        terms.append(sign * square * x[i - first] * y[j - first] * z[k - first])
      }
    }
    return terms.sum
  }
}
