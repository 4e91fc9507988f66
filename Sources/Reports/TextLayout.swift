/// Lines of text for the terminal.
enum TextLayout {
  /// The width of a line.
  static let width = 100

  /// Text no longer than a width, with dots where it was cut.
  static func cut(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : text.prefix(max(1, width - 2)) + " …"
  }

  /// Text filled up with spaces.
  static func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return right ? space + text : text + space
  }

  /// Text broken between words, further lines indented as far as the first.
  static func wrapped(_ text: String, after start: String = "") -> [String] {
    guard start.count + text.count > width else { return [start + text] }
    let indentation = String(repeating: " ", count: start.count)
    var lines: [String] = []
    var line = start
    for word in text.split(separator: " ") {
      if line.count + word.count >= width, line.count > start.count {
        lines.append(line)
        line = indentation
      }
      line += (line.count > start.count ? " " : "") + word
    }
    return lines + [line]
  }
}
