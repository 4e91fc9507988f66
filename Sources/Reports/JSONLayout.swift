/// Compact JSON laid out for people: a list or object that fits on the rest of a line stays on it, so
/// that a matrix is one line per row; a longer one has one element per line.
///
/// Foundation's own layout puts every number on a line of its own.
struct JSONLayout {
  private static let width = 100
  private var rest: ArraySlice<UInt8>

  /// The laid out text of compact JSON, whose outermost braces always have lines of their own.
  ///
  /// - Precondition: The JSON is valid.
  static func text(of json: some Sequence<UInt8>) -> String {
    var parser = JSONLayout(rest: Array(json)[...])
    return lines(parser.value(), indentation: 0, used: width)
  }

  /// A number, string or word; or the elements of an object, with their keys, or of a list.
  private indirect enum Value {
    case scalar(String)
    case group(open: String, [(key: String, value: Value)], close: String, length: Int)

    /// The characters it takes on one line.
    var length: Int {
      switch self {
      case .scalar(let text): text.count
      case .group(_, _, _, let length): length
      }
    }

    /// The value on one line.
    var line: String {
      switch self {
      case .scalar(let text): text
      case .group(let open, let elements, let close, _):
        open + elements.map { $0.key + $0.value.line }.joined(separator: ", ") + close
      }
    }
  }

  /// The value, its first line following `used` characters on the same line.
  private static func lines(_ value: Value, indentation: Int, used: Int) -> String {
    guard case .group(let open, let elements, let close, let length) = value, !elements.isEmpty,
      used + length + 1 > width
    else { return value.line }
    let inner = indentation + 2
    let space = String(repeating: " ", count: inner)
    let body = elements.map { key, value in
      space + key + lines(value, indentation: inner, used: inner + key.count)
    }
    return open + "\n" + body.joined(separator: ",\n") + "\n"
      + String(repeating: " ", count: indentation) + close
  }

  private mutating func value() -> Value {
    switch rest.first {
    case UInt8(ascii: "{"): return group("{", "}")
    case UInt8(ascii: "["): return group("[", "]")
    case UInt8(ascii: "\""): return .scalar(string())
    default:
      let token = rest.prefix { !Array(",]}".utf8).contains($0) }
      rest = rest[token.endIndex...]
      return .scalar(String(decoding: token, as: UTF8.self))
    }
  }

  private mutating func group(_ open: Unicode.Scalar, _ close: Unicode.Scalar) -> Value {
    rest.removeFirst()
    var elements: [(key: String, value: Value)] = []
    while let next = rest.first, next != UInt8(ascii: close) {
      if next == UInt8(ascii: ",") { rest.removeFirst() }
      var key = ""
      if open == "{" {
        key = string() + ": "
        rest.removeFirst()  // the colon
      }
      elements.append((key, value()))
    }
    rest = rest.dropFirst()
    let separators = 2 * max(0, elements.count - 1)
    let length = elements.reduce(2 + separators) { $0 + $1.key.count + $1.value.length }
    return .group(open: String(open), elements, close: String(close), length: length)
  }

  /// The string that is next, with its quotes and escapes.
  private mutating func string() -> String {
    var end = rest.startIndex + 1
    while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") {
      end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    end = min(end + 1, rest.endIndex)
    defer { rest = rest[end...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }
}
