extension DatasetError {
  /// What is wrong with an IDX array.
  public enum IDXProblem: Error, Equatable {
    /// The first bytes are not those of the format; at most four of them.
    case badMagic([UInt8])
    /// The file ends before the header or the data does.
    case truncated(expectedBytes: Int, foundBytes: Int)
    /// The file goes on after the data.
    case trailingBytes(expectedBytes: Int, foundBytes: Int)
    /// The announced lengths multiply to more bytes than can be counted.
    case tooLarge(shape: [Int])
    /// The array is not `[N, height, width]` unsigned bytes.
    case notImages(shape: [Int], IDXArray.Element)
    /// The array is not `[N]` integers.
    case notLabels(shape: [Int], IDXArray.Element)
  }
}

extension DatasetError.IDXProblem: CustomStringConvertible {
  /// What happened, then what to try.
  public var description: String {
    switch self {
    case .badMagic(let bytes):
      "not an IDX file: it begins with the bytes \(Self.hexadecimal(bytes)), not with 00 00, the code "
        + "of an element type and the number of axes (00 00 08 03 for images, 00 00 08 01 for "
        + "labels). Check that it is the file that you mean."
    case .truncated(let expected, let found):
      "the file is cut off: \(expected) bytes are announced, \(found) are there. Copy or download it "
        + "again."
    case .trailingBytes(let expected, let found):
      "the file is too long: \(expected) bytes are announced, \(found) are there. Copy or download it "
        + "again."
    case .tooLarge(let shape):
      "the header announces an array of shape \(shape), more bytes than can be counted: it is "
        + "damaged. Copy or download the file again."
    case .notImages(let shape, let element):
      "an array of shape \(shape) of \(element) is no set of images; these have the shape "
        + "[count, height, width] and bytes (uint8). Check that images and labels are not mixed up."
    case .notLabels(let shape, let element):
      "an array of shape \(shape) of \(element) is no list of labels; these have the shape [count] "
        + "and integers. Check that images and labels are not mixed up."
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
