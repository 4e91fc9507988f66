public import Tensors

/// A table as it was read: named columns of numbers or of text.
public struct Table: Sendable {
  /// What the numbers in a column stand for.
  public enum Kind: Equatable, Sendable {
    /// Numbers.
    case numeric
    /// Categories: a number `k` in the column stands for `categories[k]`.
    case categorical(categories: [String])
  }

  /// The name of every column; all are different.
  public let columns: [String]
  /// The kind of every column.
  ///
  /// Text is categorical, its categories in increasing order.
  public let kinds: [Kind]
  /// The numbers, `[rows, columns]`: a text column holds the number of the category, from 0.
  public let rows: any RowSource
  /// The file from which the table was read, for messages.
  public let source: String

  /// A table of named columns.
  ///
  /// - Parameters:
  ///   - columns: A name for each column; by default `x1`, `x2`, ….
  ///   - kinds: The kind of each column; by default all are numeric.
  ///   - rows: The numbers.
  ///   - source: The file, for messages.
  /// - Throws: `.duplicateColumn` if two columns have one name.
  /// - Precondition: There are as many names and kinds as columns.
  public init(
    columns: [String]? = nil, kinds: [Kind]? = nil, rows: any RowSource, source: String = "table"
  ) throws(DatasetError) {
    let columns = columns ?? (0..<rows.columnCount).map { "x\($0 + 1)" }
    let kinds = kinds ?? Array(repeating: .numeric, count: rows.columnCount)
    precondition(
      columns.count == rows.columnCount && kinds.count == rows.columnCount,
      "\(columns.count) names and \(kinds.count) kinds for \(rows.columnCount) columns")
    try requireDistinct(columns)
    (self.columns, self.kinds, self.rows, self.source) = (columns, kinds, rows, source)
  }

  /// A table whose rows are those of a matrix, `[rows, columns]`.
  ///
  /// - Throws: `.duplicateColumn` if two columns have one name.
  public init(columns: [String]? = nil, matrix: Tensor<Double>) throws(DatasetError) {
    try self.init(columns: columns, rows: MatrixRows(matrix))
  }

  /// The position (from 0) of a column that is given by its name or else by its number (from 1).
  ///
  /// - Throws: `.unknownColumn`.
  public func index(of column: String) throws(DatasetError) -> Int {
    if let index = columns.firstIndex(of: column) { return index }
    if let number = Int(column), (1...columns.count).contains(number) { return number - 1 }
    throw .unknownColumn(column, columns: columns)
  }
}

/// - Throws: `.duplicateColumn` for the first name that comes again.
func requireDistinct(_ names: [String]) throws(DatasetError) {
  let places = Dictionary(grouping: names.indices, by: { names[$0] })
  guard let name = names.first(where: { (places[$0]?.count ?? 0) > 1 }) else { return }
  throw .duplicateColumn(name, numbers: (places[name] ?? []).map { $0 + 1 })
}
