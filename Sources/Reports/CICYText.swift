internal import Calabi
internal import Foundation

/// A study of complete intersections as a short text for the terminal, the answer last.
public struct CICYText: Sendable, CustomStringConvertible {
  private let document: CICYDocument

  /// The text of a document.
  public init(_ document: CICYDocument) { self.document = document }

  /// Changes beyond this number are left to the files.
  private static let listed = 12

  /// The lines.
  public var description: String {
    let rows = [
      ("manifolds", manifolds), ("features", features), ("network", network),
      ("clusters", clusters), ("topology", topology),
    ]
    var lines = rows.flatMap { label, text in
      TextLayout.wrapped(text, after: TextLayout.padded(label, 12))
    }
    lines += [
      "", "changes in clusters, how often, and on how many fresh matrices topology stayed:",
    ]
    lines += document.changes.prefix(Self.listed).map { change in
      let moves = change.moves.map { "\($0) moves" }
      let name = change.identity.map { "(\($0))" } ?? moves ?? "–"
      return TextLayout.padded(name, 8) + TextLayout.padded("\(change.count)", 8, right: true)
        + TextLayout.padded("\(change.kept)/\(change.trials)", 8, right: true) + "  "
        + TextLayout.cut(change.change, TextLayout.width - 26)
    }
    if !document.list.isPublished {
      lines += TextLayout.wrapped(
        "the file is not the published list: its SHA-256 is another one", after: "note: ")
    }
    return (lines + [""] + TextLayout.wrapped(document.summary)).joined(separator: "\n")
  }

  private var manifolds: String {
    let list = document.list
    let check =
      list.contradictions.isEmpty
      ? "Euler numbers and second Chern classes agree with the list"
      : "\(list.contradictions.count) entries contradict their matrices"
    return "\(list.manifolds) of \(list.entries) entries; \(check)"
  }

  private var features: String {
    let some = document.representatives
    return "\(some.count) representatives, \(some.single) manifolds with one; "
      + "\(some.features) features: \(some.vertexTypes) vertex types, eigenvalues"
      + (some.formFeatures ?? 0 > 0 ? ", forms" : "")
  }

  private var network: String {
    "h²¹ \(Self.percent(document.network.h21)), h¹¹ \(Self.percent(document.network.h11)) right "
      + "after \(document.network.epochs) epochs"
  }

  private var clusters: String {
    let scores = document.scores
    return "\(scores.points) points, \(Self.number(scores.clusterSize)) neighbours each; "
      + "(h¹¹, h²¹) = (\(scores.pair.h11), \(scores.pair.h21)), \(scores.pair.manifolds) manifolds: "
      + "\(Self.percent(scores.pair.above95)) above 95 %, "
      + "\(Self.percent(scores.pair.above95ByClass)) with equal ones counted as one"
  }

  private var topology: String {
    let some = document.equalities
    return "\(some.classes) classes (the list knows \(some.listedClasses)); "
      + "\(some.proved.count) pairs proved equal by identities; "
      + "\(some.favourable) favourable descriptions; "
      + "\(some.listedButDifferent.count) pairs listed as equal differ"
  }

  static func percent(_ share: Double) -> String { number(100 * share) + " %" }

  private static func number(_ x: Double) -> String { String(format: "%.1f", x) }
}
