/// A real polynomial in numbered variables, for writing invariants down as mathematics does.
struct Polynomial: Sendable {
  /// The coefficient of every monomial; `[0, 0, 2]` is x₀²x₂.
  private(set) var coefficients: [[Int]: Double]

  /// The variable `xᵢ`.
  static func variable(_ index: Int) -> Polynomial { Polynomial(coefficients: [[index]: 1]) }

  static var zero: Polynomial { Polynomial(coefficients: [:]) }

  static func + (a: Polynomial, b: Polynomial) -> Polynomial {
    Polynomial(coefficients: a.coefficients.merging(b.coefficients, uniquingKeysWith: +))
  }

  static func * (a: Double, b: Polynomial) -> Polynomial {
    Polynomial(coefficients: b.coefficients.mapValues { a * $0 })
  }

  static func - (a: Polynomial, b: Polynomial) -> Polynomial { a + -1 * b }

  static func * (a: Polynomial, b: Polynomial) -> Polynomial {
    var product = Polynomial.zero
    for (m, c) in a.coefficients {
      for (n, d) in b.coefficients { product.coefficients[(m + n).sorted(), default: 0] += c * d }
    }
    return product
  }

  /// The monomials that do not vanish, in a fixed order (that of a dictionary changes from run to run,
  /// and with it the last bits of sums).
  var terms: [(monomial: [Int], coefficient: Double)] {
    coefficients.filter { $0.value != 0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { ($0.key, $0.value) }
  }
}

extension Sequence<Polynomial> {
  /// Σ of the polynomials.
  var sum: Polynomial { reduce(.zero, +) }
}
