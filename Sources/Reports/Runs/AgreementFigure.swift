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
      let most = found.max(), most < Self.most.drawn
    else { return nil }
    var counts = Tensor<Double>.zeros([most + 2, last + 1])
    for (orbit, true_) in zip(found, truth) {
      counts[orbit < 0 ? most + 1 : orbit, true_] += 1
    }
    let hasLeft = found.contains { $0 < 0 }
    self.counts = hasLeft ? counts : counts.rows(0..<most + 1)
    names = (0...most).map { "\($0 + 1)" } + (hasLeft ? ["none"] : [])
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
    if !isNumbered { (panel.x, panel.y) = (Self.plain(panel.x), Self.plain(panel.y)) }
    return Figure(
      "agreement", title: "Orbits found and true ones",
      caption:
        "How many points of each true orbit lie on each that was found. Orbits are right if every row "
        + "and column has one bright cell."
        + (names.last == "none"
          ? " The last row are points whose class was predicted wrongly." : ""),
      panels: [panel])
  }

  /// The axis, drawn without ticks.
  private static func plain(_ axis: Axis) -> Axis {
    var axis = axis
    (axis.isHidden, axis.ticks) = (false, [])
    return axis
  }
}
