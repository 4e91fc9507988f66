import Symmetron

/// `symmetron algebra --list`.
enum InvariantList {
  /// One line for each family.
  static var text: String {
    let rows = InvariantFamily.all.map { ($0.pattern, $0.algebra, $0.preserves) }
    let widths = (
      rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0
    )
    return rows.map { pattern, algebra, preserves in
      pattern + String(repeating: " ", count: widths.0 - pattern.count + 2) + algebra
        + String(repeating: " ", count: widths.1 - algebra.count + 2) + preserves
    }.joined(separator: "\n")
  }
}
