package import Datasets
internal import Networks
internal import RealModule
package import Tensors

/// A target as a network learns it.
///
/// Numbers are replaced by the normal quantiles of their ranks: level sets, and so symmetries, stay
/// as they are, and no outlier or steep scale hides the rest. Classes are their numbers.
package struct LearnedTarget: Sendable {
  /// What the network gives: one number, or a logit for every class.
  package let outputs: Int
  /// The classes, in the order of the logits; nil for numbers.
  package let classes: [String]?
  /// What is learned, `[N, 1]`, or the class numbers, `[N]`.
  package let values: Tensor<Float>

  /// What is learned of labels.
  package init(_ labels: [Double], kind: Table.Kind) {
    if case .categorical(let categories) = kind {
      (outputs, classes) = (categories.count, categories)
      values = Tensor(labels.map(Float.init))
    } else {
      (outputs, classes) = (1, nil)
      values = Tensor(Self.normalScores(labels).map(Float.init), shape: [labels.count, 1])
    }
  }

  /// Whether classes are told apart.
  package var isCategorical: Bool { classes != nil }

  /// The normal quantile of every number's rank; equal numbers share one.
  package static func normalScores(_ labels: [Double]) -> [Double] {
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
  package func baseline(_ rows: [Int]) -> Double {
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
