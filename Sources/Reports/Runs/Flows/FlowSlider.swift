internal import Tensors

/// The curves that the page walks along with a slider.
struct FlowSlider {
  /// The most bytes of all pictures together: pages are to be sent by mail.
  static let mostBytes = 3_000_000

  private let curves: FlowCurves

  init(_ curves: FlowCurves) { self.curves = curves }

  /// The walks; nil if nothing is seen along the curves.
  ///
  /// If there are too many pictures, every other one is left out, then curves along the last fields, then curves from
  /// the last starts.
  var walks: Walks? {
    let chosen = self.chosen
    guard !chosen.isEmpty else { return nil }
    let hasPictures = chosen.allSatisfy { $0.pictures != nil }
    let size = hasPictures ? curves.size : nil
    let step = hasPictures ? self.step : 1
    return Walks(
      chosen.map { curve in
        let pictured = stride(from: 0, to: size == nil ? 0 : curve.pictured.count, by: step)
        return Walks.Path(
          name: curve.name, places: curve.lengths,
          probabilities: curve.probabilities.map { $0.unstacked.map(\.scalars) } ?? [],
          pictured: pictured.map { curve.pictured[$0] },
          pixels: pictured.flatMap { curve.pictures?.row($0).scalars.map(ImageGrid.byte) ?? [] })
      }, classes: hasProbabilities ? curves.classes : [], height: size?.height ?? 0,
      width: size?.width ?? 0, label: "path length")
  }

  /// How many curves were left out.
  var omitted: Int { curves.curves.count + (curves.straight == nil ? 0 : 1) - chosen.count }

  private var hasProbabilities: Bool { curves.curves.allSatisfy { $0.probabilities != nil } }

  /// The bytes of the pictures of a curve, if one of so many is kept.
  private func bytes(step: Int) -> Int {
    let size = curves.size.map { $0.height * $0.width } ?? 0
    let pictures = curves.curves.first { $0.pictures != nil }?.pictured.count ?? 0
    return (pictures + step - 1) / step * size
  }

  /// Of how many pictures one is kept.
  private var step: Int {
    let total = bytes(step: 1) * (curves.curves.count + 1)
    let half = (curves.curves.first?.pictured.count ?? 0) / 2
    return total > Self.mostBytes && half.isMultiple(of: 2) && half > 2 ? 2 : 1
  }

  private var chosen: [FlowCurves.Curve] {
    guard hasProbabilities || curves.curves.contains(where: { $0.pictures != nil }) else {
      return []
    }
    let bytes = bytes(step: step)
    let most = bytes > 0 ? max(1, Self.mostBytes / bytes) : Int.max
    let straight = curves.straight.map { [$0] } ?? []
    let count = min(curves.curves.count, max(1, most - straight.count))
    // As many fields from every start as there is room for, and at least the first.
    let fields = min(curves.fields, max(1, count / curves.starts.count))
    let starts = min(curves.starts.count, max(1, count / fields))
    return (0..<starts).flatMap { start in (0..<fields).map { curves.curve(start, $0) } } + straight
  }
}
