/// Text in HTML.
enum HTML {
  /// Text with all that HTML would interpret replaced, in content and in attributes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
    return result
  }

  /// JSON that can stand in a `script` element: no text in it ends the element.
  static func scriptJSON(_ json: String) -> String {
    // Outside of strings JSON has no "<".
    json.replacing("<", with: "\\u003C")
  }
}
