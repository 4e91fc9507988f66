internal import Tensors

/// How the points of the true orbits are spread over those that were found.
///
/// Checked by: `OrbitsReportTests`.
struct AgreementFigure {
  /// The points of each orbit that was found, and of none in the last row, by true orbits; `[found + 1, true]`.
  let counts: Tensor<Double>
  private let names: [String]

  /// More orbits are not drawn, and not numbered.
  private static let most = (drawn: 400, numbered: 25)

  /// The table of a run; nil if the truth is not known, or there are too many orbits.
  init?(_ document: OrbitsDocument, _ arrays: StoredArrays) {
    guard document.truth != nil, let found = arrays[integers: "orbits"],
      let truth = arrays[integers: "true_orbits"], found.count == truth.count,
      let last = truth.max(), last < Self.most.drawn, truth.allSatisfy({ $0 >= 0 }),
      let most = found.max(), 0..<Self.most.drawn ~= most
    else { return nil }
    var counts = Tensor<Double>.zeros([most + 2, last + 1])
    for (orbit, true_) in zip(found, truth) {
      counts[orbit < 0 ? most + 1 : orbit, true_] += 1
    }
    // By the true orbit that each consists of for the most part, so that what is right is a diagonal.
    let order = (0...most).map { orbit in
      let row = counts.row(orbit).scalars
      return (orbit, row.firstIndex(of: row.max() ?? 0) ?? 0)
    }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    let hasLeft = found.contains { $0 < 0 }
    self.counts = Tensor(stacking: (order + (hasLeft ? [most + 1] : [])).map(counts.row))
    names = order.map { "\($0 + 1)" } + (hasLeft ? ["none"] : [])
  }

  /// The figure.
  var figure: Figure {
    let s = counts.shape
    let isNumbered = max(s[0], s[1]) <= Self.most.numbered
    var panel = Panel.matrix(
      counts, rowNames: isNumbered ? names : [],
      columnNames: isNumbered ? (0..<s[1]).map { "\($0 + 1)" } : [], scale: .sequential,
      label: "points")
    (panel.x.label, panel.y.label) = ("true orbit", "orbit found")
    panel.x = Self.sparse(panel.x, isNumbered: isNumbered)
    panel.y = Self.sparse(panel.y, isNumbered: isNumbered)
    return Figure(
      "agreement", title: "Orbits found and true ones",
      caption:
        "How many points of each true orbit lie on each that was found. Right is a diagonal."
        + (names.last == "none"
          ? " The last row are points whose class was predicted wrongly." : ""),
      panels: [panel])
  }

  /// The axis with about ten of its ticks, or without.
  private static func sparse(_ axis: Axis, isNumbered: Bool) -> Axis {
    var axis = axis
    axis.isHidden = false
    let ticks = isNumbered ? axis.ticks ?? [] : []
    let step = (ticks.count + 9) / 10
    // What is none of the orbits is always named; of the others every few, if there is room.
    let orbits = ticks.count - (ticks.last?.text == "none" ? 1 : 0)
    axis.ticks = ticks.enumerated().filter { place, _ in
      place == orbits
        || place.isMultiple(of: max(1, step)) && orbits - place >= (orbits < ticks.count ? step : 0)
    }.map(\.element)
    return axis
  }
}
