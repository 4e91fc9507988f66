/// Decimal numbers in text to the nearest `Double`.
///
/// Goals: correct rounding always, then speed. At most 19 digits become an integer `w`, and `w·10^q` is
/// rounded by one or two multiplications with a table of powers of five (Eisel and Lemire); longer
/// literals, and the few cases the method leaves open, go to the standard library. Rejected: `strtod`
/// throughout, five times slower; the compact `w·10^q` in floating point alone, exact only for
/// `w ≤ 2⁵³`, which numbers written with 17 digits exceed.
///
/// Source: Lemire, *Number parsing at a gigabyte per second* (2021), algorithm 1; Clinger, *How to read
/// floating point numbers accurately* (1990), for the exact case.
/// Checked by: `DecimalParserTests.matchesStandardLibrary`.
package struct DecimalParser: Sendable {
  private let powersOfFive = PowersOfFive.table.words

  /// A parser; it has no state.
  package init() {}

  /// A number that begins at `position`: its value and where it ends; nil if none begins there.
  ///
  /// `[+-] digits [. digits] [e [+-] digits]`, where one of the two runs of digits may be empty. The
  /// value is ±∞ where the literal is too large.
  @inline(__always)
  package func number(
    in bytes: UnsafeBufferPointer<UInt8>, from position: Int
  ) -> (value: Double, end: Int)? {
    let end = bytes.count
    var p = position
    guard p < end else { return nil }
    let isNegative = bytes[p] == UInt8(ascii: "-")
    if isNegative || bytes[p] == UInt8(ascii: "+") { p += 1 }

    var w: UInt64 = 0
    let digitsStart = p
    while p < end, case let digit = bytes[p] &- 48, digit < 10 {
      w = w &* 10 &+ UInt64(digit)
      p += 1
    }
    var digits = p - digitsStart
    var q = 0
    if p < end, bytes[p] == UInt8(ascii: ".") {
      p += 1
      let fractionStart = p
      while p + 8 <= end, let eight = Self.eightDigits(in: bytes, at: p) {
        w = w &* 100_000_000 &+ eight
        p += 8
      }
      while p < end, case let digit = bytes[p] &- 48, digit < 10 {
        w = w &* 10 &+ UInt64(digit)
        p += 1
      }
      q = fractionStart - p
      digits -= q
    }
    guard digits > 0 else { return nil }
    let significandEnd = p
    if p < end, bytes[p] | 0x20 == UInt8(ascii: "e") {
      var e = p + 1
      let isExponentNegative = e < end && bytes[e] == UInt8(ascii: "-")
      if isExponentNegative || (e < end && bytes[e] == UInt8(ascii: "+")) { e += 1 }
      let exponentStart = e
      var exponent = 0
      while e < end, case let digit = bytes[e] &- 48, digit < 10 {
        if exponent < 100_000 { exponent = exponent * 10 + Int(digit) }
        e += 1
      }
      guard e > exponentStart else { return nil }
      q += isExponentNegative ? -exponent : exponent
      p = e
    }
    if digits > 19, significantDigits(in: bytes, digitsStart..<significandEnd) > 19 {
      return Self.standard(bytes, position..<p).map { ($0, p) }
    }
    guard let magnitude = scaled(w, q) else {
      return Self.standard(bytes, position..<p).map { ($0, p) }
    }
    return (isNegative ? -magnitude : magnitude, p)
  }

  /// `w·10^q`, rounded to nearest, ties to even; nil in the rare cases the method does not decide.
  func scaled(_ w: UInt64, _ q: Int) -> Double? {
    if w <= 1 << 53, -22...22 ~= q {  // both factors exact: one correct rounding
      return q < 0 ? Double(w) / Self.exactPowersOfTen[-q] : Double(w) * Self.exactPowersOfTen[q]
    }
    if w == 0 || q < PowersOfFive.exponents.lowerBound { return 0 }
    if q > PowersOfFive.exponents.upperBound { return .infinity }

    let normalization = w.leadingZeroBitCount
    let m = w << UInt64(normalization)
    let five = powersOfFive[q - PowersOfFive.exponents.lowerBound]
    var (high, low) = m.multipliedFullWidth(by: five.high)
    if high & 0x1FF == 0x1FF {  // the discarded part of 5^q may carry into the 55 bits that count
      let carry = m.multipliedFullWidth(by: five.low).high
      low &+= carry
      if low < carry { high &+= 1 }
    }
    if low == .max, !(-27...55 ~= q) { return nil }

    let upperBit = high >> 63
    let shift = upperBit + 9
    var significand = high >> shift  // 54 bits: one more than a Double holds, to round with
    var exponent = ((217_706 * q) >> 16) + 63 + Int(upperBit) - normalization + 1023  // biased
    if exponent <= 0 {  // subnormal
      if exponent <= -63 { return 0 }
      significand >>= UInt64(1 - exponent)
      significand = (significand + (significand & 1)) >> 1
      return Double(bitPattern: significand)  // at 2⁵² this is the smallest normal number
    }
    if low <= 1, -4...23 ~= q, significand & 3 == 1, significand << shift == high {
      significand &= ~1  // exactly halfway: to even
    }
    significand = (significand + (significand & 1)) >> 1
    if significand == 1 << 53 {
      significand = 1 << 52
      exponent += 1
    }
    if exponent >= 2047 { return .infinity }
    return Double(bitPattern: UInt64(exponent) << 52 | significand & (1 << 52 - 1))
  }

  /// The number that eight digits write, or nil if one of the eight characters is no digit: pairs, then
  /// fours, then all are combined inside one word.
  @inline(__always)
  private static func eightDigits(in bytes: UnsafeBufferPointer<UInt8>, at p: Int) -> UInt64? {
    let word = UInt64(
      littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: p, as: UInt64.self))
    let isDigit = (word &+ 0x4646_4646_4646_4646) | (word &- 0x3030_3030_3030_3030)
    guard isDigit & 0x8080_8080_8080_8080 == 0 else { return nil }
    var value = ((word & 0x0F0F_0F0F_0F0F_0F0F) &* (10 << 8 + 1)) >> 8
    value = ((value & 0x00FF_00FF_00FF_00FF) &* (100 << 16 + 1)) >> 16
    return ((value & 0x0000_FFFF_0000_FFFF) &* (10_000 << 32 + 1)) >> 32
  }

  private static let exactPowersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The number of digits after leading zeros.
  private func significantDigits(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    let digits = bytes[range].filter { $0 != UInt8(ascii: ".") }
    return digits.drop { $0 == UInt8(ascii: "0") }.count
  }

  private static func standard(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Double?
  {
    let text = Substring(decoding: bytes[range], as: UTF8.self)
    return Double(text.hasPrefix("+") ? text.dropFirst() : text)
  }
}
