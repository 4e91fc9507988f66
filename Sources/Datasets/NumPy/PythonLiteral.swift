/// The few Python literals of which an NPY header is made.
indirect enum PythonLiteral: Equatable {
  case string(String)
  case integer(Int)
  case bool(Bool)
  case tuple([PythonLiteral])
  case list([PythonLiteral])
  case dictionary([String: PythonLiteral])

  /// Parses a literal and the white space around it; nil if the text is anything else.
  init?(_ text: String) {
    var parser = Parser(rest: Array(text.utf8)[...])
    guard let value = parser.literal(depth: 0) else { return nil }
    parser.skipSpace()
    guard parser.rest.isEmpty else { return nil }
    self = value
  }

  /// The literal in Python's notation, keys in alphabetical order.
  var text: String {
    switch self {
    case .string(let string): string
    case .integer(let integer): "\(integer)"
    case .bool(let bool): bool ? "True" : "False"
    case .tuple(let parts): "(" + parts.map(\.text).joined(separator: ", ") + ")"
    case .list(let parts): "[" + parts.map(\.text).joined(separator: ", ") + "]"
    case .dictionary(let entries):
      "{"
        + entries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }
        .joined(separator: ", ") + "}"
    }
  }

  private struct Parser {
    var rest: ArraySlice<UInt8>

    mutating func skipSpace() {
      rest = rest.drop { $0 == 32 || (9...13).contains($0) }
    }

    /// Passes a character if it is next.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      skipSpace()
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    mutating func literal(depth: Int) -> PythonLiteral? {
      guard depth < 8 else { return nil }
      skipSpace()
      switch rest.first {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): return string().map { .string($0) }
      case UInt8(ascii: "("): return parts("(", ")", depth: depth).map { .tuple($0) }
      case UInt8(ascii: "["): return parts("[", "]", depth: depth).map { .list($0) }
      case UInt8(ascii: "{"): return dictionary(depth: depth)
      default: return word()
      }
    }

    mutating func string() -> String? {
      guard let quote = rest.popFirst(), let end = rest.firstIndex(of: quote) else { return nil }
      defer { rest = rest[(end + 1)...] }
      return String(decoding: rest[..<end], as: UTF8.self)
    }

    mutating func parts(
      _ open: Unicode.Scalar, _ close: Unicode.Scalar, depth: Int
    ) -> [PythonLiteral]? {
      guard skip(open) else { return nil }
      var parts: [PythonLiteral] = []
      while !skip(close) {
        guard let part = literal(depth: depth + 1) else { return nil }
        parts.append(part)
        if !skip(",") { return skip(close) ? parts : nil }
      }
      return parts
    }

    mutating func dictionary(depth: Int) -> PythonLiteral? {
      guard skip("{") else { return nil }
      var entries: [String: PythonLiteral] = [:]
      while !skip("}") {
        guard case .string(let key)? = literal(depth: depth + 1), skip(":"),
          let value = literal(depth: depth + 1)
        else { return nil }
        entries[key] = value
        if !skip(",") { return skip("}") ? .dictionary(entries) : nil }
      }
      return .dictionary(entries)
    }

    /// `True`, `False` or an integer (Python 2 wrote some with an `L` behind).
    mutating func word() -> PythonLiteral? {
      let letters = rest.prefix { $0 > 32 && !Array(",:)]}".utf8).contains($0) }
      rest = rest[letters.endIndex...]
      let word = String(decoding: letters, as: UTF8.self)
      switch word {
      case "True": return .bool(true)
      case "False": return .bool(false)
      default: return Int(word.hasSuffix("L") ? String(word.dropLast()) : word).map { .integer($0) }
      }
    }
  }
}
