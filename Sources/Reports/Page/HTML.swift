/// Text in HTML.
enum HTML {
  /// JSON that can stand in a `script` element: no text in it ends the element.
  static func scriptJSON(_ json: String) -> String {
    // Outside of strings JSON has no "<".
    json.replacing("<", with: "\\u003C")
  }
}
