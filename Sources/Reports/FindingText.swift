public import Discovery
internal import Foundation
internal import LieAlgebras
public import Oracles
internal import Tensors

/// A finding as a short table for the terminal.
public struct FindingText: Sendable, CustomStringConvertible {
  private let finding: Finding
  private let fit: PolynomialFit?

  /// The text of a finding, and of the fit behind it if there is one.
  public init(_ finding: Finding, fit: PolynomialFit? = nil) {
    (self.finding, self.fit) = (finding, fit)
  }

  /// Generators beyond this number are left to the files.
  static let listed = 15
  /// The width of a line, and of the words in it.
  static let lineWidth = 100
  static let wordsWidth = 44
  /// Matrices are printed up to this size.
  static let matrixSize = 5

  /// The table.
  public var description: String {
    var lines: [String] = []
    if !finding.descriptions.isEmpty { lines += generators + [""] }
    lines += evidence
    for remark in finding.remarks { lines += wrapped("note: \(remark)") }
    lines += ["", answer]
    return lines.joined(separator: "\n")
  }

  /// The line a person wants to read.
  public var answer: String {
    var line = finding.summary
    if let name = finding.name, !name.aliases.isEmpty {
      line += "   (= \(name.aliases.joined(separator: " = ")))"
    }
    return line
  }

  private var generators: [String] {
    let shown = finding.descriptions.prefix(Self.listed)
    let words = shown.map { $0.words == $0.field ? "" : cut($0.words, Self.wordsWidth) }
    let width = words.map(\.count).max() ?? 0
    var lines: [String] = []
    for (index, text) in shown.enumerated() {
      let number = padded("\(index + 1)", 3, right: true)
      let field = cut(text.field, Self.lineWidth - 7 - width)
      lines.append("\(number)  \(padded(words[index], width))\(width > 0 ? "  " : "")\(field)")
    }
    let left = finding.descriptions.count - shown.count
    if left > 0 { lines.append("     … and \(left) more, in result.json and arrays.npz") }
    if finding.fields == .linear, finding.coordinates.count <= Self.matrixSize,
      finding.descriptions.count <= 10
    {
      lines += [""] + matrices
    }
    return lines
  }

  /// The generators' matrices, side by side.
  private var matrices: [String] {
    let cells = finding.generators.unstacked.map { matrix in
      matrix.unstacked.map { row in row.scalars.map(short) }
    }
    let width = cells.joined().joined().map(\.count).max() ?? 1
    let n = finding.coordinates.count
    let perLine = max(1, 76 / (n * (width + 1) + 4))
    var lines: [String] = []
    for start in stride(from: 0, to: cells.count, by: perLine) {
      if start > 0 { lines.append("") }
      for i in 0..<n {
        let row = cells[start..<min(start + perLine, cells.count)].map { matrix in
          "[" + matrix[i].map { padded($0, width, right: true) }.joined(separator: " ") + "]"
        }
        lines.append("     " + row.joined(separator: "  "))
      }
    }
    return lines
  }

  private var evidence: [String] {
    let c = finding.certificate
    var rows: [(String, String)] = []
    if let fit {
      for output in fit.outputs {
        let share = percent(output.explained)
        rows.append(
          (
            "fit",
            "\(output.description) as polynomial of degree \(output.degree): \(share) of the "
              + "variance of held-out rows, \(fit.rows) rows"
          ))
      }
    }
    if let gap = c.gap, let broken = c.firstBroken {
      rows.append(
        (
          "gap",
          "\(scientific(gap)) (last symmetry \(scientific(c.lastSymmetry)), next field "
            + "\(scientific(broken)), noise floor \(scientific(c.noiseFloor)))"
        ))
    } else if let broken = c.firstBroken, c.count == 0 {
      rows.append(
        (
          "spectrum",
          "the most symmetric field violates by \(scientific(broken)), noise floor "
            + "\(scientific(c.noiseFloor))"
        ))
    }
    if c.nullTrials > 0 {
      rows.append(("null trials", "\(c.nullTrialsBelow) of \(c.nullTrials) as symmetric by chance"))
    }
    if fit != nil {
      rows.append(("resamplings", "\(percent(c.support)) give the same number"))
    } else {
      rows.append(("equations", "\(c.equations) at \(c.samples) random samples"))
    }
    if finding.name != nil { rows.append(("closure", "residual \(scientific(finding.closure))")) }
    if finding.outcome == .ambiguous, !c.alternatives.isEmpty {
      let others = c.alternatives.prefix(4).map {
        "\($0.count) (\(percent($0.support)) of resamplings, rise ×\(short($0.ratio)))"
      }
      rows.append(("or rather", others.joined(separator: ", ") + " generators"))
    }
    return rows.map { "\(padded($0.0, 12))\($0.1)" }
  }

  private func cut(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : text.prefix(max(1, width - 2)) + " …"
  }

  private func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return right ? space + text : text + space
  }

  private func short(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    if rounded == 0 { return "0" }
    return rounded == rounded.rounded() && rounded.magnitude < 1e9
      ? "\(Int(rounded))" : "\(rounded)"
  }

  private func scientific(_ value: Double) -> String { String(format: "%.2g", value) }

  private func percent(_ share: Double) -> String {
    let value = 100 * share
    return value > 99 && value < 100
      ? String(format: "%.4g %%", min(value, 99.9999)) : String(format: "%.3g %%", value)
  }

  private func wrapped(_ text: String) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      if lines[lines.count - 1].count + word.count > 90 { lines.append("     ") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines
  }
}
