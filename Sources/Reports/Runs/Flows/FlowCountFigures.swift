internal import Discovery
internal import Tensors

/// How many flows there are: what the oracle's Jacobian leaves, and what trainings of 1, 2, … fields reached.
struct FlowCountFigures {
  private let document: FlowDocument

  init(_ document: FlowDocument) { self.document = document }

  /// The figures.
  var figures: [Figure] { [jacobian, trials].compactMap { $0 } }

  /// The trials as a table.
  var table: Report.Table {
    Report.Table(
      "One training for each number of flows",
      header: [
        "flows", "relative invariance", "norm error", "mean |cosine|", "conflict", "conditions",
      ],
      rows: document.trials.map { trial in
        let m = trial.measures
        return [
          "\(trial.count)", FindingNumber.rough(m.relativeInvariance),
          FindingNumber.rough(m.normError), FindingNumber.rough(m.meanAbsoluteCosine),
          FindingNumber.rough(trial.conflict), trial.isAccepted ? "hold" : "cannot hold",
        ]
      })
  }

  private var jacobian: Figure? {
    let rank = document.localRank
    let count = min(rank.singularValues.count, rank.low.count, rank.high.count)
    let positive = (rank.singularValues + rank.low).filter { $0 > 0 }
    guard count > 1, let least = positive.min() else { return nil }
    // What is exactly zero has no place on a logarithmic axis.
    func height(_ value: Double) -> Double { max(value, least) }
    let bars = (0..<count).map { k in
      Tensor(
        rows: [
          [Double(k + 1), height(rank.low[k])], [Double(k + 1), height(rank.high[k])],
        ])
    }
    let medians = (0..<count).map { [Double($0 + 1), height(rank.singularValues[$0])] }
    return Figure(
      "jacobian", title: "What the oracle sees",
      caption:
        "Singular values of the oracle's Jacobian: medians over the points, and lines from 5 % to 95 % of them. "
        + "Its rank is \(rank.rank) of \(rank.dimension) at \(FindingNumber.percent(rank.share)) of the points, "
        + "which leaves \(rank.freeDirections) to flows.",
      panels: [
        Panel(
          x: .numbers("number of the singular value", 1...count),
          y: Axis("singular value", isLogarithmic: true),
          marks: [
            .lines(Lines(bars, name: "5 % to 95 %", ink: .series(5), width: 2)),
            .points(Points(Tensor(rows: medians), name: "median", size: 5)),
          ])
      ])
  }

  private var trials: Figure? {
    // More flows than this no training tries.
    guard document.trials.count > 1, let last = document.trials.map(\.count).max(),
      last <= 256
    else {
      return nil
    }
    let ends = [0.5, Double(last) + 0.5]
    let series: [(name: String, limit: Double, value: (FlowFinding.Trial) -> Double)] = [
      ("relative invariance", LatentFlows.largestInvariance, { $0.measures.relativeInvariance }),
      ("conflict", LatentFlows.largestConflict, { $0.conflict }),
    ]
    let marks = series.enumerated().flatMap { number, one -> [Mark] in
      let shown = document.trials.filter { one.value($0) > 0 }
      let (x, y) = (shown.map { Double($0.count) }, shown.map(one.value))
      return [
        .lines(
          Lines(
            x: ends, y: [one.limit, one.limit], ink: .series(number), width: 1, isDashed: true)),
        .lines(Lines(x: x, y: y, ink: .series(number), width: 1)),
        .points(
          Points(
            Tensor(zip(x, y).flatMap { [$0, $1] }, shape: [x.count, 2]), name: one.name,
            ink: .series(number), size: 6)),
      ]
    }
    return Figure(
      "trials", title: "How many flows",
      caption:
        "What trainings of 1, 2, … flows reach. Above a dashed line of its colour a condition counts as "
        + "broken; the conflict of one flow too many is about 1.",
      panels: [
        Panel(
          x: .numbers("number of flows", 1...max(1, last)),
          y: Axis("value at validation points", isLogarithmic: true), marks: marks)
      ])
  }
}
