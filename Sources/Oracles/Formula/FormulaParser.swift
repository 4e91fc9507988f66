/// One step of a formula in postfix order: operands first, then what is done with them.
struct FormulaStep {
  enum Action {
    case number(Double)
    case name(String)
    case negate
    /// `+ - * / ^ . · ×`, of the two values before it.
    case binary(Character)
    /// The component of the vector before it, counted from 1.
    case component(Int)
    /// A function of the last `count` values.
    case call(String, count: Int)
    /// The end of an output.
    case output
  }

  let action: Action
  /// The number of characters before the operator, name or number.
  let offset: Int
}

/// The grammar, by recursive descent with one function per rule.
///
///     formula = sum { ";" sum } [ ";" ]
///     sum     = product { ("+" | "-") product }
///     product = signed { ("*" | "/" | "·" | "×") signed }
///     signed  = ("-" | "+") signed | power            so that −x² is −(x²)
///     power   = dotted [ "^" signed ]                 so that x^y^z is x^(y^z)
///     dotted  = indexed { "." indexed }               so that x.y^2 is (x.y)^2
///     indexed = primary { "[" integer "]" }
///     primary = number | name | name "(" sum { "," sum } ")" | "(" sum ")"
///
/// The steps come out as one flat list, so nothing after the parser recurses: long formulas cost no
/// stack, and nested ones are refused at ``deepest`` levels.
struct FormulaParser {
  /// The deepest nesting that is accepted.
  static let deepest = 200

  private let source: String
  private let tokens: [FormulaToken]
  private var place = 0
  private var depth = 0
  private var steps: [FormulaStep] = []

  /// The steps of `source`.
  static func steps(of source: String) throws(FormulaError) -> [FormulaStep] {
    var parser = FormulaParser(source: source, tokens: try FormulaToken.tokens(of: source))
    try parser.formula()
    return parser.steps
  }

  private init(source: String, tokens: [FormulaToken]) {
    (self.source, self.tokens) = (source, tokens)
  }

  private mutating func formula() throws(FormulaError) {
    guard next.kind != .end else {
      throw error("the formula is empty; try 'x^2 + y^2'")
    }
    repeat {
      try sum()
      emit(.output, at: next.offset)
      if next.kind == .end { return }
      guard take(";") != nil else { throw unexpected() }
    } while next.kind != .end
  }

  private mutating func sum() throws(FormulaError) {
    try product()
    while let token = take("+") ?? take("-") {
      try product()
      emit(token)
    }
  }

  private mutating func product() throws(FormulaError) {
    try signed()
    while let token = take("*") ?? take("/") ?? take("·") ?? take("×") {
      try signed()
      emit(token)
    }
  }

  private mutating func signed() throws(FormulaError) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw error(
        .tooLarge("the formula is nested more than \(Self.deepest) levels deep; split it up"))
    }
    if let minus = take("-") {
      try signed()
      emit(.negate, at: minus.offset)
    } else if take("+") != nil {
      try signed()
    } else {
      try power()
    }
  }

  private mutating func power() throws(FormulaError) {
    try dotted()
    if let token = take("^") {
      try signed()
      emit(token)
    }
  }

  private mutating func dotted() throws(FormulaError) {
    try indexed()
    while let token = take(".") {
      try indexed()
      emit(token)
    }
  }

  private mutating func indexed() throws(FormulaError) {
    try primary()
    while take("[") != nil {
      guard case .number(let value) = next.kind, let index = Int(exactly: value), index > 0 else {
        throw error("expected the number of a component, as in x[1], found \(next.text)")
      }
      let offset = next.offset
      place += 1
      guard take("]") != nil else {
        throw error("expected ']' after the number, found \(next.text)")
      }
      emit(.component(index), at: offset)
    }
  }

  private mutating func primary() throws(FormulaError) {
    let token = next
    switch token.kind {
    case .number(let value):
      place += 1
      emit(.number(value), at: token.offset)
    case .name(let name):
      place += 1
      if take("(") != nil {
        emit(.call(name, count: try arguments(openedAt: place - 1)), at: token.offset)
      } else {
        emit(.name(name), at: token.offset)
      }
    case .symbol("("):
      place += 1
      try sum()
      try close(openedAt: token.offset)
    case .symbol, .end:
      throw error("expected a number, a variable or '(', found \(token.text)")
    }
  }

  private mutating func arguments(openedAt open: Int) throws(FormulaError) -> Int {
    let offset = tokens[open].offset
    if take(")") != nil { return 0 }
    var count = 0
    repeat {
      try sum()
      count += 1
    } while take(",") != nil
    try close(openedAt: offset)
    return count
  }

  private mutating func close(openedAt offset: Int) throws(FormulaError) {
    if take(")") != nil { return }
    if next.kind == .end || next.kind == .symbol(";") {
      throw FormulaError(
        reason: .syntax("this '(' is never closed; add a ')'"), source: source, offset: offset)
    }
    throw unexpected()
  }
}

extension FormulaParser {
  private var next: FormulaToken { tokens[place] }

  private mutating func take(_ symbol: Character) -> FormulaToken? {
    guard next.kind == .symbol(symbol) else { return nil }
    defer { place += 1 }
    return next
  }

  private mutating func emit(_ action: FormulaStep.Action, at offset: Int) {
    steps.append(FormulaStep(action: action, offset: offset))
  }

  private mutating func emit(_ token: FormulaToken) {
    if case .symbol(let symbol) = token.kind { emit(.binary(symbol), at: token.offset) }
  }

  private func error(_ text: String) -> FormulaError { error(.syntax(text)) }

  private func error(_ reason: FormulaError.Reason) -> FormulaError {
    FormulaError(reason: reason, source: source, offset: next.offset)
  }

  /// The complaint about a token that cannot follow a complete value.
  private func unexpected() -> FormulaError {
    switch next.kind {
    case .number, .name, .symbol("("):
      error("expected an operator before \(next.text); to multiply, write '*'")
    case .symbol(")"): error("this ')' closes nothing; remove it or add a '('")
    case .symbol("]"): error("this ']' closes nothing; components are written x[1]")
    case .symbol(","): error("a ',' separates arguments; outputs are separated by ';'")
    default: error("expected an operator, found \(next.text)")
    }
  }
}
