public import Tensors

/// The points of a table without labels: its columns of numbers as coordinates.
public struct PointTable: Sendable {
  /// The names of the coordinates.
  public let names: [String]
  /// The points, `[N, n]`; not all need be finite.
  public let points: Tensor<Double>

  /// The points of a table.
  ///
  /// - Parameter features: The columns, by name or number from 1; by default all that are no text.
  /// - Throws: `.emptyFile`, `.unknownColumn`, `.textFeature`, `.noFeatures`.
  public init(_ table: Table, features: [String]? = nil) throws(DatasetError) {
    guard table.rows.rowCount > 0 else { throw .emptyFile(table.source) }
    var columns: [Int] = []
    if let features {
      for name in features { columns.append(try table.index(of: name)) }
    } else {
      columns = table.columns.indices.filter { table.kinds[$0] == .numeric }
    }
    guard !columns.isEmpty else { throw .noFeatures }
    for column in columns {
      if case .categorical(let categories) = table.kinds[column] {
        throw .textFeature(table.columns[column], example: categories.first ?? "")
      }
    }
    let all = table.rows.rows(0..<table.rows.rowCount)
    let width = table.columns.count
    names = columns.map { table.columns[$0] }
    points = Tensor(
      (0..<all.shape[0]).flatMap { row in columns.map { all.scalars[row * width + $0] } },
      shape: [all.shape[0], columns.count])
  }
}
