internal import Tensors

extension FieldClass {
  /// The monomials `φ` in named coordinates: `x`, `y`, `1`, `x²`, `x y`, ….
  public func monomialNames(coordinates: [String]) -> [String] {
    exponents(dimension: coordinates.count).map { powers in
      let factors = zip(coordinates, powers).filter { $0.1 > 0 }
        .map { $0.1 == 1 ? $0.0 : "\($0.0)²" }
      return factors.isEmpty ? "1" : factors.joined(separator: " ")
    }
  }

  /// A field with coefficients `[n, B]` as a person writes it: `2y ∂x + 3x² ∂y`.
  func text(of field: Tensor<Double>, coordinates: [String]) -> String {
    let n = coordinates.count
    let largest = field.maximumMagnitude
    let monomials = monomialNames(coordinates: coordinates).map { $0 == "1" ? "" : $0 }
    var terms: [String] = []
    for i in 0..<n {
      for (k, monomial) in monomials.enumerated()
      where field[i, k].magnitude > Self.negligible * largest {
        let size = field[i, k].magnitude
        let separator = monomial.isEmpty ? "" : " "
        let number = (size - 1).magnitude < 1e-6 ? "" : Self.short(size, separator)
        let sign = field[i, k] < 0 ? (terms.isEmpty ? "−" : "− ") : (terms.isEmpty ? "" : "+ ")
        let factors = [number + monomial, "∂\(coordinates[i])"].filter { !$0.isEmpty }
        terms.append(sign + factors.joined(separator: " "))
      }
    }
    return terms.isEmpty ? "0" : terms.joined(separator: " ")
  }

  /// Terms below this share of the largest would show as 0.
  private static let negligible = 5e-5

  /// A small fraction where it is one, else four decimals, and what separates it from a name.
  private static func short(_ value: Double, _ separator: String) -> String {
    for denominator in 1...12 {
      let numerator = value * Double(denominator)
      guard numerator < 1e6, (numerator - numerator.rounded()).magnitude < 1e-9 * numerator else {
        continue
      }
      return denominator == 1
        ? "\(Int(numerator.rounded()))" : "\(Int(numerator.rounded()))/\(denominator)" + separator
    }
    return "\((value * 1e4).rounded() / 1e4)" + separator
  }
}
