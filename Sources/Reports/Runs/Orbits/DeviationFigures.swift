internal import Tensors

/// Spectra of standard deviations, of the regression and of neighbourhoods.
///
/// Source: Krippendorf, Syvaeri (2021), figures 7–9.
/// Checked by: `GeneratorsReportTests`.
enum DeviationFigures {
  /// Numbers beyond this many are all noise.
  private static let most = 40

  /// The deviations of a regression along its principal components; nil if there are none.
  static func regression(_ regression: GeneratorsDocument.Regression, count: Int) -> Figure? {
    let gap =
      count > 0 && count < regression.deviations.count
      ? " After \(count == 1 ? "the first" : "\(count)") they fall by a factor of "
        + "\(FindingNumber.rough(regression.ratio))."
      : " None stands out."
    return figure(
      "deviations", title: "Deviations of the regression",
      caption:
        "The matrices of \(regression.planes) planes spread along few principal components, the "
        + "generators." + gap,
      regression.deviations, count: count, names: ("generators", "noise"), x: "principal component",
      y: "standard deviation")
  }

  /// The deviations of neighbourhoods along their principal directions; nil if there are none.
  static func local(_ clouds: GeneratorsDocument.Clouds) -> Figure? {
    guard let deviations = clouds.localDeviations, let dimension = clouds.orbitDimension else {
      return nil
    }
    let isClear = clouds.neighbours != nil && dimension < deviations.count
    return figure(
      "local-deviations", title: "Dimension of the orbit",
      caption: "The root mean square deviations of neighbourhoods"
        + (clouds.neighbours.map { " of \($0) points" } ?? "")
        + " along their principal directions. "
        + (isClear
          ? "Where they first fall, the orbit's dimension \(dimension) ends; what is behind is curvature and noise."
          : "There is no clear fall."),
      deviations, count: isClear ? dimension : 0,
      names: isClear ? ("along the orbit", "across it") : ("", "deviation"),
      x: "principal direction", y: "deviation (units of the coordinates)")
  }

  private static func figure(
    _ name: String, title: String, caption: String, _ deviations: [Double], count: Int,
    names: (String, String), x: String, y: String
  ) -> Figure? {
    let shown = Array(deviations.prefix(max(most, count + 5)))
    guard let most = shown.max(), shown.allSatisfy(\.isFinite) else { return nil }
    let places = shown.indices.map { Double($0 + 1) }
    func points(_ range: Range<Int>, _ name: String, _ series: Int) -> Mark? {
      guard !range.isEmpty else { return nil }
      return .points(
        Points(
          Tensor(rows: range.map { [places[$0], shown[$0]] }), name: name, ink: .series(series),
          size: 5, hover: range.map { "\($0 + 1): \(FindingNumber.rough(shown[$0]))" }))
    }
    let split = min(max(0, count), shown.count)
    var marks: [Mark] = [.lines(Lines(x: places, y: shown, ink: .faint, width: 1))]
    let top = 1.08 * most
    if split > 0, split < shown.count {
      let place = Double(split) + 0.5
      marks.append(
        .lines(Lines(x: [place, place], y: [0, top], ink: .neutral, width: 1, isDashed: true)))
    }
    marks += [points(0..<split, names.0, 0), points(split..<shown.count, names.1, 1)]
      .compactMap { $0 }
    let axis =
      shown.count <= 16
      ? Axis.numbers(x, 1...shown.count) : Axis(x, range: 0.5...Double(shown.count) + 0.5)
    return Figure(
      name, title: title, caption: caption,
      panels: [Panel(x: axis, y: Axis(y, range: 0...max(top, 1e-12)), marks: marks)])
  }
}
