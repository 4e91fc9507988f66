internal import Discovery

/// Why to believe a finding: labelled lines, for the terminal and the report.
struct FindingEvidence {
  private let finding: FindingDocument
  private let isOfClouds: Bool

  /// The evidence for a finding, of clouds of points or of a function.
  init(_ finding: FindingDocument, isOfClouds: Bool) {
    (self.finding, self.isOfClouds) = (finding, isOfClouds)
  }

  /// What each line is about, and what it says.
  var rows: [(label: String, text: String)] {
    fits + (finding.outcome == .poorFit ? [] : spectrum + checks + alternatives)
  }

  private var fits: [(label: String, text: String)] {
    (finding.fits ?? []).map { fit in
      let share = FindingNumber.percent(fit.explained)
      if let degree = fit.degree {
        return (
          "fit",
          "\(fit.output) as polynomial of degree \(degree): \(share) of the held-out variance, "
            + "\(fit.rows) rows"
        )
      }
      let sizes = (fit.layers ?? []).map(String.init).joined(separator: "-")
      let measure =
        fit.accuracy.map {
          "\(FindingNumber.percent($0)) of held-out classes right (deviance explained: \(share))"
        } ?? "\(share) of the held-out variance"
      let networks = fit.networks.map { "\($0) " } ?? ""
      return (
        "fit", "\(fit.output) by \(networks)networks \(sizes): \(measure), \(fit.rows) rows"
      )
    }
  }

  private var spectrum: [(label: String, text: String)] {
    let c = finding.certificate
    guard let broken = c.firstBroken else { return [] }
    let floor = FindingNumber.rough(c.noiseFloor)
    let next = FindingNumber.rough(broken)
    guard let gap = c.gap else {
      return [("spectrum", "the most symmetric field violates by \(next), noise floor \(floor)")]
    }
    let last = FindingNumber.rough(c.lastSymmetry)
    return [
      (
        "gap",
        "\(FindingNumber.rough(gap)) (last symmetry \(last), next field \(next), noise floor \(floor))"
      )
    ]
  }

  private var checks: [(label: String, text: String)] {
    let c = finding.certificate
    var rows: [(label: String, text: String)] = []
    if c.nullTrials > 0 {
      rows.append(
        (
          "null trials",
          "\(c.nullTrialsBelow) of \(c.nullTrials) random \(isOfClouds ? "clouds" : "functions") are as "
            + "symmetric"
        )
      )
    }
    if finding.fits == nil, !isOfClouds {
      rows.append(("equations", "\(c.equations) at \(c.samples) random samples"))
    } else {
      let others = c.alternatives.filter { $0.support > 0 }.prefix(4).map {
        ", \(FindingNumber.percent($0.support)) give \($0.count)"
      }
      rows.append(
        (
          "resamplings",
          "\(FindingNumber.percent(c.support)) give this number" + others.joined()
        ))
    }
    if finding.algebra != nil {
      rows.append(("closure", "residual \(FindingNumber.rough(finding.closureResidual))"))
    }
    return rows
  }

  /// Other numbers of generators that the spectrum would allow.
  private var alternatives: [(label: String, text: String)] {
    let others = finding.certificate.alternatives.filter { $0.ratio > 1 }.prefix(4)
      .map { "\($0.count) (rise ×\(FindingNumber.rough($0.ratio)))" }
    switch finding.outcome {
    case .ambiguous where !others.isEmpty:
      return [("or rather", others.joined(separator: ", ") + " generators")]
    case .undecided:
      let all = ["0", "\(finding.certificate.count)"] + others
      return [("possible", all.joined(separator: ", ") + " generators")]
    default: return []
    }
  }
}
