internal import Foundation

/// Any value of JSON, written as a literal.
indirect enum JSONValue: Sendable, Equatable {
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Numbers as Plotly.js reads them fast: base64 of little-endian 32-bit floats.
  static func floats(_ numbers: [Double], shape: [Int]? = nil) -> JSONValue {
    typed(
      numbers.flatMap { number in
        withUnsafeBytes(of: Float(number).bitPattern.littleEndian, Array.init)
      }, "f4", shape)
  }

  /// The same of bytes.
  static func bytes(_ bytes: [UInt8], shape: [Int]? = nil) -> JSONValue {
    typed(bytes, "u1", shape)
  }

  /// A text that Plotly.js shows as it is: it would take a few tags of HTML for markup, and knows few entities.
  static func markup(_ text: String) -> JSONValue {
    .string(
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;"))
  }

  private static func typed(_ bytes: [UInt8], _ type: String, _ shape: [Int]?) -> JSONValue {
    var value: [String: JSONValue] = [
      "dtype": .string(type), "bdata": .string(Data(bytes).base64EncodedString()),
    ]
    if let shape { value["shape"] = .string(shape.map(String.init).joined(separator: ", ")) }
    return .object(value)
  }
}

extension JSONValue: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements) { $1 })
  }
}
