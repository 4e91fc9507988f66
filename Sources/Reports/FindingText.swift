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
  /// The width of the words for a generator.
  private static let wordsWidth = 44
  /// Matrices are printed up to this size, and up to this number of them.
  private static let matrixSize = 5
  private static let matrixCount = 10

  /// The table.
  public var description: String {
    var lines: [String] = []
    if !finding.descriptions.isEmpty { lines += generators + [""] }
    let evidence = FindingEvidence(
      FindingDocument(finding, fits: fits), isOfClouds: finding.subject == .clouds)
    for (label, text) in evidence.rows {
      lines += TextLayout.wrapped(text, after: TextLayout.padded(label, 12))
    }
    for remark in finding.remarks + notes { lines += TextLayout.wrapped(remark, after: "note: ") }
    return (lines + [""] + TextLayout.wrapped(answer)).joined(separator: "\n")
  }

  /// The line that a person wants to read.
  public var answer: String {
    guard let name = finding.name, !name.aliases.isEmpty else { return finding.summary }
    return finding.summary + "   (= \(name.aliases.joined(separator: " = ")))"
  }

  private var generators: [String] {
    let shown = finding.descriptions.prefix(Self.listed)
    let words = shown.map { $0.words == $0.field ? "" : TextLayout.cut($0.words, Self.wordsWidth) }
    let width = words.map(\.count).max() ?? 0
    var lines = zip(words, shown).enumerated().map { index, line in
      let start = TextLayout.padded("\(index + 1)", 3, right: true) + "  "
      let left = line.0.isEmpty ? start : start + TextLayout.padded(line.0, width) + "  "
      return left + TextLayout.cut(line.1.field, TextLayout.width - left.count)
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
    let perLine = max(1, (TextLayout.width - 3) / (n * (width + 1) + 3))
    var lines: [String] = []
    for start in stride(from: 0, to: cells.count, by: perLine) {
      lines.append("")
      for i in 0..<n {
        let row = cells[start..<min(start + perLine, cells.count)].map { matrix in
          "[" + matrix[i].map { TextLayout.padded($0, width, right: true) }.joined(separator: " ")
            + "]"
        }
        lines.append("     " + row.joined(separator: "  "))
      }
    }
    return lines
  }
}
