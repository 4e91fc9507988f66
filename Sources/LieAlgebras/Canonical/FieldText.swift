internal import Foundation
internal import Tensors

/// Vector fields and numbers as text.
enum FieldText {
  /// `Σᵢ (A x + b)ᵢ ∂ᵢ`: the components with a positive first term come first.
  static func field(_ linear: Tensor<Double>, _ shift: [Double], _ names: [String]) -> String {
    var components: [(text: String, isNegative: Bool)] = []
    for i in names.indices {
      var terms = names.indices.compactMap { j in
        linear[i, j] == 0 ? nil : (linear[i, j], names[j])
      }
      if shift[i] != 0 { terms.append((shift[i], "")) }
      guard let first = terms.first else { continue }
      let sign = first.0 < 0 ? -1.0 : 1.0
      let sum = Self.sum(terms.map { (sign * $0.0, $0.1) })
      let coefficient = terms.count > 1 ? "(\(sum)) " : sum == "1" ? "" : "\(sum) "
      components.append(("\(coefficient)∂\(names[i])", sign < 0))
    }
    components = components.filter { !$0.isNegative } + components.filter(\.isNegative)
    var text = ""
    for (index, component) in components.enumerated() {
      text += index == 0 ? (component.isNegative ? "−" : "") : component.isNegative ? " − " : " + "
      text += component.text
    }
    return text.isEmpty ? "0" : text
  }

  /// A linear combination of names, such as `x + 2 y`.
  static func combination(_ coefficients: [Double], _ names: [String]) -> String {
    let text = sum(zip(coefficients, names).filter { $0.0 != 0 }.map { ($0, $1) })
    return text.isEmpty ? "0" : text
  }

  /// A point, such as `(1, −1/2)`.
  static func point(_ coordinates: Tensor<Double>) -> String {
    "(" + coordinates.scalars.map { number($0) }.joined(separator: ", ") + ")"
  }

  /// Terms with signs between them; a term without a name is a number.
  private static func sum(_ terms: [(value: Double, name: String)]) -> String {
    var text = ""
    for (index, term) in terms.enumerated() {
      text += index == 0 ? (term.value < 0 ? "−" : "") : term.value < 0 ? " − " : " + "
      let size = number(term.value.magnitude)
      text += term.name.isEmpty ? size : size == "1" ? term.name : "\(size) \(term.name)"
    }
    return text
  }

  /// A number: a fraction with denominator up to 12 if it is one, otherwise four digits.
  static func number(_ x: Double) -> String {
    let sign = x < 0 ? "−" : ""
    let size = x.magnitude
    for denominator in 1...12 where size < 1000 {
      let numerator = (size * Double(denominator)).rounded()
      if (size - numerator / Double(denominator)).magnitude <= 1e-9 {
        let text = denominator == 1 ? "\(Int(numerator))" : "\(Int(numerator))/\(denominator)"
        return numerator == 0 ? "0" : sign + text
      }
    }
    return sign + String(format: "%.4g", size)
  }
}
