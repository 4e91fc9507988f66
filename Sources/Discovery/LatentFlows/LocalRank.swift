internal import Tensors

/// How many directions at a point an oracle sees, and so how many it leaves to flows.
public struct LocalRank: Sendable, Codable {
  /// The dimension n of the space.
  public let dimension: Int
  /// The rank of the oracle's Jacobian at a typical point: the median.
  public let rank: Int
  /// The share of points that have this rank.
  public let share: Double
  /// The singular values of the Jacobian at a typical point: the medians, decreasing.
  public let singularValues: [Double]
  /// The 5 % and 95 % quantiles of the same.
  public let low, high: [Double]

  /// The number of directions that no output depends on: at most as many fields are independent at a point,
  /// invariant and exact.
  public var freeDirections: Int { dimension - rank }

  package init(_ space: RowSpace) {
    dimension = space.basis.shape[2]
    let sorted = space.ranks.sorted()
    let median = sorted[sorted.count / 2]
    rank = median
    share = Double(sorted.count { $0 == median }) / Double(sorted.count)
    let columns = (0..<space.singularValues.shape[1]).map { k in
      (0..<space.singularValues.shape[0]).map { space.singularValues[$0, k] }.sorted()
    }
    func quantile(_ q: Double) -> [Double] { columns.map { $0[Int(q * Double($0.count - 1))] } }
    (singularValues, low, high) = (quantile(0.5), quantile(0.05), quantile(0.95))
  }
}
