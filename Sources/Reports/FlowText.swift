public import Discovery
internal import LieAlgebras
internal import Oracles
internal import Tensors

/// Flows as a short table for the terminal, at most 100 columns wide, ending with the answer.
public struct FlowText: Sendable, CustomStringConvertible {
  private let finding: FlowFinding
  private let result: FlowExperiment.Result?
  private let rotation: RotationAngles?

  /// The text of flows that preserve a formula.
  public init(_ finding: FlowFinding) { (self.finding, result, rotation) = (finding, nil, nil) }

  /// The text of an experiment.
  public init(_ result: FlowExperiment.Result, rotation: RotationAngles? = nil) {
    (finding, self.result, self.rotation) = (result.finding, result, rotation)
  }

  /// The table.
  public var description: String {
    var lines: [String] = []
    for (index, text) in finding.structure.generators.enumerated() {
      let words = text.words == text.field ? "" : "\(text.words)  "
      lines.append(TextLayout.cut("  \(index + 1)  \(words)\(text.field)", TextLayout.width))
    }
    if !lines.isEmpty { lines.append("") }
    for (label, text) in networks + flows + walks {
      lines += TextLayout.wrapped(text, after: TextLayout.padded(label, 12))
    }
    for remark in finding.remarks { lines += TextLayout.wrapped(remark, after: "note: ") }
    return (lines + [""] + TextLayout.wrapped(finding.summary)).joined(separator: "\n")
  }

  private typealias Row = (label: String, text: String)

  private var networks: [Row] {
    guard let result else { return [] }
    let trivial = result.trivial
    let samples =
      "\(result.points.trainingRows.count) to train, \(result.points.validationRows.count) to judge"
    var rows: [Row] = [
      (
        "samples",
        "\(samples); of \(trivial.mean.count) features \(trivial.ignorable.count) never vary, "
          + "\(trivial.directions(having: 0.95)) principal components have 95 % of the variance"
      )
    ]
    if let autoencoder = result.autoencoder {
      rows.append(
        (
          "latent",
          "\(autoencoder.latentCount) coordinates, mean squared error of a restored feature "
            + FindingNumber.rough(autoencoder.validationError)
        ))
    }
    let score = FindingNumber.percent(result.oracle.validationScore)
    rows.append(
      (
        "oracle",
        (result.oracle.classes.map { "\($0.count) classes, \(score) right on validation samples" }
          ?? "\(score) of the validation variance explained")
          + "; frozen, like the encoder, before flows are sought"
      ))
    return rows
  }

  private var flows: [Row] {
    let rank = finding.localRank
    let values = rank.singularValues.prefix(10).map(FindingNumber.rough).joined(separator: ", ")
    var rows: [Row] = [
      (
        "jacobian",
        "rank \(rank.rank) of \(rank.dimension) at \(FindingNumber.percent(rank.share)) of the points, "
          + "singular values \(values)"
      )
    ]
    for trial in finding.trials {
      let m = trial.measures
      rows.append(
        (
          trial.count == 1 ? "1 flow" : "\(trial.count) flows",
          "relative invariance \(FindingNumber.rough(m.relativeInvariance)), norm error "
            + "\(FindingNumber.rough(m.normError)), mean |cosine| \(FindingNumber.rough(m.meanAbsoluteCosine)), "
            + "conflict \(FindingNumber.rough(trial.conflict))"
            + (trial.isAccepted ? "" : ": too many")
        ))
    }
    if let family = finding.family {
      rows.append(
        (
          "restarts",
          "\(family.restarts) trainings span \(family.directions) direction\(family.directions == 1 ? "" : "s") "
            + "at a point"
        ))
    }
    rows.append(
      (
        "closure",
        "residual \(FindingNumber.rough(finding.structure.closure)): \(finding.statement)"
      ))
    return rows
  }

  private var walks: [Row] {
    guard let walks = result?.walks else { return [] }
    let length = FindingNumber.entry(walks.streamlines.lengths.last ?? 0)
    let kept = walks.halves.count(where: \.keepsClass)
    let drift = FindingNumber.rough(walks.halves.map(\.drift).max() ?? 0)
    let loss = walks.halves.map { $0.startProbability - $0.leastProbability }.max() ?? 0
    var text =
      "\(walks.starts.count) starts, both ways, length \(length): largest change of an output \(drift)"
    if result?.oracle.classes != nil {
      text +=
        ", class kept on \(kept) of \(walks.halves.count), its probability falls by at most "
        + FindingNumber.rough(max(loss, 0))
    }
    if let changes = walks.decodedChanges, let least = changes.min(), let most = changes.max() {
      text +=
        "; decoded samples change by \(FindingNumber.rough(least)) to \(FindingNumber.rough(most)) of their size"
    }
    var rows: [Row] = [("streamlines", text)]
    if let rotation {
      rows.append(
        (
          "rotation",
          "the true rotation of images is \(FindingNumber.rough(rotation.median))° from the flows (median), "
            + "\(FindingNumber.rough(rotation.toFreeDirections))° from all the oracle leaves, "
            + "\(FindingNumber.rough(rotation.byChance))° by chance"
        ))
    }
    return rows
  }
}

extension FlowFinding {
  /// What the brackets allow to say.
  public var statement: String {
    if outcome == .noneFound { return "without meaning, as the fields are no symmetries" }
    if let name = structure.name { return "the fields are a basis of \(name.name)" }
    if flow.count == 1 { return "a single flow generates a one-parameter group" }
    if structure.closure <= FlowStructure.closedResidual {
      return "the fields close with constants, but no name is certain"
    }
    return
      "tangent distribution of local rank \(localRank.freeDirections); no finite algebra claimed"
  }
}
