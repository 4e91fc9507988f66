/// A file of text, decompressed if it is one of gzip, with its checksum.
package struct TextFile: Sendable {
  /// The text; bytes that are no UTF-8 are replaced.
  package let text: String
  /// The SHA-256 of its bytes, in hexadecimal digits.
  package let sha256: String

  /// Reads a file.
  ///
  /// - Throws: A ``DatasetError`` if it is missing, cannot be read or is damaged.
  package init(path: String) throws(DatasetError) {
    let file = try FileBytes(path: path)
    (text, sha256) = withExtendedLifetime(file) {
      (String(decoding: file.bytes, as: UTF8.self), Checksum.sha256(file.bytes))
    }
  }
}
