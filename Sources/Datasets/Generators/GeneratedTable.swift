public import Tensors

/// A table that was made, with what is known of it and a user would not know: the orbit of every row.
public struct GeneratedTable: Sendable {
  /// The names of the features.
  public let featureNames: [String]
  /// The features, `[N, n]`.
  public let features: Tensor<Double>
  /// The names of the labels.
  public let labelNames: [String]
  /// The number of the class of every row for each label, from 0: `[labels][N]`.
  public let labels: [[Int]]
  /// The number of the orbit of every row, from 0.
  public let orbits: [Int]
  /// What sets the orbits apart, a number for each row: a radius, or a value of the invariant.
  public let invariants: [Double]

  /// A table with its truth.
  ///
  /// - Precondition: There is as much of everything as there are rows.
  public init(
    featureNames: [String], features: Tensor<Double>, labelNames: [String], labels: [[Int]],
    orbits: [Int], invariants: [Double]
  ) {
    let rows = features.shape[0]
    precondition(
      labels.allSatisfy { $0.count == rows } && orbits.count == rows && invariants.count == rows,
      "\(rows) rows need as many labels and orbits")
    precondition(
      featureNames.count == features.shape[1] && labelNames.count == labels.count,
      "\(featureNames.count) names for \(features.shape[1]) features")
    (self.featureNames, self.features) = (featureNames, features)
    (self.labelNames, self.labels) = (labelNames, labels)
    (self.orbits, self.invariants) = (orbits, invariants)
  }

  /// The number of rows.
  public var count: Int { features.shape[0] }

  /// Features and labels side by side, `[N, n + labels]`, as a user would have them.
  public var matrix: Tensor<Double> {
    var scalars: [Double] = []
    scalars.reserveCapacity(count * (featureNames.count + labels.count))
    for (i, row) in features.unstacked.enumerated() {
      scalars += row.scalars + labels.map { Double($0[i]) }
    }
    return Tensor(scalars, shape: [count, featureNames.count + labels.count])
  }

  /// The names of the columns of ``matrix``.
  public var columns: [String] { featureNames + labelNames }
}
