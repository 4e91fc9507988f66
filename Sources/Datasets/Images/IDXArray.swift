public import Tensors

/// An array in the IDX format, in which MNIST and its kin are distributed; the file may be compressed
/// with gzip.
///
/// The format: two zero bytes, a byte for the element type, one for the number of axes, the length of
/// each axis as a big-endian 32-bit number, then the elements, big-endian, the last axis fastest.
///
/// Source: Y. LeCun, C. Cortes, C. Burges, *The MNIST database*, "File formats for the MNIST database".
/// Checked by: `IDXTests`.
public struct IDXArray: Sendable {
  /// The length of every axis.
  public let shape: [Int]
  /// The type of the elements in the file.
  public let element: Element
  /// The path of the file, as given.
  public let path: String
  private let file: FileBytes
  private let offset: Int

  /// The types of elements that the format has; the raw value is their code.
  public enum Element: UInt8, Sendable, CaseIterable {
    /// Unsigned bytes.
    case uint8 = 0x08
    /// Signed bytes.
    case int8 = 0x09
    /// Signed numbers of two bytes.
    case int16 = 0x0B
    /// Signed numbers of four bytes.
    case int32 = 0x0C
    /// IEEE numbers of four bytes.
    case float32 = 0x0D
    /// IEEE numbers of eight bytes.
    case float64 = 0x0E

    /// The number of bytes of an element.
    public var size: Int {
      switch self {
      case .uint8, .int8: 1
      case .int16: 2
      case .int32, .float32: 4
      case .float64: 8
      }
    }
  }

  /// Opens a file, and checks that it holds exactly what its header announces.
  ///
  /// - Throws: A ``DatasetError`` if it is missing, or no such file.
  public init(contentsOf path: String) throws(DatasetError) {
    let file = try FileBytes(path: path)
    if file.bytes.isEmpty { throw .emptyFile(path) }
    do throws(DatasetError.IDXProblem) {
      (shape, element) = try Self.header(of: file.bytes)
    } catch {
      throw .unreadableIDX(path, error)
    }
    offset = 4 + 4 * shape.count
    if shape.contains(0) { throw .emptyFile(path) }
    (self.file, self.path) = (file, path)
  }

  private static func header(
    of bytes: UnsafeRawBufferPointer
  ) throws(DatasetError.IDXProblem) -> (shape: [Int], Element) {
    guard bytes.starts(with: [0, 0].prefix(bytes.count)) else {
      throw .badMagic(Array(bytes.prefix(4)))
    }
    guard bytes.count >= 4 else { throw .truncated(expectedBytes: 4, foundBytes: bytes.count) }
    guard let element = Element(rawValue: bytes[2]), bytes[3] > 0 else {
      throw .badMagic(Array(bytes.prefix(4)))
    }
    let offset = 4 + 4 * Int(bytes[3])
    guard bytes.count >= offset else {
      throw .truncated(expectedBytes: offset, foundBytes: bytes.count)
    }
    let shape = stride(from: 4, to: offset, by: 4).map { place in
      bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    var size = element.size
    for length in shape {
      let (product, overflows) = size.multipliedReportingOverflow(by: length)
      guard !overflows, product <= Int.max - offset else { throw .tooLarge(shape: shape) }
      size = product
    }
    guard bytes.count >= offset + size else {
      throw .truncated(expectedBytes: offset + size, foundBytes: bytes.count)
    }
    guard bytes.count == offset + size else {
      throw .trailingBytes(expectedBytes: offset + size, foundBytes: bytes.count)
    }
    return (shape, element)
  }

  /// The elements as they stand in the file.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withExtendedLifetime(file) {
      body(UnsafeRawBufferPointer(rebasing: file.bytes[offset...]))
    }
  }

  /// The elements as numbers, in the shape of the array; every type fits into `Double` exactly.
  public func numbers() -> Tensor<Double> {
    withBytes { bytes in
      func integers<Integer: FixedWidthInteger>(_ type: Integer.Type) -> [Integer] {
        stride(from: 0, to: bytes.count, by: MemoryLayout<Integer>.size).map { place in
          Integer(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: type))
        }
      }
      let values: [Double] =
        switch element {
        case .uint8: bytes.map(Double.init)
        case .int8: integers(Int8.self).map(Double.init)
        case .int16: integers(Int16.self).map(Double.init)
        case .int32: integers(Int32.self).map(Double.init)
        case .float32: integers(UInt32.self).map { Double(Float(bitPattern: $0)) }
        case .float64: integers(UInt64.self).map(Double.init(bitPattern:))
        }
      return Tensor(values, shape: shape)
    }
  }
}
