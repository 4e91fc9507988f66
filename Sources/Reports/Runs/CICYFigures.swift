internal import Calabi
internal import Discovery
internal import Tensors

/// The figures of a study of complete intersections: 3, 4 and 5 of the paper, and a map.
///
/// Source: Krippendorf, Syvaeri (2021), figures 3–5.
struct CICYFigures {
  private let document: CICYDocument
  private let arrays: StoredArrays

  init(_ document: CICYDocument, _ arrays: StoredArrays) {
    (self.document, self.arrays) = (document, arrays)
  }

  private var pair: String { "(\(document.scores.pair.h11), \(document.scores.pair.h21))" }

  // MARK: Figure 3

  /// The graphs of two matrices that an identity makes one.
  var graphs: Figure? {
    let example = document.changes.filter { $0.identity != nil && $0.example.count == 2 }
      .min { $0.example.joined().count < $1.example.joined().count }
    let matrices = (example?.example ?? []).compactMap { try? ConfigurationMatrix($0) }
    guard matrices.count == 2 else { return nil }
    return Figure(
      "graphs", title: "Graphs",
      caption:
        "Two descriptions of one manifold as graphs: a vertex for each degree that is not zero, with its degree, "
        + "in the row and column of the matrix; rows are joined with weight 2, columns with weight 1. Left "
        + "\(matrices[0]), right \(matrices[1]).", panels: matrices.map(graph))
  }

  private func graph(_ matrix: ConfigurationMatrix) -> Panel {
    let cells = (0..<matrix.rows).flatMap { r in
      matrix.degrees(ofRow: r).enumerated().filter { $0.element > 0 }.map {
        (row: r, column: $0.offset, degree: $0.element)
      }
    }
    func place(_ cell: (row: Int, column: Int, degree: Int)) -> [Double] {
      [Double(cell.column), Double(cell.row)]
    }
    func edges(_ key: ((row: Int, column: Int, degree: Int)) -> Int) -> [Tensor<Double>] {
      Dictionary(grouping: cells, by: key).sorted { $0.key < $1.key }.map(\.value)
        .filter { $0.count > 1 }.map { Tensor(rows: $0.map(place)) }
    }
    let names = (0..<matrix.rows).map { "P\(Self.power(matrix.spaceDimension($0)))" }
    return Panel(
      x: Axis("polynomial", range: -0.6...Double(matrix.columns) - 0.4, ticks: []),
      y: Axis(
        "space", range: -0.6...Double(matrix.rows) - 0.4,
        ticks: names.enumerated().map { .init(Double($0.offset), $0.element) }, isReversed: true),
      marks: [
        .lines(Lines(edges(\.row), name: "row", ink: .series(0), width: 2)),
        .lines(Lines(edges(\.column), name: "column", ink: .series(1), width: 2)),
        .points(
          Points(
            Tensor(rows: cells.map(place)), ink: .neutral, size: 14,
            texts: cells.map { "\($0.degree)" })),
      ])
  }

  private static func power(_ number: Int) -> String {
    String(String(number).compactMap { "⁰¹²³⁴⁵⁶⁷⁸⁹".dropFirst($0.wholeNumberValue ?? 0).first })
  }

  // MARK: Training

  /// The accuracies by epochs.
  var training: Figure? {
    guard let history = arrays["training_accuracy", axes: 2], history.shape[1] == 6,
      history.shape[0] > 1
    else { return nil }
    let columns = history.columns
    let epochs = (1...history.shape[0]).map(Double.init)
    let names = ["h²¹", "h¹¹", "both"]
    return Figure(
      "training", title: "Training",
      caption:
        "The share of representatives with the right Hodge numbers: on those trained on (dashed, while weights "
        + "still move and batches normalize) and on those held out.",
      panels: [
        Panel(
          x: Axis("epoch"), y: Axis("right", range: 0...1),
          marks: names.indices.flatMap { i -> [Mark] in
            [
              .lines(Lines(x: epochs, y: columns[i], ink: .series(i), width: 1, isDashed: true)),
              .lines(Lines(x: epochs, y: columns[i + 3], name: names[i], ink: .series(i))),
            ]
          })
      ])
  }

  // MARK: Figure 4

