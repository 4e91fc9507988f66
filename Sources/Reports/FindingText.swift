public import Discovery
internal import LieAlgebras
public import Oracles
internal import Tensors

/// A finding as a short table for the terminal, at most 100 columns wide: the generators, their
/// matrices if small, the evidence, remarks, and at the end the answer.
public struct FindingText: Sendable, CustomStringConvertible {
  private let finding: Finding
  private let fits: [FitSummary]
  private let notes: [String]

  /// The text of a finding, and of the fits behind it if there are any.
  ///
  /// - Parameter notes: Sentences to show after the finding's own remarks.
  public init(_ finding: Finding, fits: [FitSummary] = [], notes: [String] = []) {
    (self.finding, self.fits, self.notes) = (finding, fits, notes)
  }

  /// Generators beyond this number are left to the files.
  private static let listed = 15
  /// The width of a line, and of the words for a generator in it.
  private static let lineWidth = 100
  private static let wordsWidth = 44
  /// Matrices are printed up to this size, and up to this number of them.
  private static let matrixSize = 5
  private static let matrixCount = 10

  /// The table.
  public var description: String {
    var lines: [String] = []
    if !finding.descriptions.isEmpty { lines += generators + [""] }
    for (label, text) in FindingEvidence(finding, fits: fits).rows {
      lines += Self.wrapped(text, after: Self.padded(label, 12))
    }
    for remark in finding.remarks + notes { lines += Self.wrapped(remark, after: "note: ") }
    return (lines + [""] + Self.wrapped(answer)).joined(separator: "\n")
  }

  /// The line that a person wants to read.
  public var answer: String {
    guard let name = finding.name, !name.aliases.isEmpty else { return finding.summary }
    return finding.summary + "   (= \(name.aliases.joined(separator: " = ")))"
  }

  private var generators: [String] {
    let shown = finding.descriptions.prefix(Self.listed)
    let words = shown.map { $0.words == $0.field ? "" : Self.cut($0.words, Self.wordsWidth) }
    let width = words.map(\.count).max() ?? 0
    var lines = zip(words, shown).enumerated().map { index, line in
      let start = Self.padded("\(index + 1)", 3, right: true) + "  "
      let left = line.0.isEmpty ? start : start + Self.padded(line.0, width) + "  "
      return left + Self.cut(line.1.field, Self.lineWidth - left.count)
    }
    let rest = finding.descriptions.count - shown.count
    if rest > 0 { lines.append("     … and \(rest) more, in result.json and arrays.npz") }
    return lines + matrices
  }

  /// The matrices of linear generators, side by side, after an empty line.
  private var matrices: [String] {
    let n = finding.coordinates.count
    guard finding.fields == .linear, n <= Self.matrixSize,
      finding.descriptions.count <= Self.matrixCount
    else { return [] }
    let cells = finding.generators.unstacked.map { matrix in
      matrix.unstacked.map { $0.scalars.map(FindingNumber.entry) }
    }
    let width = cells.joined().joined().map(\.count).max() ?? 1
    let perLine = max(1, (Self.lineWidth - 3) / (n * (width + 1) + 3))
    var lines: [String] = []
    for start in stride(from: 0, to: cells.count, by: perLine) {
      lines.append("")
      for i in 0..<n {
        let row = cells[start..<min(start + perLine, cells.count)].map { matrix in
          "[" + matrix[i].map { Self.padded($0, width, right: true) }.joined(separator: " ") + "]"
        }
        lines.append("     " + row.joined(separator: "  "))
      }
    }
    return lines
  }

  private static func cut(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : text.prefix(max(1, width - 2)) + " …"
  }

  private static func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return right ? space + text : text + space
  }

  /// Text broken between words, further lines indented as far as the first.
  private static func wrapped(_ text: String, after start: String = "") -> [String] {
    guard start.count + text.count > lineWidth else { return [start + text] }
    let indentation = String(repeating: " ", count: start.count)
    var lines: [String] = []
    var line = start
    for word in text.split(separator: " ") {
      if line.count + word.count >= lineWidth, line.count > start.count {
        lines.append(line)
        line = indentation
      }
      line += (line.count > start.count ? " " : "") + word
    }
    return lines + [line]
  }
}
