/// A value in the JSON text of a header.
///
/// Foundation's parsers keep one of two equal keys and drop the other without a word, round long
/// numbers, and forget the order; a header must be refused for the first two, and is read in its order.
enum HeaderJSON {
  case object([(key: String, value: HeaderJSON)])
  case array([HeaderJSON])
  case string(String)
  case integer(Int)
  /// The text of a truth value, of null, or of a number that is no `Int`.
  case other(String)

  /// What stands there, for a message.
  var summary: String {
    switch self {
    case .object: return "an object"
    case .string: return "a text"
    case .integer(let integer): return "\(integer)"
    case .other(let text): return text.count <= 30 ? text : text.prefix(29) + "…"
    case .array(let elements):
      let shown = elements.prefix(8).map(\.summary) + (elements.count > 8 ? ["…"] : [])
      return "[" + shown.joined(separator: ", ") + "]"
    }
  }
}

/// Reads the JSON text of a header, strictly by RFC 8259, without names that occur twice.
struct HeaderJSONParser {
  typealias Problem = NetworkError.SafetensorsProblem

  private let text: [UInt8]
  private var place = 0
  /// Objects and lists within each other; a header needs three.
  private static let largestDepth = 16

  init(_ text: [UInt8]) throws(Problem) {
    self.text = text
    guard String(decoding: text, as: UTF8.self).utf8.elementsEqual(text) else {
      throw .headerNotJSON(byte: 0, reason: "the text is not in UTF-8")
    }
  }

  /// The one object that the text is, from its first byte on.
  mutating func document() throws(Problem) -> [(key: String, value: HeaderJSON)] {
    guard next == UInt8(ascii: "{") else { throw failure("it does not begin with '{'") }
    let pairs = try object(depth: 1)
    skipSpace()
    guard next == nil else { throw failure("something follows the object") }
    return pairs
  }

  private var next: UInt8? { place < text.count ? text[place] : nil }

  private func failure(_ reason: String) -> Problem { .headerNotJSON(byte: place, reason: reason) }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
  }

  /// Passes white space and a character, if it is next.
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(Problem) -> HeaderJSON {
    guard depth <= Self.largestDepth else { throw failure("too many levels") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    default: return try word()
    }
  }

  private mutating func object(depth: Int) throws(Problem) -> [(key: String, value: HeaderJSON)] {
    place += 1
    if skip("}") { return [] }
    var (pairs, keys): ([(key: String, value: HeaderJSON)], Set<String>) = ([], [])
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure("a name in quotes should be here") }
      let key = try string()
      guard keys.insert(key).inserted else { throw .duplicateName(key) }
      guard skip(":") else { throw failure("':' should be here") }
      pairs.append((key, try value(depth: depth + 1)))
    } while skip(",")
    guard skip("}") else { throw failure("',' or '}' should be here") }
    return pairs
  }

  private mutating func array(depth: Int) throws(Problem) -> [HeaderJSON] {
    place += 1
    if skip("]") { return [] }
    var elements: [HeaderJSON] = []
    repeat { elements.append(try value(depth: depth + 1)) } while skip(",")
    guard skip("]") else { throw failure("',' or ']' should be here") }
    return elements
  }

  private mutating func string() throws(Problem) -> String {
    place += 1
    var bytes: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw failure("a control character is not escaped") }
      if byte == UInt8(ascii: "\\") {
        bytes += Array(String(try escaped()).utf8)
      } else {
        bytes.append(byte)
        place += 1
      }
    }
    guard next != nil else { throw failure("a text does not end") }
    place += 1
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func escaped() throws(Problem) -> Unicode.Scalar {
    place += 1
    let letter = next
    place += 1
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw failure("an unknown escape")
    }
    var code = try fourDigits()
    if 0xD800..<0xDC00 ~= code, text[place...].starts(with: Array("\\u".utf8)) {
      place += 2
      let low = try fourDigits()
      guard 0xDC00..<0xE000 ~= low else { throw failure("half a character") }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure("half a character") }
    return scalar
  }

  private mutating func fourDigits() throws(Problem) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits should be here")
      }
      code = code << 4 | UInt32(digit)
      place += 1
    }
    return code
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() throws(Problem) -> HeaderJSON {
    let end = text[place...].firstIndex { !Self.isWordByte($0) } ?? text.count
    let word = String(decoding: text[place..<end], as: UTF8.self)
    guard ["true", "false", "null"].contains(word) || Self.isNumber(word) else {
      throw failure("a value should be here")
    }
    place = end
    return Int(word).map { .integer($0) } ?? .other(word)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// Whether a word is a number by the grammar of JSON.
  private static func isNumber(_ word: String) -> Bool {
    var rest = word.utf8[...]
    func skip(_ characters: String) -> Bool {
      guard let first = rest.first, characters.utf8.contains(first) else { return false }
      rest.removeFirst()
      return true
    }
    func skipDigits() -> Bool {
      let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      rest = rest[digits.endIndex...]
      return !digits.isEmpty
    }
    _ = skip("-")
    guard skip("0") || skipDigits() else { return false }
    if skip("."), !skipDigits() { return false }
    if skip("eE") {
      _ = skip("+-")
      guard skipDigits() else { return false }
    }
    return rest.isEmpty
  }
}
