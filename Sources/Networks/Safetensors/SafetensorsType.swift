/// The element types that are read, by their names in a header.
enum SafetensorsType: String, CaseIterable, Sendable {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int64 = "I64"
  case uint8 = "U8"

  /// The bytes of an element.
  var size: Int {
    switch self {
    case .float64, .int64: 8
    case .float32: 4
    case .float16, .bfloat16: 2
    case .uint8: 1
    }
  }

  /// The number with the bits of an IEEE half-precision number.
  ///
  /// By hand, because Swift's `Float16` is not there on every Mac.
  static func float(halfBits bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10 & 0x1F)
    let fraction = UInt32(bits & 0x3FF)
    switch exponent {
    case 0:
      return Float(sign: sign == 0 ? .plus : .minus, exponent: -24, significand: 1)
        * Float(fraction)
    case 0x1F: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }

  /// The number whose upper half of bits is given.
  static func float(brainBits bits: UInt16) -> Float { Float(bitPattern: UInt32(bits) << 16) }
}
