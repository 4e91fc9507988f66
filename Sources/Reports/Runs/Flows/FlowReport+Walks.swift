internal import Discovery
internal import Tensors

extension FlowDocument {
  /// What is seen along the flows.
  func walkBlocks(_ curves: FlowCurves) -> [Report.Block] {
    var blocks: [Report.Block] = []
    if let walks { blocks.append(.rows(rows(walks))) }
    let slider = FlowSlider(curves)
    if let walks = slider.walks {
      if slider.omitted > 0 {
        blocks.append(.text("\(slider.omitted) more curves are in arrays.npz."))
      }
      blocks.append(.walks(walks))
    }
    let halves = (walks?.halves ?? []).map { ($0.start, $0.field, $0.leastProbability) }
    let strips = FlowStrips(curves)
    var figures = [strips.figure].compactMap { $0 }
    // Where the strips show every curve, a grid would show the same.
    if figures.isEmpty || strips.shown.count < curves.curves.count {
      figures += FlowGrids(curves, halves: halves).figures
    }
    figures += [FlowDrift(curves).figure].compactMap { $0 }
    return blocks + figures.map(Report.Block.figure)
  }

  private func rows(_ walks: Walks) -> [Report.Row] {
    var rows: [Report.Row] = [
      .init(
        "streamlines",
        "\(walks.starts.count) starts, both ways, each \(FindingNumber.entry(walks.length)) long"),
      .init("largest change of an output", FindingNumber.rough(walks.largestDrift)),
    ]
    if networks?.classes != nil {
      rows.append(
        .init("class kept", "on \(walks.keepingClass) of \(walks.halves.count) half curves"))
      rows.append(
        .init(
          "its probability falls by",
          "at most \(FindingNumber.rough(max(0, walks.largestProbabilityLoss)))"))
    }
    if let changes = walks.decodedChanges, let least = changes.min(), let most = changes.max() {
      rows.append(
        .init(
          "decoded samples change by",
          "\(FindingNumber.rough(least)) to \(FindingNumber.rough(most)) of their size"))
    }
    return rows
  }

}
