/// The leading 128 bits of every power of five that a `Double` can need, for ``DecimalParser``.
///
/// For q ≥ 0 the bits of 5^q, cut off; for q < 0 those of 1/5^(−q), cut off, and rounded up where 5^(−q)
/// fits in 64 bits, which is what the correctness proof of the method asks for. Computed exactly with
/// long division instead of being pasted: 5^q only ever needs multiplications by 5, and
/// ⌊2^B / 5^(n+1)⌋ is ⌊⌊2^B / 5^n⌋ / 5⌋.
///
/// Source: Lemire, *Number parsing at a gigabyte per second* (2021), section 5 and table in
/// appendix B.   Checked by: `DecimalParserTests.powersOfFive`.
package struct PowersOfFive: Sendable {
  /// The exponents in the table: below, every number rounds to 0, above, to infinity.
  package static let exponents = -342...308
  /// The table; computed once, when it is first needed.
  package static let table = PowersOfFive()

  /// High and low word for each exponent in turn.
  package let words: [(high: UInt64, low: UInt64)]

  private init() {
    var positive: [(high: UInt64, low: UInt64)] = []
    var power: [UInt64] = [1]  // little-endian words
    for _ in 0...Self.exponents.upperBound {
      positive.append(Self.leadingBits(power))
      power = Self.timesFive(power)
    }
    var negative: [(high: UInt64, low: UInt64)] = []
    var reciprocal = [UInt64](repeating: 0, count: 30)  // 2^B for B = 1856 > 795 + 2·128
    reciprocal[29] = 1
    for n in 1...(-Self.exponents.lowerBound) {
      reciprocal = Self.dividedByFive(reciprocal)
      var (high, low) = Self.leadingBits(reciprocal)
      if n <= 27 {
        low &+= 1
        if low == 0 { high &+= 1 }
      }
      negative.append((high, low))
    }
    words = negative.reversed() + positive
  }

  private static func timesFive(_ words: [UInt64]) -> [UInt64] {
    var carry: UInt64 = 0
    var result = words.map { word in
      let (high, low) = word.multipliedFullWidth(by: 5)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      carry = high + (overflow ? 1 : 0)
      return sum
    }
    if carry > 0 { result.append(carry) }
    return result
  }

  private static func dividedByFive(_ words: [UInt64]) -> [UInt64] {
    var result = words
    var remainder: UInt64 = 0
    for i in result.indices.reversed() {
      (result[i], remainder) = UInt64(5).dividingFullWidth((remainder, result[i]))
    }
    while result.last == 0 { result.removeLast() }
    return result
  }

  /// The 128 bits from the highest that is set; zeros follow a shorter number.
  private static func leadingBits(_ words: [UInt64]) -> (high: UInt64, low: UInt64) {
    let top = words.count - 1
    func word(_ i: Int) -> UInt64 { i >= 0 ? words[i] : 0 }
    let shift = UInt64(words[top].leadingZeroBitCount)
    func shifted(_ i: Int) -> UInt64 {
      word(i) << shift | (shift == 0 ? 0 : word(i - 1) >> (64 - shift))
    }
    return (shifted(top), shifted(top - 1))
  }
}
