internal import Discovery
internal import Tensors

extension FlowDocument {
  /// The angles between the flows and the true rotation of images, class by class.
  var rotationFigure: Figure? {
    guard let rotation else { return nil }
    let known = networks?.classes ?? []
    let classes =
      known.filter { rotation.byClass[$0] != nil }
      + rotation.byClass.keys.filter { !known.contains($0) }.sorted()
    guard !classes.isEmpty else { return nil }
    let ends = [-0.6, Double(classes.count) - 0.4]
    let lines: [(String, Double, Ink)] = [
      ("by chance", rotation.byChance, .neutral), ("median", rotation.median, .series(1)),
      ("least of any invariant flow", rotation.toFreeDirections, .series(2)),
    ]
    return Figure(
      "rotation", title: "Against the true rotation",
      caption:
        "The median angle between the flows and what rotating an image does to it, by class. 0° would be a "
        + "rotation; a flow that has nothing to do with it stays near the angle by chance.",
      panels: [
        Panel(
          x: {
            var axis = Axis.names(classes, label: "class")
            axis.range = ends[0]...ends[1]
            return axis
          }(),
          y: Axis("angle (degrees)", range: 0...90),
          marks: [
            .bars(
              Bars(
                at: classes.indices.map(Double.init),
                heights: classes.map { rotation.byClass[$0] ?? .nan }, ink: .series(5)))
          ]
            + lines.map { name, angle, ink in
              .lines(
                Lines(x: ends, y: [angle, angle], name: name, ink: ink, width: 1.5, isDashed: true))
            })
      ])
  }
}
