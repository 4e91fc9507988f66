internal import Foundation
internal import Tensors

/// How much the oracle's answer changes along streamlines.
struct FlowDrift {
  private let curves: FlowCurves

  init(_ curves: FlowCurves) { self.curves = curves }

  /// The most starts with a colour of their own.
  private static let most = 12

  /// The figure; nil without outputs.
  var figure: Figure? {
    let starts = curves.starts.indices.prefix(Self.most)
    let drifts = starts.compactMap { start in drift(start) }
    guard drifts.count == starts.count, !drifts.isEmpty else { return nil }
    var panels = [
      Panel(
        x: Axis("path length" + curves.unit), y: Axis("change of the outputs", isLogarithmic: true),
        marks: drifts)
    ]
    let kept = starts.compactMap { start in probability(start) }
    if kept.count == starts.count {
      panels.append(
        Panel(
          x: Axis("path length" + curves.unit),
          y: Axis("probability of the class", range: 0...1.05), marks: kept)
      )
    }
    return Figure(
      "drift", title: "Drift along the flows",
      caption:
        "How far the oracle's outputs are from those at the start: the largest difference of "
        + "\(curves.fields > 1 ? "an output, one curve for each flow" : "an output")."
        + (kept.isEmpty
          ? "" : " Right: the probability of the class that is predicted at the start."),
      columns: panels.count, panels: panels)
  }

  private func drift(_ start: Int) -> Mark? {
    let paths = (0..<curves.fields).compactMap { field -> Tensor<Double>? in
      let curve = curves.curve(start, field)
      guard let outputs = curve.outputs else { return nil }
      let first = outputs.row(curve.lengths.count / 2)
      return Tensor(
        rows: curve.lengths.indices.map { place in
          let change = (outputs.row(place) - first).maximumMagnitude
          // What is exactly zero has no place on a logarithmic axis.
          return [curve.lengths[place], change > 0 ? change : .nan]
        })
    }
    return lines(paths, start)
  }

  private func probability(_ start: Int) -> Mark? {
    let paths = (0..<curves.fields).compactMap { field -> Tensor<Double>? in
      let curve = curves.curve(start, field)
      guard let shares = curve.probabilities, let own = curve.predicted,
        0..<shares.shape[1] ~= own
      else { return nil }
      return Tensor(rows: curve.lengths.indices.map { [curve.lengths[$0], shares[$0, own]] })
    }
    return lines(paths, start)
  }

  private func lines(_ paths: [Tensor<Double>], _ start: Int) -> Mark? {
    guard paths.count == curves.fields else { return nil }
    return .lines(
      Lines(paths, name: curves.shortNames[start], ink: curves.ink(start), width: 1))
  }
}
