public import Tensors

extension Panel {
  /// A matrix as coloured cells, with its numbers in them if they are few.
  ///
  /// - Parameters:
  ///   - matrix: `[rows, columns]`.
  ///   - title: A title.
  ///   - rowNames: The names of the rows; by default none.
  ///   - columnNames: The names of the columns; by default none.
  ///   - scale: The colours.
  ///   - label: What the numbers are; without it there is no scale of colours.
  public static func matrix(
    _ matrix: Tensor<Double>, title: String = "", rowNames: [String] = [],
    columnNames: [String] = [], scale: ColourScale = .diverging, label: String? = nil
  ) -> Panel {
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    let texts = columns <= 8 ? matrix.scalars.map(FindingNumber.entry) : nil
    func axis(_ names: [String], _ count: Int, isReversed: Bool = false) -> Axis {
      // Long names would leave no room for the matrix.
      var axis = names.isEmpty ? Axis.hidden : .names(names.map { TextLayout.cut($0, 12) })
      axis.isReversed = isReversed
      axis.range = -0.5...(Double(count) - 0.5)
      return axis
    }
    return Panel(
      title: title, x: axis(columnNames, columns), y: axis(rowNames, rows, isReversed: true),
      hasEqualScales: true, aspect: min(1.3, max(0.3, Double(rows) / Double(max(1, columns)))),
      marks: [.heatMap(HeatMap(matrix: matrix, scale: scale, label: label, texts: texts))])
  }

  /// Pictures in rows and columns.
  ///
  /// - Parameters:
  ///   - grid: The pictures.
  ///   - title: A title.
  ///   - rowNames: A name for each row, at its left; by default none.
  ///   - columnNames: A name for each column, below it; by default none.
  public static func images(
    _ grid: ImageGrid, title: String = "", rowNames: [String] = [], columnNames: [String] = []
  ) -> Panel {
    let s = grid.pixels.shape
    let mosaic = grid.mosaic
    func axis(_ names: [String], size: Int, total: Int, isReversed: Bool) -> Axis {
      var axis = names.isEmpty ? Axis.hidden : Axis()
      axis.ticks = names.enumerated().map { number, name in
        .init(Double(number * (size + 1)) + Double(size - 1) / 2, name)
      }
      axis.isReversed = isReversed
      axis.range = -0.5...(Double(max(1, total)) - 0.5)
      return axis
    }
    return Panel(
      title: title, x: axis(columnNames, size: s[3], total: mosaic.columns, isReversed: false),
      y: axis(rowNames, size: s[2], total: mosaic.rows, isReversed: true), hasEqualScales: true,
      aspect: Double(max(1, mosaic.rows)) / Double(max(1, mosaic.columns)),
      marks: [.images(grid)])
  }
}
