internal import Foundation

/// Numbers of which only the size matters.
package enum RoughNumber {
  /// Two significant digits: `0.0037`, `150`, `1.3e15`.
  package static func text(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "undefined" : value < 0 ? "−∞" : "∞" }
    let parts = String(format: "%.1e", value).split(separator: "e")
    guard parts.count == 2, let digits = Double(parts[0]), let exponent = Int(parts[1]) else {
      return "\(value)"
    }
    switch exponent {
    case _ where digits == 0: return "0"
    case -3..<1: return trimmed(String(format: "%.*f", 1 - exponent, value))
    case 1..<4: return String(format: "%.0f", digits * pow(10, Double(exponent)))
    default: return trimmed("\(parts[0])") + "e\(exponent)"
    }
  }

  /// Without zeros at the end of the decimals.
  package static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text[...]
    while text.last == "0" { text.removeLast() }
    return String(text.last == "." ? text.dropLast() : text)
  }
}
