internal import Discovery
internal import LieAlgebras
internal import Tensors

/// The report of `symmetron algebra` and `symmetron discover`.
extension FindingDocument: ReportedDocument {
  func report(_ arrays: StoredArrays) -> Report {
    report(arrays, isOfClouds: false)
  }

  /// The report of a finding, of clouds of points or of a function.
  func report(_ arrays: StoredArrays, isOfClouds: Bool) -> Report {
    var evidence: [Report.Block] = []
    if let figure = spectrumFigure(isOfClouds: isOfClouds) { evidence.append(.figure(figure)) }
    let rows = FindingEvidence(self, isOfClouds: isOfClouds).rows
    evidence.append(.rows(rows.map { .init($0.label, $0.text) }))
    evidence += remarks.map(Report.Block.text)
    return Report(
      title: "", answer: answer, certainty: outcome.certainty, facts: facts,
      sections: [
        .init("Generators", generatorBlocks(isOfClouds: isOfClouds)), .init("Evidence", evidence),
        .init("Fit", fitBlocks),
        .init("Lie algebra", AlgebraFigures(arrays, noise: closureResidual).blocks),
      ])
  }

  /// The answer with the algebra's other names.
  private var answer: String {
    guard let algebra, !algebra.aliases.isEmpty else { return summary }
    return summary + " (= \(algebra.aliases.joined(separator: " = ")))"
  }

  private var facts: [Report.Row] {
    var facts: [Report.Row] = [.init("generators", "\(count)")]
    if let gap = certificate.gap { facts.append(.init("gap", FindingNumber.rough(gap))) }
    facts.append(.init("noise floor", FindingNumber.rough(certificate.noiseFloor)))
    if certificate.nullTrials > 0 {
      facts.append(
        .init(
          "null trials as symmetric", "\(certificate.nullTrialsBelow) of \(certificate.nullTrials)")
      )
    }
    facts.append(.init("fields searched", fields.rawValue))
    if let algebra { facts.append(.init("kind", algebra.kind)) }
    return facts
  }

  private func generatorBlocks(isOfClouds: Bool) -> [Report.Block] {
    guard !generators.isEmpty else { return [] }
    let caption =
      isOfClouds
      ? "Vector fields that move points along their orbits"
      : "Vector fields that leave the labels unchanged"
    return [.table(.generators(caption, generators))]
      + (matrixFigure.map { [.figure($0)] } ?? [])
  }

  private var matrixFigure: Figure? {
    Figure.matrices(
      "generators", title: "Generators",
      caption: "The coefficients of each field: row i is the change of coordinate i, by columns.",
      matrices: generators.compactMap(\.matrix), rowNames: coordinates,
      columnNames: monomials)
  }

  /// The spectrum with the gap and the noise floor.
  private func spectrumFigure(isOfClouds: Bool) -> Figure? {
    guard !spectrum.isEmpty else { return nil }
    // What is exactly zero has no place on a logarithmic axis.
    let least = max(spectrum.filter { $0 > 0 }.min() ?? 1e-16, 1e-17)
    let heights = spectrum.map { max($0, least) }
    func points(_ range: Range<Int>, _ name: String, _ series: Int) -> Mark? {
      guard !range.isEmpty else { return nil }
      let places = Tensor(rows: range.map { [Double($0 + 1), heights[$0]] })
      let hover = range.map { "field \($0 + 1): \(FindingNumber.rough(spectrum[$0]))" }
      return .points(Points(places, name: name, ink: .series(series), size: 5, hover: hover))
    }
    let count = min(max(0, count), spectrum.count)
    let ends = [0.5, Double(spectrum.count) + 0.5]
    var marks: [Mark] = []
    if certificate.noiseFloor > 0 {
      let floor = [certificate.noiseFloor, certificate.noiseFloor]
      marks.append(
        .lines(
          Lines(x: ends, y: floor, name: "noise floor", ink: .neutral, width: 1, isDashed: true)))
    }
    marks += [
      points(0..<count, "symmetries", 0), points(count..<spectrum.count, "no symmetries", 1),
    ].compactMap { $0 }
    let gap =
      certificate.gap.map {
        " The first that is no symmetry does so \(FindingNumber.rough($0)) times more than the last that is one."
      } ?? ""
    return Figure(
      "spectrum", title: "Spectrum",
      caption: "How much each of \(spectrum.count) orthonormal fields "
        + (isOfClouds ? "leads off the clouds." : "changes the labels.") + gap,
      panels: [
        Panel(
          x: Axis("number of the field", range: ends[0]...ends[1]),
          y: Axis("violation (root mean square)", isLogarithmic: true), marks: marks)
      ])
  }

  private var fitBlocks: [Report.Block] {
    guard let fits else { return [] }
    let series = fits.enumerated().flatMap { number, fit -> [Mark] in
      guard let shares = fit.explainedByDegree, shares.count > 1 else { return [] }
      let degrees = shares.indices.map { Double($0 + 1) }
      return [
        .lines(Lines(x: degrees, y: shares, name: fit.output, ink: .series(number))),
        .points(Points(Tensor(rows: zip(degrees, shares).map { [$0, $1] }), ink: .series(number))),
      ]
    }
    let lowest = fits.compactMap { $0.explainedByDegree?.filter(\.isFinite).min() }.min() ?? 0
    let degrees = fits.compactMap(\.explainedByDegree).map(\.count).max() ?? 0
    var blocks: [Report.Block] = [
      .table(
        .init(
          "What was fitted", header: ["output", "method", "held-out share explained", "rows"],
          rows: fits.map { fit in
            let method =
              fit.degree.map { "polynomial of degree \($0)" }
              ?? "networks " + (fit.layers ?? []).map(String.init).joined(separator: "-")
            return [fit.output, method, FindingNumber.percent(fit.explained), "\(fit.rows)"]
          }))
    ]
    if !series.isEmpty {
      blocks.append(
        .figure(
          Figure(
            "fit", title: "Fit",
            caption:
              "The share of the variance of held-out rows that a polynomial explains, by its degree.",
            panels: [
              Panel(
                x: .numbers("degree", 1...max(1, degrees)),
                y: Axis("explained share", range: min(-0.05, lowest - 0.05)...1.05),
                marks: series)
            ])))
    }
    return blocks
  }
}

extension Outcome {
  /// How far to trust an answer with this outcome.
  var certainty: Report.Certainty {
    switch self {
    case .clear, .noneFound: .certain
    case .ambiguous: .doubtful
    case .undecided, .everything, .poorFit: .open
    }
  }
}
