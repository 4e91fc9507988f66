extension SafetensorsHeader {
  /// The text of the header, padded with spaces so that the data behind it and the eight bytes of its
  /// length begins at a multiple of eight.
  ///
  /// Equal headers make equal texts: metadata is in the order of its keys.
  var text: [UInt8] {
    var text = Array("{".utf8)
    func append(_ part: String) { text += Array(part.utf8) }
    if !metadata.isEmpty {
      append("\"\(Self.metadataKey)\":{")
      for (index, (key, value)) in metadata.sorted(by: { $0.key < $1.key }).enumerated() {
        append((index > 0 ? "," : "") + Self.quoted(key) + ":" + Self.quoted(value))
      }
      append(entries.isEmpty ? "}" : "},")
    }
    for (index, entry) in entries.enumerated() {
      let shape = entry.shape.map(String.init).joined(separator: ",")
      let (begin, end) = (entry.range.lowerBound, entry.range.upperBound)
      append(
        (index > 0 ? "," : "") + Self.quoted(entry.name)
          + ":{\"dtype\":\"\(entry.type.rawValue)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(begin),\(end)]}")
    }
    append("}")
    return text + Array(repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
  }

  /// A JSON text: quotes, backslashes and control characters are escaped.
  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
