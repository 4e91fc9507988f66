/// The header of an NPY array: element type, order and shape.
///
/// Source: NumPy, `numpy.lib.format`, versions 1.0 to 3.0 of the format.
struct NPYHeader: Equatable, Sendable {
  /// An element type.
  enum Element: Equatable, Sendable {
    case float(bytes: Int)
    case signed(bytes: Int)
    case unsigned(bytes: Int)
    case bool

    /// The bytes of an element.
    var size: Int {
      switch self {
      case .float(let bytes), .signed(let bytes), .unsigned(let bytes): bytes
      case .bool: 1
      }
    }
  }

  /// The first bytes of every file.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// Axes and elements beyond which a shape is taken for damage: all sizes then fit in an `Int`.
  private static let largestCount = 1 << 56

  /// The element type.
  let element: Element
  /// Whether the bytes of an element are in big-endian order.
  let isBigEndian: Bool
  /// Whether the first axis varies fastest.
  let isFortranOrder: Bool
  /// The length of every axis.
  let shape: [Int]
  /// The bytes before the first element.
  let size: Int

  /// The number of elements.
  var count: Int { shape.reduce(1, *) }
  /// The bytes of all elements.
  var byteCount: Int { count * element.size }

  /// Reads the header at the beginning of `bytes`.
  init(_ bytes: UnsafeRawBufferPointer) throws(DatasetError.NPYProblem) {
    guard bytes.count >= 10, bytes.starts(with: Self.magic) else { throw .badMagic }
    let version = Int(bytes[6])
    guard (1...3).contains(version) else { throw .unsupportedVersion(version) }
    let start = version == 1 ? 10 : 12
    guard bytes.count >= start else {
      throw .truncated(expectedBytes: start, foundBytes: bytes.count)
    }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start else {
      throw .truncated(expectedBytes: start + length, foundBytes: bytes.count)
    }
    size = start + length
    let text = String(decoding: bytes[start..<size], as: UTF8.self)
    var problem: DatasetError.NPYProblem { .badHeader(text.trimmed) }
    guard let literal = PythonLiteral(text), case .dictionary(let entries) = literal,
      case .tuple(let lengths)? = entries["shape"], let type = entries["descr"],
      case .bool(let isFortranOrder)? = entries["fortran_order"]
    else { throw problem }
    var shape: [Int] = []
    var count = 1
    for length in lengths {
      guard case .integer(let axis) = length, (0...Self.largestCount).contains(axis)
      else { throw problem }
      let (product, overflow) = count.multipliedReportingOverflow(by: max(1, axis))
      guard !overflow, product <= Self.largestCount else { throw problem }
      (count, shape) = (product, shape + [axis])
    }
    guard case .string(let descriptor) = type, let element = Self.element(descriptor)
    else { throw .unsupportedType(type.text) }
    (self.element, self.shape, self.isFortranOrder) = (element, shape, isFortranOrder)
    isBigEndian = descriptor.hasPrefix(">")
  }

  /// The element type of a descriptor such as `<f8`.
  private static func element(_ descriptor: String) -> Element? {
    let letters = Array(descriptor)
    guard letters.count == 3, "<>|=".contains(letters[0]), let bytes = letters[2].wholeNumberValue
    else { return nil }
    switch (letters[1], bytes) {
    case ("f", 4), ("f", 8): return .float(bytes: bytes)
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8): return .signed(bytes: bytes)
    case ("u", 1), ("u", 2), ("u", 4), ("u", 8): return .unsigned(bytes: bytes)
    case ("b", 1): return .bool
    default: return nil
    }
  }

  /// The header of a little-endian `Double` or `Int64` array in row-major order, in version 1.0, padded
  /// so that the elements begin at a multiple of 64 bytes.
  static func encoded(descriptor: String, shape: [Int]) -> [UInt8] {
    let lengths = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let text = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(lengths)), }"
    let padding = (64 - (10 + text.utf8.count + 1) % 64) % 64
    let length = text.utf8.count + padding + 1
    return magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
      + Array(repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
