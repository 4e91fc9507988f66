internal import Discovery
internal import Foundation

/// Numbers as the terminal shows them.
enum FindingNumber {
  /// Two significant digits.
  static func rough(_ value: Double) -> String { RoughNumber.text(value) }

  /// A share as a percentage of at most four digits; what is not all is not called 100 %.
  static func percent(_ share: Double) -> String {
    let value = 100 * max(0, share)
    if value > 99.99, 1 - share > 1e-9 { return "> 99.99 %" }
    return String(format: value > 99 ? "%.4g %%" : "%.3g %%", min(value, 100))
  }

  /// The entry of a matrix: at most three decimals, none where it is whole.
  static func entry(_ value: Double) -> String {
    guard value.magnitude < 1e6 else { return rough(value) }
    let text = RoughNumber.trimmed(String(format: "%.3f", value))
    return text == "-0" ? "0" : text
  }
}
