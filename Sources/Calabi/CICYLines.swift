/// The lines of a list, read one after another.
struct CICYLines {
  private let path: String
  private let lines: [Substring]
  private var next = 0

  init(text: some StringProtocol, path: String) {
    self.path = path
    lines = Substring(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// The number of the current line, from 1.
  var number: Int { next + 1 }

  func place(_ line: Int) -> CalabiError.Place { .init(file: path, line: line) }

  /// Goes on to the next line that is not blank; false if there is none.
  mutating func skipBlank() -> Bool {
    while next < lines.count, Self.isBlank(lines[next]) { next += 1 }
    return next < lines.count
  }

  /// The value of a `Key : value` line.
  private mutating func value(_ key: String) throws(CalabiError) -> Substring {
    let line = try line("'\(key) : …'")
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, Self.trimmed(parts[0]) == key else {
      throw unexpected(line, "'\(key) : …'")
    }
    return Self.trimmed(parts[1])
  }

  mutating func integer(
    _ key: String, in range: ClosedRange<Int> = -1_000_000...1_000_000
  ) throws(CalabiError) -> Int {
    let text = try value(key)
    guard let number = Int(text), range.contains(number) else {
      throw unexpected(
        text, "a number from \(range.lowerBound) to \(range.upperBound) for '\(key)'")
    }
    return number
  }

  mutating func list(_ key: String) throws(CalabiError) -> [Int] {
    let text = try value(key)
    guard let numbers = Self.numbers(text) else { throw unexpected(text, "a list {1, 2, …}") }
    return numbers
  }

  mutating func row() throws(CalabiError) -> [Int] {
    let line = try line("a row of degrees {1, 0, …}")
    guard let numbers = Self.numbers(Self.trimmed(line)) else {
      throw unexpected(line, "a row of degrees {1, 0, …}")
    }
    return numbers
  }

  /// Checks that no more rows follow.
  func end(of entry: Int, rows: Int) throws(CalabiError) {
    guard next < lines.count, !Self.isBlank(lines[next]) else { return }
    throw .unexpectedLine(
      place(number), text: String(lines[next]),
      expected: "a blank line, as entry \(entry) has \(rows) rows,")
  }

  private mutating func line(_ expected: String) throws(CalabiError) -> Substring {
    // A file may end with a line break.
    guard next < lines.count, !(next == lines.count - 1 && lines[next].isEmpty) else {
      throw .truncated(place(max(1, lines.count - 1)), expected: expected)
    }
    next += 1
    return lines[next - 1]
  }

  /// The error of the line that was just read.
  private func unexpected(_ text: Substring, _ expected: String) -> CalabiError {
    .unexpectedLine(place(next), text: String(text.prefix(60)), expected: expected)
  }

  private static func numbers(_ text: Substring) -> [Int]? {
    guard text.first == "{", text.last == "}", text.count > 2 else { return nil }
    let parts = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int(trimmed($0)) }
    return numbers.count == parts.count ? numbers : nil
  }

  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }

  private static func trimmed(_ text: Substring) -> Substring {
    var part = text.drop(while: \.isWhitespace)
    while part.last?.isWhitespace == true { part.removeLast() }
    return part
  }
}
