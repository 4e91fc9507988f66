internal import Tensors

/// The points of a run with their classes or numbers, as marks.
struct FlowSamples {
  /// `[M, n]`.
  let points: Tensor<Double>
  private let classes: [String]
  private let labels: [Double]
  /// The means of the classes, `[S, n]`.
  let centres: Tensor<Double>?

  /// The points of a run; nil if it has none.
  init?(_ document: FlowDocument, _ arrays: StoredArrays) {
    guard let points = arrays["points", axes: 2], points.shape[1] == document.coordinates.count
    else { return nil }
    self.points = points
    classes = document.networks?.classes ?? []
    labels = arrays[vector: "labels"].flatMap { $0.count == points.shape[0] ? $0 : nil } ?? []
    centres = arrays["centres", axes: 2].flatMap { $0.shape[1] == points.shape[1] ? $0 : nil }
  }

  /// The points, a mark for each class.
  ///
  /// - Parameters:
  ///   - size: Their diameter.
  ///   - project: What is drawn of a point: two or three coordinates.
  func marks(size: Double, _ project: ([Double]) -> [Double]) -> [Mark] {
    let all = points.unstacked.map { project($0.scalars) }
    guard !labels.isEmpty else {
      return [.points(Points(Tensor(rows: all), ink: .faint, size: size))]
    }
    guard !classes.isEmpty else {
      return [
        .points(Points(Tensor(rows: all), values: .init(labels, label: "label"), size: size))
      ]
    }
    return classes.indices.compactMap { c in
      let own = all.indices.filter { labels[$0] == Double(c) }.map { all[$0] }
      guard !own.isEmpty else { return nil }
      return .points(Points(Tensor(rows: own), name: classes[c], ink: .series(c), size: size))
    }
  }

  /// The centres of the classes, as stars.
  func stars(_ project: ([Double]) -> [Double]) -> [Mark] {
    guard let centres, !classes.isEmpty else { return [] }
    return [
      .points(
        Points(
          Tensor(rows: centres.unstacked.map { project($0.scalars) }), name: "class centres",
          ink: .neutral, size: 10, symbol: .star))
    ]
  }
}
