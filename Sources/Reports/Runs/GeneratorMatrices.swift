internal import Tensors

extension Figure {
  /// Matrices beyond this number, or larger than this, are left to the arrays.
  private static let drawn = (matrices: 12, size: 40)
  /// Matrices with more columns have no names beside them.
  private static let named = 8

  /// Matrices side by side, numbered; nil if there are none, or they are too large.
  ///
  /// - Parameter caption: What they are; how many are left out is added.
  static func matrices(
    _ name: String, title: String, caption: String, matrices: [Tensor<Double>],
    rowNames: [String], columnNames: [String]
  ) -> Figure? {
    let shown = matrices.prefix(drawn.matrices)
    guard let size = shown.first?.shape[1], size <= drawn.size else { return nil }
    let rest = matrices.count - shown.count
    return Figure(
      name, title: title, caption: caption + (rest > 0 ? " \(rest) more are in arrays.npz." : ""),
      columns: matrixColumns(shown.count, size: size),
      panels: shown.enumerated().map { number, matrix in
        .matrix(
          matrix, title: "\(number + 1)", rowNames: size <= named ? rowNames : [],
          columnNames: size <= named ? columnNames : [])
      })
  }

  /// How many stand in a row: fewer if they are larger, and no row nearly empty.
  private static func matrixColumns(_ count: Int, size: Int) -> Int {
    let most = size <= 4 ? 5 : size <= 8 ? 3 : 4
    let rows = (count + most - 1) / most
    return (count + rows - 1) / rows
  }
}

extension Report.Table {
  /// Generators beyond this number are left to the files.
  private static let listed = 40

  /// What generators do, and their fields.
  static func generators(
    _ caption: String, _ generators: [FindingDocument.Generator]
  ) -> Report.Table {
    let rest = max(0, generators.count - listed)
    return Report.Table(
      caption + (rest > 0 ? "; \(rest) more are in result.json" : ""),
      header: ["", "what it does", "field"],
      rows: generators.prefix(listed).enumerated().map { number, generator in
        [
          "\(number + 1)", generator.words == generator.field ? "" : generator.words,
          generator.field,
        ]
      })
  }
}

extension FindingDocument.Generator {
  /// The coefficients as a matrix; nil if they are none.
  var matrix: Tensor<Double>? { Tensor(checking: coefficients) }
}

extension Tensor<Double> {
  /// A matrix of rows from a file; nil if there are none, or of different lengths.
  init?(checking rows: [[Double]]) {
    guard let first = rows.first, !first.isEmpty, rows.allSatisfy({ $0.count == first.count })
    else { return nil }
    self.init(rows: rows)
  }
}
