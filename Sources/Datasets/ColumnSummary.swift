internal import Tensors

/// What one pass over a table tells about its columns, and the check that their values are usable.
struct ColumnSummary {
  /// The smallest value of each column; +∞ for a column that was not looked at.
  private(set) var minimum: [Double]
  /// The largest value of each column; −∞ for a column that was not looked at.
  private(set) var maximum: [Double]
  /// The different values of the columns for which they were asked.
  private(set) var distinct: [Int: Set<Double>]

  /// Reads the table once, in blocks shared among threads.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - columns: The columns to look at; all their values must be finite.
  ///   - wanted: Those of them whose different values are collected; all must be integers.
  ///   - threads: How many threads share the pass.
  /// - Throws: `.notFinite` or `.notACategory` at the first row with such a value.
  init(
    of table: Table, finite columns: [Int], distinct wanted: [Int], threads: Int
  ) throws(DatasetError) {
    let width = table.columns.count
    minimum = Array(repeating: .infinity, count: width)
    maximum = Array(repeating: -.infinity, count: width)
    self.distinct = Dictionary(uniqueKeysWithValues: wanted.map { ($0, []) })
    let blockSize = 8192
    let total = table.rows.rowCount
    let blockCount = (total + blockSize - 1) / blockSize
    // A few blocks at a time, so that an early fault ends the pass early.
    let batch = 128
    for first in stride(from: 0, to: blockCount, by: batch) {
      let parts = Parallel.map(min(batch, blockCount - first), threads: threads) { k in
        let start = (first + k) * blockSize
        return Part(
          rows: table.rows.rows(start..<min(start + blockSize, total)), columns: columns,
          distinct: wanted)
      }
      for (k, part) in parts.enumerated() {
        if let fault = part.fault {
          let (name, text) = (table.columns[fault.column], "\(fault.value)")
          if fault.value.isFinite { throw .notACategory(name, text: text) }
          let row = (first + k) * blockSize + fault.row + 1
          throw .notFinite(
            DatasetError.Place(file: table.source, row: row, column: fault.column + 1, name: name),
            text: text)
        }
        for column in columns {
          minimum[column] = min(minimum[column], part.minimum[column])
          maximum[column] = max(maximum[column], part.maximum[column])
        }
        self.distinct.merge(part.distinct) { $0.union($1) }
      }
    }
  }

  /// The same for one block of rows.
  private struct Part: Sendable {
    var minimum: [Double]
    var maximum: [Double]
    var distinct: [Int: Set<Double>] = [:]
    var fault: (row: Int, column: Int, value: Double)?

    init(rows: Tensor<Double>, columns: [Int], distinct wanted: [Int]) {
      let (count, width) = (rows.shape[0], rows.shape[1])
      var low = [Double](repeating: .infinity, count: width)
      var high = [Double](repeating: -.infinity, count: width)
      var fault: (row: Int, column: Int, value: Double)?
      rows.scalars.withUnsafeBufferPointer { x in
        for i in 0..<count {
          for column in columns {
            let value = x[i * width + column]
            if !value.isFinite {
              if fault == nil { fault = (i, column, value) }
            } else {
              low[column] = min(low[column], value)
              high[column] = max(high[column], value)
            }
          }
        }
      }
      for column in wanted {
        var values: Set<Double> = []
        for i in 0..<count {
          let value = rows[i, column]
          if value.isFinite, value != value.rounded(), i < fault?.row ?? .max {
            fault = (i, column, value)
          }
          values.insert(value)
        }
        distinct[column] = values
      }
      (minimum, maximum, self.fault) = (low, high, fault)
    }
  }
}
