internal import Datasets
internal import Networks
internal import RealModule
internal import Tensors

/// A target as a network learns it.
///
/// Numbers are replaced by the normal quantiles of their ranks: level sets, and so symmetries, stay as
/// they are, and no outlier or steep scale hides the rest. Classes are their numbers.
struct LearnedTarget: Sendable {
  /// What the network gives: one number, or a logit for every class.
  let outputs: Int
  let isCategorical: Bool
  /// What is learned, `[N, 1]`, or the class numbers, `[N]`.
  let values: Tensor<Float>

  init(_ labels: [Double], kind: Table.Kind) {
    if case .categorical(let categories) = kind {
      (outputs, isCategorical) = (categories.count, true)
      values = Tensor(labels.map(Float.init))
    } else {
      (outputs, isCategorical) = (1, false)
      values = Tensor(Self.normalScores(labels).map(Float.init), shape: [labels.count, 1])
    }
  }

  /// The normal quantile of every number's rank; equal numbers share one.
  static func normalScores(_ labels: [Double]) -> [Double] {
    let order = labels.indices.sorted { (labels[$0], $0) < (labels[$1], $1) }
    var scores = [Double](repeating: 0, count: labels.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, labels[order[end]] == labels[order[start]] { end += 1 }
      // Half of the ties below, half above.
      let rank = Double(start + end) / 2
      let score = standardNormalQuantile(rank / Double(labels.count))
      for place in start..<end { scores[order[place]] = score }
      start = end
    }
    return scores
  }

  /// The loss of a model that knows only how frequent each value is, on some rows.
  func baseline(_ rows: [Int]) -> Double {
    let labels = rows.map { Double(values.scalars[$0]) }
    guard isCategorical else {
      let mean = labels.reduce(0, +) / Double(labels.count)
      return labels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(labels.count)
    }
    let counts = Dictionary(grouping: labels) { $0 }.values.map { Double($0.count) }
    return counts.reduce(0) { $0 - $1 * .log($1 / Double(labels.count)) } / Double(labels.count)
  }

  /// What a network makes small.
  func objective(_ network: Sequential) -> Objective {
    isCategorical ? .classification(network) : .regression(network)
  }
}
