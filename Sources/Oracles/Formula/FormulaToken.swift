/// A word of a formula and where it begins.
struct FormulaToken: Equatable {
  enum Kind: Equatable {
    case number(Double)
    case name(String)
    /// One of `+ - * / ^ ( ) [ ] , ; . · ×`.
    case symbol(Character)
    case end
  }

  let kind: Kind
  /// The number of characters before it.
  let offset: Int

  /// How a message names it.
  var text: String {
    switch kind {
    case .number(let value): "the number \(value)"
    case .name(let name): "'\(name)'"
    case .symbol(let symbol): "'\(symbol)'"
    case .end: "the end"
    }
  }

  /// The words of `source`, ending with `.end`.
  static func tokens(of source: String) throws(FormulaError) -> [FormulaToken] {
    var lexer = Lexer(source: source, characters: Array(source))
    return try lexer.tokens()
  }
}

private struct Lexer {
  let source: String
  let characters: [Character]
  var place = 0

  static let symbols: [Character: Character] = [
    "+": "+", "-": "-", "−": "-", "–": "-", "*": "*", "∗": "*", "/": "/", "÷": "/", "^": "^",
    "(": "(", ")": ")", "[": "[", "]": "]", ",": ",", ";": ";", ".": ".", "·": "·", "⋅": "·",
    "×": "×",
  ]
  static let superscripts: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  mutating func tokens() throws(FormulaError) -> [FormulaToken] {
    var tokens: [FormulaToken] = []
    while place < characters.count {
      let (c, offset) = (characters[place], place)
      if c.isWhitespace {
        place += 1
      } else if isDigit(c) || c == "." && isDigit(peek(1)) {
        tokens.append(FormulaToken(kind: .number(try number()), offset: offset))
      } else if c.isLetter || c == "_" {
        tokens.append(FormulaToken(kind: .name(name()), offset: offset))
      } else if Self.superscripts.contains(c) {  // x² is x^2
        tokens.append(FormulaToken(kind: .symbol("^"), offset: offset))
        tokens.append(FormulaToken(kind: .number(superscript()), offset: offset))
      } else if c == "*", peek(1) == "*" {  // and so is x**2
        tokens.append(FormulaToken(kind: .symbol("^"), offset: offset))
        place += 2
      } else if let symbol = Self.symbols[c] {
        tokens.append(FormulaToken(kind: .symbol(symbol), offset: offset))
        place += 1
      } else {
        throw FormulaError(reason: .syntax(complaint(about: c)), source: source, offset: offset)
      }
    }
    tokens.append(FormulaToken(kind: .end, offset: characters.count))
    return tokens
  }

  private func peek(_ ahead: Int) -> Character? {
    place + ahead < characters.count ? characters[place + ahead] : nil
  }

  private func isDigit(_ c: Character?) -> Bool { c.map { ("0"..."9").contains($0) } ?? false }

  private mutating func digits() -> String {
    let start = place
    while isDigit(peek(0)) { place += 1 }
    return String(characters[start..<place])
  }

  /// Digits, a point, digits, and a power of ten if digits follow its letter.
  private mutating func number() throws(FormulaError) -> Double {
    let offset = place
    var (whole, fraction, exponent) = (digits(), "", "")
    if peek(0) == "." {
      place += 1
      fraction = digits()
    }
    if let e = peek(0), e == "e" || e == "E" {
      let signed = peek(1) == "+" || peek(1) == "-" || peek(1) == "−"
      if isDigit(peek(signed ? 2 : 1)) {
        let sign = signed && peek(1) != "+" ? "-" : ""
        place += signed ? 2 : 1
        exponent = "e" + sign + digits()
      }
    }
    if whole.isEmpty { whole = "0" }
    let text = whole + (fraction.isEmpty ? "" : "." + fraction) + exponent
    guard let value = Double(text), value.isFinite else {
      throw FormulaError(
        reason: .notFinite("the number \(text) is too large; the largest is about 1.8e308"),
        source: source, offset: offset)
    }
    return value
  }

  private mutating func name() -> String {
    let start = place
    while let c = peek(0),
      c.isLetter || c == "_" || isDigit(c) || ("₀"..."₉").contains(c)
    {
      place += 1
    }
    return String(characters[start..<place])
  }

  private mutating func superscript() -> Double {
    var value = 0.0
    while let c = peek(0), let digit = Self.superscripts.firstIndex(of: c) {
      value = min(value * 10 + Double(digit), 1e9)
      place += 1
    }
    return value
  }

  private func complaint(about c: Character) -> String {
    switch c {
    case "=": "'=' has no place here; write what is preserved, and separate several by ';'"
    case "|": "'|' is not understood; write abs(…) for a number, norm(…) for a vector"
    case "'", "†": "'\(c)' is not understood; write conj(z) for the conjugate, inner(z, w) for z†w"
    case "{", "}": "'\(c)' is not understood; group with ( )"
    case "√": "'√' is not understood; write sqrt(…)"
    default: "the character '\(c)' has no meaning here"
    }
  }
}
