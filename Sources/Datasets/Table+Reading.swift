public import Tensors

extension Table {
  /// Reads a table from a file: NPY, NPZ, or text (CSV, TSV), told apart by the first bytes and, where
  /// the ending is `.npy` or `.npz`, by that.
  ///
  /// Each may be compressed with gzip. Text and NPZ are read into memory; NPY stays in the file, which is mapped and read in blocks,
  /// unless it is compressed.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - text: How a text table is written.
  ///   - arrays: For NPZ, the arrays to put side by side; by default `X` and `y` if both are there,
  ///     else all. An array `X` of several columns gives `X1`, `X2`, …, one of a single column `X`.
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
    } else if path.hasSuffix(".npz") || file.bytes.starts(with: [0x50, 0x4B, 3, 4]) {
      try self.init(archive: file, arrays: arrays)
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

  /// The arrays of an NPZ archive side by side.
  private init(archive file: FileBytes, arrays chosen: [String]?) throws(DatasetError) {
    let path = file.path
    let reader = try NPZReader(file: file)
    var names = chosen ?? reader.names
    if chosen == nil, names.contains("X"), names.contains("y") { names = ["X", "y"] }
    var (columns, parts): ([String], [Tensor<Double>]) = ([], [])
    for name in names {
      let array = try reader.array(name)
      guard (1...2).contains(array.rank) else {
        throw .unreadableNPY("\(path) (\(name))", .unsupportedShape(array.shape))
      }
      if array.count == 0 { throw .emptyFile("\(path) (\(name))") }
      let width = array.rank == 2 ? array.shape[1] : 1
      parts.append(array.reshaped([array.shape[0], width]))
      columns += width == 1 ? [name] : (0..<width).map { "\(name)\($0 + 1)" }
    }
    guard let rows = parts.first?.shape[0] else { throw .emptyFile(path) }
    guard parts.allSatisfy({ $0.shape[0] == rows }) else {
      let counts = zip(names, parts.map { $0.shape[0] })
      throw .unequalRows(path, counts: Dictionary(counts) { first, _ in first })
    }
    let joined = parts.count == 1 ? parts[0] : Tensor(sideBySide: parts)
    try self.init(columns: columns, rows: MatrixRows(joined), source: path)
  }
}

extension Tensor<Double> {
  /// Matrices with equally many rows as one matrix.
  fileprivate init(sideBySide parts: [Tensor]) {
    let (rows, width) = (parts[0].shape[0], parts.reduce(0) { $0 + $1.shape[1] })
    var scalars: [Double] = []
    scalars.reserveCapacity(rows * width)
    for i in 0..<rows {
      for part in parts {
        scalars += part.scalars[i * part.shape[1]..<(i + 1) * part.shape[1]]
      }
    }
    self.init(scalars, shape: [rows, width])
  }
}
