import Datasets
import Tensors
import Testing

@Suite struct DecimalParserTests {
  private func parsed(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard let (value, end) = DecimalParser().number(in: bytes, from: 0), end == bytes.count
      else { return nil }
      return value
    }
  }

  /// 10⁵ random literals: any digits and exponents, and numbers of all magnitudes as they are printed.
  @Test(arguments: UInt64(0)..<4)
  func matchesStandardLibrary(seed: UInt64) {
    var rng = Philox(seed: seed)
    for _ in 0..<25_000 {
      let text: String
      if Bool.random(using: &rng) {
        let digits = (0..<Int.random(in: 1...24, using: &rng)).map { _ in
          String(Int.random(in: 0...9, using: &rng))
        }
        let point = Int.random(in: 0...digits.count, using: &rng)
        let exponent = Int.random(in: -345...310, using: &rng)
        text =
          (Bool.random(using: &rng) ? "-" : "") + digits[..<point].joined() + "."
          + digits[point...].joined() + "e\(exponent)"
      } else {
        text = "\(Double(bitPattern: rng.next()))"
        guard !text.contains("n") else { continue }
      }
      #expect(parsed(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  /// Literals next to the middle of two numbers, at the ends of the range, and with many digits.
  @Test(arguments: [
    ("9007199254740993", 9_007_199_254_740_992), ("9007199254740995", 9_007_199_254_740_996),
    ("9007199254740993.0000000000000000000001", 9_007_199_254_740_994),
    ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown),
    ("4.9e-324", 0x0.0000000000001p-1022),
    ("2.4703282292062327e-324", 0), ("2.4703282292062328e-324", 0x0.0000000000001p-1022),
    ("1.7976931348623157e308", Double.greatestFiniteMagnitude),
    ("1.7976931348623159e308", .infinity),
    ("1e400", .infinity), ("-1e99999999999999999999", -.infinity), ("1e-99999999999", 0),
    ("0e400", 0), ("-0", -0.0), ("6.02214076e23", 6.02214076e23),
    ("7.3177701707893310e+15", 7_317_770_170_789_331),
  ])
  func hardCases(text: String, value: Double) {
    #expect(parsed(text)?.bitPattern == value.bitPattern)
  }

  /// The hash is that of `Tests/Reference/powers_of_five.py`.
  @Test func powersOfFive() {
    let words = PowersOfFive.table.words
    #expect(words.count == PowersOfFive.exponents.count)
    let hash = words.reduce(UInt64(0)) { hash, word in
      (hash &* 1_099_511_628_211 &+ word.high) &* 1_099_511_628_211 &+ word.low
    }
    #expect(hash == 16_472_365_353_024_949_809)
  }

  @Test(arguments: [
    "", "+", "-", ".", "e5", "1e", "1e+", "--1", "1.2.3", "0x10", "1_000", "1,5", "nan",
  ])
  func notNumbers(text: String) {
    #expect(parsed(text) == nil)
  }
}
