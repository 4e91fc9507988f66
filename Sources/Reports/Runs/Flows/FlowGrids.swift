internal import Discovery
internal import Foundation
internal import Tensors

/// Decoded samples in rows and columns: each row is a streamline.
///
/// Source: *Oracle-Preserving Latent Flows* (2023), fig. 8.
struct FlowGrids {
  private let curves: FlowCurves
  private let least: [Double]

  /// - Parameter halves: What is known of both halves of each curve.
  init(_ curves: FlowCurves, halves: [(start: Int, field: Int, least: Double)]) {
    self.curves = curves
    var least = [Double](repeating: .infinity, count: curves.curves.count)
    for half in halves
    where curves.starts.indices ~= half.start && 0..<curves.fields ~= half.field {
      let place = half.start * curves.fields + half.field
      least[place] = min(least[place], half.least)
    }
    self.least = least
  }

  /// The most panels, and the most rows of one.
  private static let most = (panels: 6, rows: 16)

  /// The figures; none without pictures.
  var figures: [Figure] {
    guard curves.size != nil, curves.curves.allSatisfy({ $0.pictures != nil }) else { return [] }
    return [startsFigure] + (curves.fields > 2 ? [fieldsFigure] : [])
  }

  /// A panel for each field, a row for each start.
  private var startsFigure: Figure {
    let shown = min(curves.fields, Self.most.panels)
    let starts = Array(curves.starts.indices.prefix(Self.most.rows))
    let isComplete = shown == curves.fields && starts.count == curves.starts.count
    return Figure(
      "grid", title: "Along the flows",
      caption:
        "Each row begins in its middle\(curves.classes.isEmpty ? "" : ", the centre of a class,") and "
        + "follows a flow both ways; the numbers below are path lengths\(curves.unit)."
        + (hasLeast ? " p is the least probability of the class on all of the way." : "")
        + (isComplete ? "" : " All \(curves.fields) flows are in arrays.npz."),
      columns: min(shown, 3),
      panels: (0..<shown).map { field in
        // In narrow panels names are short, and the least probability of all rows stands above.
        let rows = starts.map { ($0, field) }
        let title = shown > 1 ? "flow \(field + 1)\(shownLeast(rows))" : ""
        return panel(
          rows, title: title,
          names: starts.map { curves.shortNames[$0] + (shown > 1 ? "" : shownLeast([($0, field)])) }
        )
      })
  }

  private var hasLeast: Bool { !curves.classes.isEmpty && !least.contains(.infinity) }

  /// The least probability of the class in some rows: `, p ≥ 0.998`.
  private func shownLeast(_ rows: [(start: Int, field: Int)]) -> String {
    guard hasLeast, let p = rows.map({ least[$0.start * curves.fields + $0.field] }).min() else {
      return ""
    }
    return ", p ≥ \(Self.floor(p))"
  }

  /// A row for each field, all from one start.
  private var fieldsFigure: Figure {
    let fields = Array((0..<curves.fields).prefix(Self.most.rows))
    return Figure(
      "flows-of-one", title: "Every flow from one start",
      caption:
        "What each of the flows makes of one sample, \(curves.starts[0]); in the middle of every row.",
      panels: [
        panel(
          fields.map { (0, $0) }, names: fields.map { "flow \($0 + 1)\(shownLeast([(0, $0)]))" })
      ])
  }

  private func panel(
    _ rows: [(start: Int, field: Int)], title: String = "", names: [String]
  ) -> Panel {
    let size = curves.size ?? .init(height: 0, width: 0)
    let first = curves.curves[0]
    let chosen = FlowStrips.spread(first.pictured.count, least: 3)
    let pixels = rows.flatMap { row in
      let curve = curves.curve(row.start, row.field)
      return chosen.flatMap { curve.pictures?.row($0).scalars ?? [] }
    }
    return .images(
      ImageGrid(
        Tensor(pixels, shape: [rows.count, chosen.count, size.height, size.width])),
      title: title,
      rowNames: names,
      columnNames: chosen.map { FindingNumber.entry(first.lengths[first.pictured[$0]]) })
  }

  /// Three decimals, not rounded up.
  private static func floor(_ value: Double) -> String {
    RoughNumber.trimmed(String(format: "%.3f", (value * 1000).rounded(.down) / 1000))
  }
}
