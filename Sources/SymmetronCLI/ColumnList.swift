/// Names of columns as one option: `x,y,"px, in GeV"`.
enum ColumnList {
  /// The names in a list; those in double quotes may hold commas, and quotes written twice.
  static func names(in list: String) -> [String] {
    var names: [String] = []
    var name = ""
    var (isQuoted, wasQuoted) = (false, false)
    for character in list {
      switch character {
      case "\"" where isQuoted: (isQuoted, wasQuoted) = (false, true)
      case "\"" where wasQuoted || name.isEmpty:
        if wasQuoted { name.append("\"") }
        (isQuoted, wasQuoted) = (true, false)
      case "," where !isQuoted:
        names.append(name)
        (name, wasQuoted) = ("", false)
      default: name.append(character)
      }
    }
    return (names + [name]).filter { !$0.isEmpty }
  }

  /// The list that stands for names.
  static func text(of names: [String]) -> String {
    names.map { name in
      guard name.contains(where: { ",\"".contains($0) }) else { return name }
      return "\""
        + name.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
