import Foundation

/// Standard output.
enum Output {
  /// Writes a text, and unlike Swift's `print` notices when that fails.
  static func print(_ text: String) throws {
    do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
      throw Failure(message: "standard output cannot be written", code: Failure.inputOutput)
    }
  }
}
