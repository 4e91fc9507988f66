internal import Foundation

/// The grammar of a text table: where records and fields begin and end.
///
/// Records are lines; blank lines and lines whose first character is `#` are none. Spaces around a
/// field, and the `\r` of a line ending, do not belong to it. A field that begins with a quote ends at
/// the next quote that is not doubled, and may hold delimiters and line ends.
///
/// Source: RFC 4180, with comments, other delimiters and spaces added.
struct CSVScanner: @unchecked Sendable {
  /// The text; the owner of the scanner keeps it alive.
  let bytes: UnsafeBufferPointer<UInt8>
  /// The byte that separates fields; a space stands for any run of spaces and tabs.
  let delimiter: UInt8

  /// A field of a record.
  struct Field {
    /// Its text, without surrounding spaces and quotes.
    var content: Range<Int>
    /// Whether it was in quotes, where `""` stands for a quote.
    var isQuoted = false
    /// Where the next field, or the next line, begins.
    var next = 0
    /// Whether it is the last one of its record.
    var endsRecord = false
    /// Whether the closing quote is missing.
    var isUnterminated = false
  }

  /// Whether a byte is a space between fields.
  @inline(__always)
  func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r")
      || (byte == UInt8(ascii: "\t") && delimiter != UInt8(ascii: "\t"))
  }

  /// The first position from `position` on that holds no space.
  @inline(__always)
  func skippingSpaces(_ position: Int) -> Int {
    var p = position
    while p < bytes.count, isSpace(bytes[p]) { p += 1 }
    return p
  }

  /// The position after the next line end, or the end of the text.
  @inline(__always)
  func nextLine(_ position: Int) -> Int {
    guard position < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + position, 10, bytes.count - position)
    else { return bytes.count }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
  }

  /// Whether the line that begins here holds a record, rather than nothing or a comment.
  @inline(__always)
  func isRecord(_ line: Int) -> Bool {
    let p = skippingSpaces(line)
    return p < bytes.count && bytes[p] != UInt8(ascii: "\n") && bytes[p] != UInt8(ascii: "#")
  }

  /// Whether a range of the text holds a quote.
  func hasQuotes(in range: Range<Int>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    return memchr(base + range.lowerBound, 0x22, range.count) != nil
  }

  /// The beginning of the first record in `range`, or nil if there is none.
  func firstRecord(in range: Range<Int>) -> Int? {
    var line = range.lowerBound
    while line < range.upperBound {
      if isRecord(line) { return line }
      line = nextLine(line)
    }
    return nil
  }

  /// The field that begins at `position`.
  func field(_ position: Int) -> Field {
    let start = skippingSpaces(position)
    if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
      let quoted = quotedField(start)
      if !quoted.content.isEmpty || quoted.next > 0 { return quoted }
    }
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), !isDelimiter(bytes[end]) { end += 1 }
    return finished(Field(content: start..<end), at: end)
  }

  /// The fields of the record that begins at `record`.
  func fields(_ record: Int) -> [Field] {
    var fields = [field(record)]
    while let last = fields.last, !last.endsRecord { fields.append(field(last.next)) }
    return fields
  }

  /// Where the line after the record that begins here starts; a quoted field may span lines.
  func endOfRecord(_ record: Int) -> Int {
    let line = nextLine(record)
    guard hasQuotes(in: record..<line) else { return line }
    var last = field(record)
    while !last.endsRecord { last = field(last.next) }
    return last.next
  }

  /// A field's text, with doubled quotes made single.
  func text(_ field: Field) -> String {
    let raw = String(decoding: bytes[field.content], as: UTF8.self)
    return field.isQuoted ? raw.replacingOccurrences(of: "\"\"", with: "\"") : raw
  }

  /// The number, from 1, of the line in which a position lies.
  func lineNumber(of position: Int) -> Int {
    1 + bytes[..<position].count { $0 == UInt8(ascii: "\n") }
  }

  @inline(__always)
  private func isDelimiter(_ byte: UInt8) -> Bool {
    byte == delimiter || (delimiter == UInt8(ascii: " ") && byte == UInt8(ascii: "\t"))
  }

  /// The field whose opening quote is at `start`; one that goes on after the closing quote is taken
  /// literally instead (`next` is 0).
  private func quotedField(_ start: Int) -> Field {
    var p = start + 1
    while p < bytes.count {
      if bytes[p] == UInt8(ascii: "\"") {
        guard p + 1 < bytes.count, bytes[p + 1] == UInt8(ascii: "\"") else { break }
        p += 1
      }
      p += 1
    }
    var field = Field(content: start + 1..<min(p, bytes.count), isQuoted: true)
    guard p < bytes.count else {
      (field.isUnterminated, field.endsRecord, field.next) = (true, true, bytes.count)
      return field
    }
    let after = p + 1
    let boundary = skippingSpaces(after)
    let isClosed =
      boundary == bytes.count || bytes[boundary] == UInt8(ascii: "\n")
      || isDelimiter(bytes[boundary]) || (delimiter == UInt8(ascii: " ") && boundary > after)
    return isClosed ? finished(field, at: after) : Field(content: start..<start)
  }

  /// The field with its surroundings: trailing spaces cut, the delimiter or line end passed.
  private func finished(_ field: Field, at end: Int) -> Field {
    var field = field
    if !field.isQuoted {
      var content = field.content
      while let last = content.last, isSpace(bytes[last]) { content.removeLast() }
      field.content = content
    }
    let boundary = skippingSpaces(end)
    if boundary >= bytes.count || bytes[boundary] == UInt8(ascii: "\n") {
      (field.next, field.endsRecord) = (min(boundary + 1, bytes.count), true)
    } else if delimiter == UInt8(ascii: " ") {
      field.next = boundary
    } else {
      field.next = boundary + 1
    }
    return field
  }
}
