internal import Tensors

/// Reads a text table of any size, its records shared among threads.
///
/// Goals: the same table and the same message for any number of threads; speed; little more memory than
/// the numbers take. A first pass counts the records in pieces of a fixed size, so that the second can
/// write every number to its place in the one result. Rejected: a table per thread, joined at the end
/// (twice the memory); a library (SwiftCSV, 9 MB/s and eight times the file's memory).
struct CSVReader {
  private let file: FileBytes
  private let layout: CSVLayout
  private let threads: Int

  /// The bytes of a piece.
  private static let pieceSize = 1 << 20

  /// The records that begin in a range of bytes.
  struct Piece: Sendable {
    var bytes: Range<Int>
    var firstRow = 0
    var rowCount = 0
    var hasQuotes = false
  }

  /// Looks at the first lines of a file.
  init(file: FileBytes, options: CSVOptions, threads: Int) throws(DatasetError) {
    self.file = file
    self.threads = threads
    layout = try CSVLayout(
      of: file.bytes.bindMemory(to: UInt8.self), path: file.path, options: options)
  }

  /// The whole table.
  func table() throws(DatasetError) -> Table {
    try withExtendedLifetime(file) { () throws(DatasetError) -> Table in
      let pieces = countedPieces()
      let columns = layout.columnCount
      let count = columns * (pieces.last.map { $0.firstRow + $0.rowCount } ?? 0)
      guard count > 0 else { throw .emptyFile(file.path) }
      var parsed: [CSVPieceParser] = []
      var numbers = [Double](unsafeUninitializedCapacity: count) { target, initialized in
        nonisolated(unsafe) let base = target.baseAddress
        parsed = Parallel.map(pieces.count, threads: threads) { k in
          var parser = CSVPieceParser(layout: layout)
          if let base { parser.parse(pieces[k], into: base + pieces[k].firstRow * columns) }
          file.release(pieces[k].bytes)
          return parser
        }
        initialized = count
      }
      if let fault = parsed.lazy.compactMap(\.fault).first { throw error(fault) }
      let categories = mergeCategories(of: parsed, pieces, into: &numbers)
      return try Table(
        columns: layout.names,
        kinds: categories.map { $0.map { .categorical(categories: $0) } ?? .numeric },
        rows: MatrixRows(Tensor(numbers, shape: [count / columns, columns])), source: file.path)
    }
  }

  /// The pieces of the data, with the number of their records.
  private func countedPieces() -> [Piece] {
    let (scanner, end) = (layout.scanner, layout.scanner.bytes.count)
    let starts = Array(stride(from: layout.dataStart, to: end, by: Self.pieceSize))
    let pieces = Parallel.map(starts.count, threads: threads) { k in
      // A piece begins with the first line that begins in its bytes.
      let first = k == 0 ? starts[0] : scanner.nextLine(starts[k] - 1)
      let last = k + 1 < starts.count ? scanner.nextLine(starts[k + 1] - 1) : end
      var piece = Piece(bytes: first..<max(first, last))
      var line = piece.bytes.lowerBound
      while line < piece.bytes.upperBound {
        if scanner.isRecord(line) { piece.rowCount += 1 }
        line = scanner.nextLine(line)
      }
      piece.hasQuotes = scanner.hasQuotes(in: piece.bytes)
      file.release(piece.bytes)
      return piece
    }
    var counted = pieces.contains(where: \.hasQuotes) ? piecesBetweenRecords() : pieces
    for k in counted.indices.dropFirst() {
      counted[k].firstRow = counted[k - 1].firstRow + counted[k - 1].rowCount
    }
    return counted
  }

  /// The pieces of data in which a quoted field may hold a line end, found record by record.
  private func piecesBetweenRecords() -> [Piece] {
    let (scanner, end) = (layout.scanner, layout.scanner.bytes.count)
    var pieces: [Piece] = []
    var piece = Piece(bytes: layout.dataStart..<layout.dataStart)
    while let record = scanner.firstRecord(in: piece.bytes.upperBound..<end) {
      piece.rowCount += 1
      piece.bytes = piece.bytes.lowerBound..<scanner.endOfRecord(record)
      if piece.bytes.count >= Self.pieceSize {
        pieces.append(piece)
        file.release(piece.bytes)
        piece = Piece(bytes: piece.bytes.upperBound..<piece.bytes.upperBound)
      }
    }
    return piece.rowCount > 0 ? pieces + [piece] : pieces
  }

  /// The categories of each text column in increasing order, nil for numeric columns; the codes that
  /// the pieces gave out on their own are replaced by positions in these lists.
  private func mergeCategories(
    of parsed: [CSVPieceParser], _ pieces: [Piece], into numbers: inout [Double]
  ) -> [[String]?] {
    layout.isText.enumerated().map { column, isText in
      guard isText else { return nil }
      let categories = Set(parsed.lazy.flatMap { $0.categories[column].keys }).sorted()
      let codes = Dictionary(uniqueKeysWithValues: zip(categories, 0...))
      for (piece, part) in zip(pieces, parsed) {
        var global = [Double](repeating: 0, count: part.categories[column].count)
        for (text, code) in part.categories[column] { global[code] = Double(codes[text] ?? 0) }
        for row in piece.firstRow..<piece.firstRow + piece.rowCount {
          let place = row * layout.columnCount + column
          numbers[place] = global[Int(numbers[place])]
        }
      }
      return categories
    }
  }

  private func error(_ fault: CSVPieceParser.Fault) -> DatasetError {
    let place = DatasetError.Place(
      file: file.path, line: layout.scanner.lineNumber(of: fault.position),
      column: fault.column.map { $0 + 1 }, name: fault.column.flatMap { layout.names?[$0] })
    return switch fault.problem {
    case .ragged(let found): .raggedRow(place, expected: layout.columnCount, found: found)
    case .notANumber(let text): .notANumber(place, text: text)
    case .notFinite(let text): .notFinite(place, text: text)
    case .unterminated: .unterminatedQuote(place)
    }
  }
}
