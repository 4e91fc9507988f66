internal import Foundation

/// Numbers as the terminal shows them.
enum FindingNumber {
  /// Two significant digits: `0.0037`, `150`, `1.3e15`.
  static func rough(_ value: Double) -> String {
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

  /// A share as a percentage of at most four digits; what is not all is not called 100 %.
  static func percent(_ share: Double) -> String {
    let value = 100 * max(0, share)
    if value > 99.99, 1 - share > 1e-9 { return "> 99.99 %" }
    return String(format: value > 99 ? "%.4g %%" : "%.3g %%", min(value, 100))
  }

  /// The entry of a matrix: at most three decimals, none where it is whole.
  static func entry(_ value: Double) -> String {
    guard value.magnitude < 1e6 else { return rough(value) }
    let text = trimmed(String(format: "%.3f", value))
    return text == "-0" ? "0" : text
  }

  /// Without zeros at the end of the decimals.
  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text[...]
    while text.last == "0" { text.removeLast() }
    return String(text.last == "." ? text.dropLast() : text)
  }
}
