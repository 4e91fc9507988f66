internal import Tensors

/// The distances of a point of each class from its neighbours in the class: a jump is the gap to another orbit.
///
/// Source: Krippendorf, Syvaeri (2021), figure 4.
/// Checked by: `OrbitsReportTests`.
struct NeighbourFigure {
  private let document: OrbitsDocument
  private let curves: Tensor<Double>

  /// The curves of a run; nil if they are not stored.
  init?(_ document: OrbitsDocument, _ arrays: StoredArrays) {
    guard let curves = arrays["neighbour_distances", axes: 2] else { return nil }
    (self.document, self.curves) = (document, curves)
  }

  /// From so many curves on they are thin.
  private static let many = 30

  /// The figure, with the curves coloured by the number of orbits in the class.
  var figure: Figure {
    let groups = Dictionary(grouping: 0..<curves.shape[0]) { counts?[$0] ?? 0 }
    let marks = groups.sorted { $0.key > $1.key }.map { count, rows -> Mark in
      let name = count == 1 ? "1 orbit" : "\(count) orbits"
      return .lines(
        Lines(
          rows.map(curve),
          name: count == 0
            ? nil : "\(name) in \(rows.count == 1 ? "1 class" : "\(rows.count) classes")",
          ink: .series(count == 0 ? 0 : count - 1),
          width: curves.shape[0] > Self.many ? 0.5 : 1.2))
    }
    return Figure(
      "neighbours", title: "Distances in the embedding",
      caption:
        "The distances of one point of each class from its nearest neighbours in the class. A jump is the "
        + "gap to another orbit, if that is among the \(curves.shape[1]) nearest.",
      panels: [
        Panel(x: Axis("neighbour"), y: Axis("distance in the embedding"), marks: marks)
      ])
  }

  private func curve(_ row: Int) -> Tensor<Double> {
    let finite = curves.row(row).scalars.prefix { $0.isFinite }
    return Tensor(
      finite.enumerated().flatMap { [Double($0.offset + 1), $0.element] }, shape: [finite.count, 2])
  }

  /// The number of orbits in the class of each curve; nil if classes are without one.
  private var counts: [Int]? {
    var counts: [(classes: [String], count: Int)] = []
    for orbit in document.orbits {
      if counts.last?.classes == orbit.classes {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((orbit.classes, 1))
      }
    }
    return counts.count == curves.shape[0] ? counts.map(\.count) : nil
  }
}
