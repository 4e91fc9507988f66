internal import Tensors

/// The embedding drawn by t-SNE beside the points and the invariant, in matching colours.
///
/// Source: Krippendorf, Syvaeri (2021), figures 1 and 2.
/// Checked by: `OrbitsReportTests`.
struct EmbeddingFigure {
  private let document: OrbitsDocument
  private let arrays: StoredArrays
  private let points: OrbitPoints

  /// The figure of a run; nil without its labels.
  init?(_ document: OrbitsDocument, _ arrays: StoredArrays) {
    guard let points = OrbitPoints(document, arrays) else { return nil }
    (self.document, self.arrays, self.points) = (document, arrays, points)
  }

  /// The figure; nil if there is nothing to draw.
  var figure: Figure? {
    let parts: [((Bool) -> Panel?, String)] = [
      (embedding, "the embedding, drawn by t-SNE"), (inputs, "the points in their coordinates"),
      (invariant, "what sets the orbits apart, which the network was not told"),
    ]
    let shown = parts.filter { $0.0(false) != nil }
    // A legend has more room in the plane.
    let isPlane = shown.map { $0.0(false)?.z == nil }
    guard let labelled = isPlane.lastIndex(of: true) ?? shown.indices.last else { return nil }
    return Figure(
      "embedding", title: "Embedding and orbits",
      caption: "From the left: " + shown.map(\.1).joined(separator: "; ")
        + ". Colours are classes (\(document.embedding.labels.joined(separator: ", "))). A class of several orbits is one colour in several places.",
      panels: shown.enumerated().compactMap { $0.element.0($0.offset == labelled) })
  }

  private func embedding(isLabelled: Bool) -> Panel? {
    guard let picture = arrays["picture", axes: 2], picture.shape[1] == 2, let drawn = points.drawn,
      drawn.allSatisfy({ $0 < picture.shape[0] })
    else { return nil }
    return panel(
      Tensor(stacking: drawn.map(picture.row)), "embedding",
      [Axis("t-SNE 1", ticks: []), Axis("t-SNE 2", ticks: [])],
      isLabelled)
  }

  private func inputs(isLabelled: Bool) -> Panel? {
    guard let all = arrays["points", axes: 2], 2...3 ~= all.shape[1], isWithin(all.shape[0]) else {
      return nil
    }
    let names = document.coordinates(all.shape[1])
    return panel(
      Tensor(stacking: points.rows.map(all.row)), "points", names.map { Axis($0) }, isLabelled)
  }

  private func invariant(isLabelled: Bool) -> Panel? {
    guard document.truth != nil, let all = arrays[vector: "invariants"], isWithin(all.count) else {
      return nil
    }
    let values = points.classes.compactMap(\.value)
    let name = document.invariant ?? "invariant"
    let label = document.embedding.labels.joined(separator: ", ")
    if values.count == points.classes.count {
      let places = zip(points.rows, points.classOf).map { [all[$0], values[$1]] }
      return panel(Tensor(rows: places), "classes", [Axis(name), Axis(label)], isLabelled, false)
    }
    let places = zip(points.rows, points.classOf).map { [Double($1 + 1), all[$0]] }
    return panel(
      Tensor(rows: places), "classes", [Axis("number of the class"), Axis(name)], isLabelled, false)
  }

  private func isWithin(_ count: Int) -> Bool { points.rows.allSatisfy { $0 < count } }

  private func panel(
    _ places: Tensor<Double>, _ title: String, _ axes: [Axis], _ isLabelled: Bool,
    _ hasEqualScales: Bool = true
  ) -> Panel {
    Panel(
      title: title, x: axes[0], y: axes[1], z: axes.count > 2 ? axes[2] : nil,
      hasEqualScales: hasEqualScales, aspect: 1, marks: points.marks(places, isLabelled: isLabelled)
    )
  }
}

extension OrbitsDocument {
  /// The names of so many coordinates.
  func coordinates(_ count: Int) -> [String] {
    let names = generators?.coordinates ?? regression?.coordinates ?? []
    return names.count == count ? names : (0..<count).map { "x\($0 + 1)" }
  }
}
