internal import Discovery
internal import Tensors

extension FlowDocument {
  /// Why there are as many flows, and what they form.
  func countBlocks(_ arrays: StoredArrays) -> [Report.Block] {
    let figures = FlowCountFigures(self)
    var blocks: [Report.Block] = [.text(reason.prefix(1).uppercased() + reason.dropFirst() + ".")]
    blocks.append(.table(figures.table))
    blocks += figures.figures.map(Report.Block.figure)
    if let family { blocks += familyBlocks(family) }
    return blocks
  }

  private func familyBlocks(_ family: FlowFinding.RestartFamily) -> [Report.Block] {
    let numbers = family.shares.indices.map { Double($0 + 1) }
    return [
      .text(
        "\(family.restarts) trainings from other initial values span \(family.directions) "
          + "direction\(family.directions == 1 ? "" : "s") at a point."),
      .figure(
        Figure(
          "restarts", title: "Several trainings",
          caption:
            "The mean eigenvalues of the Gram matrix of all fields of all trainings at a point, over their sum: "
            + "those below the dashed line, a tenth of the largest, do not count as directions.",
          panels: [
            Panel(
              x: .numbers("number of the direction", 1...max(1, family.shares.count)),
              y: Axis("share", range: 0...1),
              marks: [
                .bars(Bars(at: numbers, heights: family.shares)),
                .lines(
                  Lines(
                    x: [0.5, Double(family.shares.count) + 0.5],
                    y: [Double](repeating: (family.shares.max() ?? 0) / 10, count: 2),
                    ink: .neutral, width: 1, isDashed: true)),
              ])
          ])),
    ]
  }

  /// What the brackets say; a list and figures only if they close.
  func bracketBlocks(_ arrays: StoredArrays) -> [Report.Block] {
    var rows: [Report.Row] = [.init("what they say", structure.statement)]
    if count > 1 {
      rows.append(
        .init(
          "closure residual",
          "\(FindingNumber.rough(structure.closure)) of the brackets is outside of constant combinations of the fields"
        ))
    }
    if structure.possibleNames.count > 1 {
      rows.append(.init("possible names", structure.possibleNames.joined(separator: ", ")))
    }
    let isClosed = structure.closure <= FlowStructure.closedResidual && outcome != .noneFound
    return [.rows(rows)]
      + (isClosed ? AlgebraFigures(arrays, noise: structure.closure).blocks : [])
  }

  /// How far the flows are from the true rotation.
  var rotationBlocks: [Report.Block] {
    guard let rotation else { return [] }
    func degrees(_ value: Double) -> String { "\(FindingNumber.rough(value))°" }
    let rows: [Report.Row] = [
      .init("median angle to the flows", degrees(rotation.median)),
      .init("to all directions that the oracle leaves", degrees(rotation.toFreeDirections)),
      .init("of a random direction", degrees(rotation.byChance)),
      .init("images", "\(rotation.images), turned by \(degrees(rotation.delta)) both ways"),
    ]
    return [.rows(rows)] + (rotationFigure.map { [.figure($0)] } ?? [])
  }
}
