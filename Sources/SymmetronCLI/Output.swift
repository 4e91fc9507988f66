import Foundation

/// Standard output, and notes beside it.
enum Output {
  /// Says something that is not the result, on standard error.
  static func note(_ text: String) {
    FileHandle.standardError.write(Data("note: \(text)\n".utf8))
  }

  /// Writes a text, and unlike Swift's `print` notices when that fails.
  static func print(_ text: String) throws {
    do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
      throw Failure(message: "standard output cannot be written", code: Failure.inputOutput)
    }
  }
}
