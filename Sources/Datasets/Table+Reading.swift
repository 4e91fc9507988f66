public import Tensors

extension Table {
  /// Reads a table from a file: NPY, NPZ, or text (CSV, TSV), told apart by the first bytes and, where
  /// the ending is `.npy` or `.npz`, by that.
  ///
  /// Text and NPZ are read into memory; NPY stays in the file, which is mapped and read in blocks.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - text: How a text table is written.
  ///   - arrays: For NPZ, the arrays to put side by side; by default all that have as many rows as the
  ///     first. An array `X` of several columns gives `X1`, `X2`, …, and one of a single column `X`.
  ///   - threads: How many threads parse text; the result does not depend on it.
  /// - Throws: A ``DatasetError`` if the file is missing or is no such table.
  public init(
    contentsOf path: String, text: CSVOptions = CSVOptions(), arrays: [String]? = nil,
    threads: Int = Parallel.processors
  ) throws(DatasetError) {
    let file = try FileBytes(path: path)
    if file.bytes.isEmpty { throw .emptyFile(path) }
    if path.hasSuffix(".npy") || file.bytes.starts(with: NPYHeader.magic) {
      let rows = try NPYRows(file: file)
      try self.init(rows: rows, source: path)
    } else {
      self = try CSVReader(file: file, options: text, threads: threads).table()
    }
  }

  /// Reads a table from text.
  ///
  /// - Parameters:
  ///   - csv: The text of the table.
  ///   - source: What to call it in messages.
  ///   - options: How it is written.
  ///   - threads: How many threads parse; the result does not depend on it.
  /// - Throws: A ``DatasetError`` if the text is no table.
  public init(
    csv: String, source: String = "text", options: CSVOptions = CSVOptions(),
    threads: Int = Parallel.processors
  ) throws(DatasetError) {
    let bytes = FileBytes(copying: csv.utf8, path: source)
    self = try CSVReader(file: bytes, options: options, threads: threads).table()
  }
}
