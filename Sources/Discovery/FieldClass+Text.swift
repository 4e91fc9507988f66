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
      where field[i, k].magnitude > 1e-6 * largest {
        let size = field[i, k].magnitude
        let number = (size - 1).magnitude < 1e-6 && !monomial.isEmpty ? "" : Self.short(size)
        let sign = field[i, k] < 0 ? (terms.isEmpty ? "−" : "− ") : (terms.isEmpty ? "" : "+ ")
        terms.append("\(sign)\(number)\(monomial) ∂\(coordinates[i])")
      }
    }
    return terms.isEmpty ? "0" : terms.joined(separator: " ")
  }

  /// A small fraction where it is one, else four decimals.
  private static func short(_ value: Double) -> String {
    for denominator in 1...12 {
      let numerator = value * Double(denominator)
      guard numerator < 1e6, (numerator - numerator.rounded()).magnitude < 1e-9 * numerator else {
        continue
      }
      return denominator == 1
        ? "\(Int(numerator.rounded()))" : "\(Int(numerator.rounded()))/\(denominator) "
    }
    return "\((value * 1e4).rounded() / 1e4) "
  }
}
