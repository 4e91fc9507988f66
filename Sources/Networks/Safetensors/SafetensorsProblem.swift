extension NetworkError {
  /// What is wrong with the contents of a safetensors file.
  public enum SafetensorsProblem: Error, Equatable {
    /// The file ends within the eight bytes that say how long the header is.
    case tooShort(bytes: Int)
    /// The header is announced as longer than what follows in the file.
    case headerTooLong(bytes: UInt64, available: Int)
    /// The header is announced as longer than the format allows.
    case headerOverLimit(bytes: UInt64, limit: Int)
    /// The header is not the text of a JSON object, from this byte of it on.
    case headerNotJSON(byte: Int, reason: String)
    /// A name occurs twice in one object of the header.
    case duplicateName(String)
    /// The metadata is not an object whose values are texts.
    case badMetadata(found: String)
    /// A tensor lacks a field, or the field holds something else than it should.
    case badField(tensor: String, field: String, found: String?)
    /// The elements of a tensor are of a type that is unknown or not read.
    case unsupportedType(tensor: String, type: String)
    /// The lengths of a tensor's axes multiply to more bytes than can be counted.
    case shapeTooLarge(tensor: String, shape: [Int])
    /// The offsets of a tensor span another number of bytes than its shape and type need.
    case wrongSize(tensor: String, shape: [Int], type: String, expected: Int, found: Int)
    /// The data of a tensor ends beyond the end of the file.
    case outOfRange(tensor: String, end: Int, available: Int)
    /// The data of a tensor overlaps that of the tensor before it, or leaves a hole after it.
    case misplaced(tensor: String, begin: Int, expected: Int)
    /// Bytes follow the data of the last tensor.
    case trailingBytes(Int)
  }
}

extension NetworkError.SafetensorsProblem: CustomStringConvertible {
  /// Which part of the file is wrong and how, then what to try.
  public var description: String {
    switch self {
    case .tooShort(let bytes):
      "header: the file is \(bytes) bytes long, shorter than any safetensors file (8). "
        + Self.copyAgain
    case .headerTooLong(let bytes, let available):
      "header: \(bytes) bytes are announced, \(available) are there; this is another format, or "
        + "the file is cut off. \(Self.copyAgain)"
    case .headerOverLimit(let bytes, let limit):
      "header: \(bytes) bytes are announced, the format allows \(limit); this is another format, "
        + "or the file is damaged. \(Self.copyAgain)"
    case .headerNotJSON(let byte, let reason):
      "header: not a JSON object (byte \(byte): \(reason)). \(Self.copyAgain)"
    case .duplicateName(let name):
      "header: the name \(name.quoted) occurs twice. Rename one, and write the file again."
    case .badMetadata(let found):
      "header: '__metadata__' is \(found), not an object of texts. Write the file again with "
        + "metadata that maps texts to texts."
    case .badField(let tensor, let field, let found):
      "tensor \(tensor.quoted): '\(field)' is \(found ?? "missing"), where "
        + "\(Self.meaning(of: field)) should be. \(Self.writeAgain)"
    case .unsupportedType(let tensor, let type):
      "tensor \(tensor.quoted): elements of type \(type.quoted) are not read; "
        + SafetensorsType.allCases.map(\.rawValue).joined(separator: ", ")
        + " are. Convert the tensor to one of these, and write the file again."
    case .shapeTooLarge(let tensor, let shape):
      "tensor \(tensor.quoted): no file can hold the shape \(shape.shortened). \(Self.copyAgain)"
    case .wrongSize(let tensor, let shape, let type, let expected, let found):
      "tensor \(tensor.quoted): the shape \(shape.shortened) of \(type) needs \(expected) bytes, "
        + "the offsets span \(found). \(Self.writeAgain)"
    case .outOfRange(let tensor, let end, let available):
      "tensor \(tensor.quoted): its data ends at byte \(end), the file has \(available); it is "
        + "cut off. \(Self.copyAgain)"
    case .misplaced(let tensor, let begin, let expected):
      "tensor \(tensor.quoted): its data begins at byte \(begin), "
        + (begin < expected
          ? "within another tensor, which ends at \(expected). "
          : "after a hole that begins at \(expected). ")
        + Self.writeAgain
    case .trailingBytes(let count):
      "data: \(count) bytes follow the last tensor, and belong to none. \(Self.copyAgain)"
    }
  }

  private static let copyAgain = "Check that it is a safetensors file, and copy it again."
  private static let writeAgain = "Write the file again with the program that made it."

  private static func meaning(of field: String) -> String {
    switch field {
    case "dtype": "the name of a type"
    case "shape": "a list of lengths"
    case "data_offsets": "the begin and the end"
    default: "an object with 'dtype', 'shape' and 'data_offsets'"
    }
  }
}

extension String {
  /// At most 60 characters, on one line, in quotes.
  fileprivate var quoted: String {
    let line = String(map { $0.isNewline ? "⏎" : $0 })
    return "'" + (line.count <= 60 ? line : line.prefix(59) + "…") + "'"
  }
}

extension [Int] {
  /// At most eight lengths.
  fileprivate var shortened: String {
    count <= 8 ? description : "[" + prefix(7).map(String.init).joined(separator: ", ") + ", …]"
  }
}
