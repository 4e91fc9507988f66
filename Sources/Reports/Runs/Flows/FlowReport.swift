internal import Discovery
internal import Tensors

/// The report of `symmetron flows`.
extension FlowDocument: ReportedDocument {
  func report(_ arrays: StoredArrays) -> Report {
    let curves = FlowCurves(self, arrays)
    let samples = FlowSamples(self, arrays)
    let grid = FlowOracleGrid(self, arrays)
    return Report(
      title: "", answer: answer, certainty: outcome.certainty, facts: facts,
      sections: [
        .init("What was done", [.rows(done)] + remarks.map(Report.Block.text)),
        .init("The flows", flowBlocks(arrays, grid, samples, curves)),
        .init("Along the flows", curves.map(walkBlocks) ?? []),
        .init("How many", countBlocks(arrays)),
        .init("Lie brackets", bracketBlocks(arrays)),
        .init("Against the true rotation", rotationBlocks),
        .init(
          "Samples and trainings",
          (FlowTrivialFigures(self, arrays).figures
            + (FlowHistories(arrays).figure.map { [$0] } ?? [])).map(Report.Block.figure)),
      ])
  }

  /// The answer without its reason, which has a part of its own, unless there are no flows.
  private var answer: String {
    let tail = ": " + reason
    return outcome.isAnswer && outcome != .noneFound && summary.hasSuffix(tail)
      ? String(summary.dropLast(tail.count)) : summary
  }

  private var facts: [Report.Row] {
    var facts: [Report.Row] = [
      .init("flows", outcome == .noneFound ? "none" : "\(count)"),
      .init("relative invariance", FindingNumber.rough(measures.relativeInvariance)),
    ]
    if count > 1 {
      facts.append(.init("mean |cosine|", FindingNumber.rough(measures.meanAbsoluteCosine)))
    }
    if let networks {
      facts.append(
        .init(
          networks.classes == nil ? "oracle explains" : "oracle is right",
          FindingNumber.percent(networks.oracleScore)))
    }
    if let walks, networks?.classes != nil {
      facts.append(
        .init("class kept", "on \(walks.keepingClass) of \(walks.halves.count) half curves"))
    }
    if let name = structure.name { facts.append(.init("algebra", name)) }
    return facts
  }

  private var done: [Report.Row] {
    var rows: [Report.Row] = []
    if let networks {
      rows.append(
        .init(
          "samples",
          "\(networks.trainingSamples) to train, \(networks.validationSamples) that only judge"))
    }
    if let trivial {
      rows.append(
        .init(
          "features",
          "\(trivial.features), of which \(trivial.ignorable) never vary; \(trivial.directions95) principal "
            + "components have 95 % of the variance, \(trivial.directions99) have 99 %"))
    }
    if let networks {
      if let latent = networks.latent {
        let error = networks.reconstructionError.map {
          ", mean squared error of a restored feature \(FindingNumber.rough($0))"
        }
        rows.append(.init("autoencoder", "\(latent) latent coordinates" + (error ?? "")))
      }
      let score = FindingNumber.percent(networks.oracleScore)
      rows.append(
        .init(
          "oracle",
          (networks.classes.map { "\($0.count) classes, \(score) right on samples that only judge" }
            ?? "\(score) of the variance explained on samples that only judge")
            + "; frozen, like the encoder, before flows are sought"))
    }
    rows.append(
      .init("flows", "fields in the \(coordinates.count) coordinates \(Self.list(coordinates))"))
    return rows
  }

  /// The first few names.
  private static func list(_ names: [String]) -> String {
    names.count <= 8
      ? names.joined(separator: ", ")
      : names.prefix(3).joined(separator: ", ") + ", …, \(names[names.count - 1])"
  }

}