  /// The distances of the neighbours of two points, and where the clusters end.
  var curves: Figure? {
    guard let distances = arrays["curve_distances", axes: 2],
      let jumps = arrays[integers: "curve_jump"], let numbers = arrays[integers: "curve_number"],
      jumps.count == distances.shape[0], numbers.count == jumps.count
    else { return nil }
    let panels = jumps.indices.map { i in
      let curve = distances.row(i).scalars
      let steps = zip(curve.dropFirst(), curve).map { $0 - $1 }
      let places = curve.indices.map { Double($0 + 1) }
      let jump = Double(jumps[i]) + 0.5
      return Panel(
        title: "entry \(numbers[i])", x: Axis("neighbour"), y: Axis("distance in the embedding"),
        marks: [
          .lines(Lines(x: places, y: curve, name: "distance", ink: .series(0))),
          .lines(
            Lines(
              x: Array(places.dropFirst()), y: steps, name: "difference", ink: .series(1), width: 1)
          ),
          .lines(
            Lines(
              x: [jump, jump], y: [0, curve.max() ?? 0], name: "largest jump", ink: .series(3),
              width: 1,
              isDashed: true)),
        ])
    }
    return Figure(
      "distances", title: "Distances of neighbours",
      caption:
        "The nearest neighbours of \(jumps.count == 1 ? "a point" : "two points") in the embedding, and the largest "
        + "difference of successive distances, at which the cluster ends: after "
        + jumps.map(String.init).joined(separator: " and ") + " neighbours.", panels: panels)
  }

  // MARK: Figure 5

  /// How many points have which score.
  var scores: Figure? {
    let panels = [
      ("score_histogram", "all"), ("score_histogram_pair", "(h¹¹, h²¹) = \(pair)"),
    ].compactMap { name, title -> Panel? in
      guard let counts = arrays[vector: name], counts.count == 101 else { return nil }
      let total = max(1, counts.reduce(0, +))
      // Five hundredths in a bar; the last is for those without a mistake.
      var bars = [Double](repeating: 0, count: 21)
      for (hundredth, count) in counts.enumerated() { bars[hundredth / 5] += count / total }
      return Panel(
        title: title, x: Axis("share of the cluster with the same label", range: -0.03...1.05),
        y: Axis("share of points", range: 0...1),
        marks: [
          .bars(Bars(at: bars.indices.map { 0.05 * Double($0) }, heights: bars, width: 0.045))
        ])
    }
    guard !panels.isEmpty else { return nil }
    return Figure(
      "scores", title: "Scores",
      caption:
        "How many of the points in the cluster of a point belong to its manifold. Of the manifolds, "
        + "\(CICYText.percent(document.scores.above95)) have a mean above 95 %; of the \(document.scores.pair.manifolds) with "
        + "\(pair), \(CICYText.percent(document.scores.pair.above95)).", panels: panels)
  }

  /// The share of well separated manifolds by Hodge numbers.
  var byHodge: Figure? {
    guard let pairs = arrays["hodge_pairs", axes: 2], pairs.shape[1] == 5 else { return nil }
    let columns = pairs.columns
    return Figure(
      "hodge", title: "By Hodge numbers",
      caption:
        "The share of the manifolds with each pair of Hodge numbers whose accuracy is above 95 %, equal ones counted "
        + "as one.",
      panels: [
        Panel(
          x: Axis("h¹¹"), y: Axis("h²¹"),
          marks: [
            .points(
              Points(
                Tensor(rows: zip(columns[0], columns[1]).map { [$0, $1] }),
                values: .init(columns[4], label: "share above 95 %"), size: 5,
                hover: pairs.unstacked.map { row in
                  "(\(FindingNumber.entry(row.scalars[0])), \(FindingNumber.entry(row.scalars[1]))): "
                    + "\(FindingNumber.entry(row.scalars[2])) manifolds, "
                    + FindingNumber.percent(row.scalars[4])
                }))
          ])
      ])
  }

  // MARK: A map of one pair of Hodge numbers

  /// More points than a run keeps are no map of it.
  private static let mapped = 2000

  /// Representatives of ten manifolds with the same Hodge numbers, by t-SNE.
  var map: Figure? {
    guard let points = arrays["pair_points", axes: 2],
      let numbers = arrays[integers: "pair_number"], numbers.count == points.shape[0]
    else { return nil }
    var method = TSNE()
    guard Double(numbers.count) > method.perplexity + 1, numbers.count <= Self.mapped,
      points.isFinite
    else { return nil }
    method.iterations = 750
    let places = method(Tensor(points.scalars.map(Float.init), shape: points.shape)).positions
    var order: [Int] = []
    for number in numbers where !order.contains(number) { order.append(number) }
    return Figure(
      "map", title: "A map of one pair of Hodge numbers",
      caption:
        "Embedded representatives of \(order.count) manifolds with \(pair) by t-SNE: the network was told of none that "
        + "they are different.",
      panels: [
        Panel(
          x: .hidden, y: .hidden, hasEqualScales: true, aspect: 0.9,
          marks: order.enumerated().map { series, number in
            let rows = numbers.indices.filter { numbers[$0] == number }
            return .points(
              Points(
                Tensor(stacking: rows.map(places.row)), name: "\(number)", ink: .series(series),
                size: 3))
          })
      ])
  }
}
