internal import Discovery
internal import Foundation
internal import Tensors

/// The report of `symmetron orbits`.
extension OrbitsDocument: ReportedDocument {
  func report(_ arrays: StoredArrays) -> Report {
    let blocks = regression.map { RegressionBlocks($0, arrays) }
    var report = Report(
      title: "", answer: summary,
      certainty: blocks?.certainty ?? generators?.outcome.certainty ?? .open, facts: facts,
      sections: [
        .init("What was done", [.rows(done)]), .init("Embedding", embeddingBlocks(arrays)),
        .init("Orbits", orbitBlocks(arrays)),
        .init("Motions", OrbitFlow(self, arrays).blocks),
      ])
    if let blocks {
      report.facts += blocks.facts
      report.sections += blocks.sections
    } else if let generators {
      let found = generators.report(arrays, isOfClouds: true)
      report.facts += found.facts
      report.sections += found.sections
    }
    return report
  }

  private var facts: [Report.Row] {
    var facts: [Report.Row] = [
      .init("orbits", "\(orbitCount)"), .init("classes", "\(classCount)"),
    ]
    if let truth {
      facts.append(.init("adjusted Rand index", Self.index(truth.adjustedRandIndex)))
    }
    return facts
  }

  private var done: [Report.Row] {
    var rows: [Report.Row] = []
    switch embedding.control {
    case "raw": rows.append(.init("embedding", "none: the points themselves (a control)"))
    case "regression":
      rows.append(
        .init(
          "embedding",
          "the last hidden layer, \(embedding.width) wide, of a network that predicts class numbers (a control)"
        ))
    default:
      rows.append(
        .init("embedding", "the last hidden layer, \(embedding.width) wide, of a classifier"))
    }
    if embedding.epochs > 0 { rows.append(.init("training", "\(embedding.epochs) epochs")) }
    for (label, accuracy) in zip(embedding.labels, embedding.accuracies) {
      rows.append(.init("right classes of \(label)", FindingNumber.percent(accuracy)))
    }
    rows.append(.init("points", "\(embedding.right) of \(embedding.points) with every class right"))
    if let picture {
      rows.append(
        .init(
          "picture",
          "t-SNE of \(picture.points) points, perplexity \(FindingNumber.entry(picture.perplexity)), "
            + "divergence \(FindingNumber.entry(picture.divergence))"))
    }
    return rows
  }

  private func embeddingBlocks(_ arrays: StoredArrays) -> [Report.Block] {
    [
      EmbeddingFigure(self, arrays)?.figure, NeighbourFigure(self, arrays)?.figure,
    ].compactMap { $0.map(Report.Block.figure) }
  }

  /// More orbits are not listed.
  private static let listed = 60

  private func orbitBlocks(_ arrays: StoredArrays) -> [Report.Block] {
    var blocks: [Report.Block] = []
    if let truth {
      blocks.append(
        .rows([
          .init("true orbits", "\(truth.orbits)"),
          .init("adjusted Rand index of all points", Self.index(truth.adjustedRandIndex)),
          .init("mean of the classes", Self.index(truth.meanOfClasses)),
          .init(
            "classes with the right number of orbits", FindingNumber.percent(truth.rightCounts)),
        ]))
    }
    if let figure = AgreementFigure(self, arrays)?.figure { blocks.append(.figure(figure)) }
    guard !orbits.isEmpty else { return blocks }
    let isAlone = orbits.contains { $0.generators != nil }
    let rest = orbits.count - Self.listed
    blocks.append(
      .table(
        .init(
          "The orbits; the contrast is how much longer the gap to the others of the class is than the lengths inside"
            + (rest > 0 ? "; \(rest) more are in result.json" : ""),
          header: ["orbit"] + embedding.labels + ["points", "contrast"]
            + (isAlone ? ["its own generators", "algebra", "outcome"] : []),
          rows: orbits.prefix(Self.listed).enumerated().map { number, orbit in
            ["\(number + 1)"] + classes(orbit) + [
              "\(orbit.points)", orbit.contrast.map(FindingNumber.rough) ?? "",
            ]
              + (isAlone
                ? [
                  orbit.generators.map(String.init) ?? "", orbit.algebra ?? "",
                  orbit.outcome?.rawValue ?? "",
                ] : [])
          })))
    return blocks
  }

  /// The class of an orbit for each label, as many as there are labels.
  private func classes(_ orbit: Orbit) -> [String] {
    embedding.labels.indices.map { $0 < orbit.classes.count ? orbit.classes[$0] : "" }
  }

  private static func index(_ value: Double) -> String {
    String(format: "%.4f", value)
  }
}
