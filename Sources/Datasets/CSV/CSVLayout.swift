/// What the first lines of a text table tell about the rest: delimiter, names and kinds of columns.
struct CSVLayout: Sendable {
  /// The grammar.
  let scanner: CSVScanner
  /// The names in the header, if there is one.
  let names: [String]?
  /// Which columns hold text: those where most of the first records have no number.
  let isText: [Bool]
  /// Where the first record of data begins.
  let dataStart: Int

  /// The number of columns.
  var columnCount: Int { isText.count }

  /// How many records of data are looked at to tell text from numbers.
  private static let sampleCount = 100

  init(
    of bytes: UnsafeBufferPointer<UInt8>, path: String, options: CSVOptions
  ) throws(DatasetError) {
    let start = try Self.textStart(bytes, path: path)
    let scanner = CSVScanner(
      bytes: bytes,
      delimiter: Self.delimiter(of: bytes, from: start, options: options).byte)
    guard let first = scanner.firstRecord(in: start..<bytes.count) else { throw .emptyFile(path) }
    let afterFirst = scanner.endOfRecord(first)
    let second = scanner.firstRecord(in: afterFirst..<bytes.count)
    let firstFields = scanner.fields(first)
    if let last = firstFields.last, last.isUnterminated {
      throw .unterminatedQuote(
        DatasetError.Place(
          file: path, line: scanner.lineNumber(of: last.content.lowerBound),
          column: firstFields.count))
    }
    let hasHeader =
      options.hasHeader ?? Self.looksLikeHeader(firstFields, second.map(scanner.fields), scanner)
    if hasHeader, second == nil { throw .headerOnly(path) }

    self.scanner = scanner
    names =
      hasHeader
      ? firstFields.enumerated().map { i, field in
        field.content.isEmpty ? "x\(i + 1)" : scanner.text(field)
      } : nil
    dataStart = hasHeader ? afterFirst : first
    isText = Self.textColumns(scanner, from: dataStart, columns: firstFields.count)
  }

  /// Where the text begins, after a byte order mark.
  private static func textStart(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String
  ) throws(DatasetError) -> Int {
    let signatures: [([UInt8], String)] = [
      ([0xFF, 0xFE], "text in UTF-16"), ([0xFE, 0xFF], "text in UTF-16"),
      ([0x1F, 0x8B], "a file compressed by gzip"), ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard file"),
      (Array("PAR1".utf8), "a Parquet file"), ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
    ]
    for (signature, found) in signatures where bytes.starts(with: signature) {
      throw .notATable(path, found: found)
    }
    // Text holds no zeros.
    if bytes.prefix(4096).contains(0) { throw .notATable(path, found: "a binary file") }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The delimiter that cuts the first two records into equally many fields, more than one.
  private static func delimiter(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int, options: CSVOptions
  ) -> CSVOptions.Delimiter {
    if let delimiter = options.delimiter { return delimiter }
    var divides: [CSVOptions.Delimiter] = []
    for candidate in CSVOptions.Delimiter.allCases {
      let scanner = CSVScanner(bytes: bytes, delimiter: candidate.byte)
      guard let first = scanner.firstRecord(in: start..<bytes.count) else { break }
      let count = scanner.fields(first).count
      guard count > 1 else { continue }
      let next = scanner.endOfRecord(first)
      let second = scanner.firstRecord(in: next..<bytes.count).map { scanner.fields($0).count }
      if second == nil || second == count { return candidate }
      divides.append(candidate)
    }
    return divides.first { $0 != .whitespace } ?? .comma
  }

  private static func looksLikeHeader(
    _ first: [CSVScanner.Field], _ second: [CSVScanner.Field]?, _ scanner: CSVScanner
  ) -> Bool {
    let isNumber = first.map(scanner.isNumeric)
    guard isNumber.contains(true) else { return true }
    guard let second else { return false }
    let numbersBelow = zip(isNumber, second).filter { scanner.isNumeric($0.1) }.map(\.0)
    return 2 * numbersBelow.count { !$0 } > numbersBelow.count
  }

  private static func textColumns(
    _ scanner: CSVScanner, from start: Int, columns: Int
  ) -> [Bool] {
    var (texts, numbers) = (
      Array(repeating: 0, count: columns), Array(repeating: 0, count: columns)
    )
    var position = start
    for _ in 0..<sampleCount {
      guard let record = scanner.firstRecord(in: position..<scanner.bytes.count) else { break }
      for (column, field) in scanner.fields(record).prefix(columns).enumerated()
      where !field.content.isEmpty {
        if scanner.isNumeric(field) { numbers[column] += 1 } else { texts[column] += 1 }
      }
      position = scanner.endOfRecord(record)
    }
    return zip(texts, numbers).map { $0 > $1 }
  }
}

extension CSVScanner {
  /// The number a field holds: infinite or NaN where it says so, nil where it is no number at all.
  func number(_ field: Field, _ parser: DecimalParser = DecimalParser()) -> Double? {
    if let (value, end) = parser.number(in: bytes, from: field.content.lowerBound),
      end == field.content.upperBound
    {
      return value
    }
    guard field.content.count <= 9 else { return nil }
    switch text(field).lowercased() {
    case "nan", "+nan", "-nan": return .nan
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default: return nil
    }
  }

  /// Whether a field holds a number, finite or not.
  func isNumeric(_ field: Field) -> Bool { number(field) != nil }
}
