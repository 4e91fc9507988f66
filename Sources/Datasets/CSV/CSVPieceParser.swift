/// Turns the records of one piece of a text table into rows of numbers.
struct CSVPieceParser: Sendable {
  /// The first thing that is wrong in a piece.
  struct Fault: Sendable {
    enum Problem: Sendable {
      case ragged(found: Int)
      case notANumber(String)
      case notFinite(String)
      case unterminated
    }
    /// The position in the file.
    var position: Int
    /// The column, from 0.
    var column: Int?
    var problem: Problem
  }

  /// For each text column, the texts met so far and the code given to each.
  private(set) var categories: [[String: Int]]
  /// What is wrong, if anything is; the rows from there on are not written.
  private(set) var fault: Fault?

  private let scanner: CSVScanner
  private let isText: [Bool]
  private let decimal = DecimalParser()

  init(layout: CSVLayout) {
    (scanner, isText) = (layout.scanner, layout.isText)
    categories = Array(repeating: [:], count: layout.columnCount)
  }

  /// Writes the rows of a piece, one after another, to `target`.
  mutating func parse(_ piece: CSVReader.Piece, into target: UnsafeMutablePointer<Double>) {
    var position = piece.bytes.lowerBound
    for row in 0..<piece.rowCount {
      guard let record = scanner.firstRecord(in: position..<piece.bytes.upperBound),
        let next = parse(record: record, into: target + row * isText.count)
      else { return }
      position = next
    }
  }

  /// Writes one row; returns where the next line begins, or nil if something is wrong.
  private mutating func parse(
    record: Int, into row: UnsafeMutablePointer<Double>
  ) -> Int? {
    let columns = isText.count
    var position = record
    for column in 0..<columns {
      let endsRecord: Bool
      if let (value, next, ends) = plainNumber(position), !isText[column] {
        row[column] = value
        (position, endsRecord) = (next, ends)
      } else {
        let field = scanner.field(position)
        guard let value = value(of: field, column: column) else { return nil }
        row[column] = value
        (position, endsRecord) = (field.next, field.endsRecord)
      }
      if endsRecord != (column == columns - 1) {
        let found = scanner.fields(record).count
        fault = Fault(position: record, column: nil, problem: .ragged(found: found))
        return nil
      }
    }
    return position
  }

  /// The usual case made fast: a finite number without quotes.
  @inline(__always)
  private func plainNumber(_ position: Int) -> (value: Double, next: Int, endsRecord: Bool)? {
    let start = scanner.skippingSpaces(position)
    guard let (value, end) = decimal.number(in: scanner.bytes, from: start), value.isFinite
    else { return nil }
    let boundary = scanner.skippingSpaces(end)
    if boundary >= scanner.bytes.count { return (value, boundary, true) }
    if scanner.bytes[boundary] == UInt8(ascii: "\n") { return (value, boundary + 1, true) }
    if scanner.delimiter == UInt8(ascii: " ") {
      return boundary > end ? (value, boundary, false) : nil
    }
    return scanner.bytes[boundary] == scanner.delimiter ? (value, boundary + 1, false) : nil
  }

  /// The number or code of a field; nil if something is wrong.
  private mutating func value(of field: CSVScanner.Field, column: Int) -> Double? {
    if field.isUnterminated {
      fault = Fault(
        position: field.content.lowerBound, column: column, problem: .unterminated)
      return nil
    }
    if isText[column] {
      let text = scanner.text(field)
      if let code = categories[column][text] { return Double(code) }
      let code = categories[column].count
      categories[column][text] = code
      return Double(code)
    }
    guard let number = scanner.number(field, decimal) else {
      fault = Fault(
        position: field.content.lowerBound, column: column,
        problem: .notANumber(scanner.text(field)))
      return nil
    }
    guard number.isFinite else {
      fault = Fault(
        position: field.content.lowerBound, column: column, problem: .notFinite(scanner.text(field))
      )
      return nil
    }
    return number
  }
}
