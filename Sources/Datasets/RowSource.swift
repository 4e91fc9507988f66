public import Tensors

/// A table of numbers that is read in blocks of rows: in memory, or mapped from a file.
///
/// Laws: `rows(range)` has shape `[range.count, columnCount]`; it may be called from several threads
/// at once; the rows of two ranges are those of each.
public protocol RowSource: Sendable {
  /// The number of rows.
  var rowCount: Int { get }
  /// The number of columns.
  var columnCount: Int { get }
  /// The rows in a range, `[range.count, columnCount]`.
  ///
  /// - Precondition: The range lies in `0 ..< rowCount`.
  func rows(_ range: Range<Int>) -> Tensor<Double>
}

/// A matrix in memory as a source of rows.
public struct MatrixRows: RowSource {
  /// The matrix, `[rowCount, columnCount]`.
  public let matrix: Tensor<Double>

  /// The rows of a matrix.
  ///
  /// - Precondition: The tensor has two axes.
  public init(_ matrix: Tensor<Double>) {
    precondition(matrix.rank == 2, "\(matrix.shape) is not a matrix")
    self.matrix = matrix
  }

  /// The number of rows.
  public var rowCount: Int { matrix.shape[0] }
  /// The number of columns.
  public var columnCount: Int { matrix.shape[1] }
  /// The rows in a range, `[range.count, columnCount]`.
  public func rows(_ range: Range<Int>) -> Tensor<Double> { matrix.rows(range) }
}
