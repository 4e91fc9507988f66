/// Why a text is not a formula, and where.
///
/// Its description is meant for a person: what happened, the line with a caret under the character,
/// and what to try.
public struct FormulaError: Error, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// The text breaks the grammar.
    case syntax(String)
    /// A name that was not declared, with the nearest one that was and all that were.
    case unknownName(String, closest: String?, declared: [String])
    /// A function that does not exist, with the nearest one that does.
    case unknownFunction(String, closest: String?)
    /// A function with too few or too many arguments.
    case argumentCount(function: String, expected: String, found: Int)
    /// Values that do not go together: vectors of other dimensions, a vector where a number belongs.
    case mismatch(String)
    /// A constant part that is infinite or not a number.
    case notFinite(String)
    /// A formula in which no coordinate occurs.
    case constant
    /// A formula beyond a limit, which is named.
    case tooLarge(String)
    /// Declared variables that contradict each other.
    case declaration(String)
  }

  /// What is wrong.
  public let reason: Reason
  /// The formula.
  public let source: String
  /// The place: the number of characters before it.
  public let offset: Int

  package init(reason: Reason, source: String, offset: Int) {
    (self.reason, self.source, self.offset) = (reason, source, offset)
  }

  /// The message, then the line with a caret.
  public var description: String {
    if case .declaration = reason { return message }
    return message + "\n" + caret(under: offset, in: source)
  }

  /// What happened, and what to try, without the line.
  public var message: String {
    switch reason {
    case .syntax(let text), .mismatch(let text), .notFinite(let text), .tooLarge(let text),
      .declaration(let text):
      text
    case .unknownName(let name, let closest, let declared):
      "unknown variable '\(name)'; "
        + (closest.map { "did you mean '\($0)'?" }
          ?? "declared are \(declared.prefix(8).joined(separator: ", "))")
    case .unknownFunction(let name, let closest):
      "unknown function '\(name)'; "
        + (closest.map { "did you mean '\($0)'?" } ?? "to multiply, write '\(name)*(…)'")
    case .argumentCount(let function, let expected, let found):
      "'\(function)' takes \(expected), not \(found)"
    case .constant:
      "the formula is constant, so everything preserves it; it needs at least one variable"
    }
  }
}

/// The line of `source` that holds the character after `offset` others, and a caret under it.
///
/// A long line is cut to what surrounds the character.
func caret(under offset: Int, in source: String) -> String {
  let characters = Array(source)
  let place = min(max(offset, 0), characters.count)
  let start = (characters[..<place].lastIndex(where: \.isNewline) ?? -1) + 1
  let end = characters[place...].firstIndex(where: \.isNewline) ?? characters.count
  let (from, to) = (max(start, place - 50), min(end, place + 30))
  let (before, after) = (from > start ? "…" : "", to < end ? "…" : "")
  let line = String(characters[from..<to].map { $0 == "\t" ? " " : $0 })
  let blanks = String(repeating: " ", count: before.count + place - from)
  return "  \(before)\(line)\(after)\n  \(blanks)^"
}
