import Foundation

/// Standard output, and notes beside it.
enum Output {
  /// Writes a text, and unlike Swift's `print` notices when that fails.
  static func print(_ text: String) throws {
    do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
      throw Failure(message: "standard output cannot be written", code: Failure.inputOutput)
    }
  }

  /// Says something that is not the result, on standard error.
  static func note(_ text: String) {
    FileHandle.standardError.write(Data("note: \(text)\n".utf8))
  }

  /// A text whose last paragraph, the answer, stands out on a terminal.
  ///
  /// Not where `NO_COLOR` is set (no-color.org), or the terminal is `dumb`.
  static func emphasizingAnswer(_ text: String) -> String {
    let environment = ProcessInfo.processInfo.environment
    guard isatty(STDOUT_FILENO) == 1, environment["NO_COLOR", default: ""].isEmpty,
      environment["TERM"] != "dumb", !text.isEmpty
    else { return text }
    let (bold, plain) = ("\u{1B}[1m", "\u{1B}[0m")
    guard let gap = text.range(of: "\n\n", options: .backwards) else { return bold + text + plain }
    return text[..<gap.upperBound] + bold + text[gap.upperBound...] + plain
  }
}
