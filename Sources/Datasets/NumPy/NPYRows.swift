public import Tensors

/// The rows of an NPY array, `[rows, columns]` or `[rows]`, that stays in its file.
///
/// The file is mapped; each call converts the rows it is asked for to `Double` and gives the mapped
/// pages back, so that reading through a file takes no more memory than one block of rows.
public struct NPYRows: RowSource {
  private let file: FileBytes
  private let header: NPYHeader

  /// Maps the array in a file.
  ///
  /// Elements are float64, float32, integers of any size, or truth values, in either byte order; rows
  /// or columns may be contiguous.
  ///
  /// - Throws: A ``DatasetError`` if the file is missing or is no such array.
  public init(contentsOf path: String) throws(DatasetError) {
    try self.init(file: FileBytes(path: path))
  }

  init(file: FileBytes) throws(DatasetError) {
    self.file = file
    do throws(DatasetError.NPYProblem) {
      header = try NPYHeader(file.bytes)
      guard (1...2).contains(header.shape.count) else {
        throw .unsupportedShape(header.shape)
      }
      guard file.bytes.count - header.size >= header.byteCount else {
        throw .truncated(
          expectedBytes: header.byteCount, foundBytes: file.bytes.count - header.size)
      }
    } catch {
      throw .unreadableNPY(file.path, error)
    }
    if header.count == 0 { throw .emptyFile(file.path) }
  }

  /// The number of rows.
  public var rowCount: Int { header.shape[0] }
  /// The number of columns.
  public var columnCount: Int { header.shape.count == 2 ? header.shape[1] : 1 }

  /// The rows in a range, `[range.count, columnCount]`.
  public func rows(_ range: Range<Int>) -> Tensor<Double> {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rowCount, "no rows \(range) of \(rowCount)")
    let (columns, size) = (columnCount, header.element.size)
    let count = range.count * columns
    let numbers = [Double](unsafeUninitializedCapacity: count) { target, initialized in
      initialized = count
      guard count > 0, let target = target.baseAddress, let base = file.bytes.baseAddress
      else { return }
      func read(
        _ first: Int, _ count: Int, into target: UnsafeMutablePointer<Double>, _ stride: Int
      ) {
        let start = header.size + first * size
        header.decode(base + start, count: count, into: target, stride: stride)
        file.release(start..<start + count * size)
      }
      if header.isFortranOrder {
        for j in 0..<columns {
          read(j * rowCount + range.lowerBound, range.count, into: target + j, columns)
        }
      } else {
        read(range.lowerBound * columns, count, into: target, 1)
      }
    }
    return Tensor(numbers, shape: [range.count, columns])
  }
}
