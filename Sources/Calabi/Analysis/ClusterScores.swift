public import Tensors

/// The clusters of an embedding: around each point, its neighbours up to the largest jump of their distances.
///
/// Of the distances d₁ ≤ … ≤ d_k of the k nearest neighbours of a point, the largest difference of successive ones,
/// d_{i+1} − d_i, is the edge of its cluster: neighbours 1 … i are in it, at least one. The score of
/// a point is the share of them with its label.
///
/// Source: Krippendorf, Syvaeri (2021), section 2.2, figures 4 and 5.
/// Checked by: `ClusterScoresTests`.
public struct ClusterScores: Sendable, Equatable {
  /// A point and its cluster.
  public struct Score: Sendable, Equatable {
    /// The number of the point.
    public var point: Int
    /// The number of neighbours in the cluster, at least 1.
    public var size: Int
    /// The distance of the farthest of them.
    public var threshold: Float
    /// How many of them have the point's manifold.
    public var sameManifold: Int
    /// How many have its manifold or one that is known to be the same.
    public var sameClass: Int
    /// Other manifolds in the cluster, the nearest first, at most ``ClusterScores/keptOthers``.
    public var others: [Int]
  }

  /// How many other manifolds of each cluster are kept.
  public static let keptOthers = 4

  /// The scores of the points that were asked for, in their order.
  public var scores: [Score]

  /// Scores that are known.
  public init(_ scores: [Score]) { self.scores = scores }

  /// The number of neighbours before the largest jump of distances that increase: at least 1.
  public static func clusterSize(_ distances: [Float]) -> Int {
    var (size, largest) = (1, -Float.infinity)
    for i in 1..<max(1, distances.count) where distances[i] - distances[i - 1] > largest {
      (size, largest) = (i, distances[i] - distances[i - 1])
    }
    return distances.count > 1 ? size : distances.count
  }

  /// Scores of points among all points.
  ///
  /// - Parameters:
  ///   - search: The points of the embedding.
  ///   - asked: Whose scores are wanted: the correctly classified ones.
  ///   - manifold: Of each point.
  ///   - classOf: Of each manifold the class of those that are known to be the same.
  ///   - neighbors: The number k of neighbours, 250 in the paper.
  ///   - range: The points that are looked at; others are left out.
  public init(
    _ search: NearestNeighbors, asked: [Bool], manifold: [Int], classOf: [Int],
    neighbors: Int = 250,
    range: Range<Int>? = nil, threads: Int = Parallel.processors
  ) {
    let count = min(neighbors, search.points.shape[0] - 1)
    let range = range ?? 0..<search.points.shape[0]
    let rows = range.filter { asked[$0] }
    guard count > 0 else {
      scores = []
      return
    }
    scores = search.mapPoints(rows, count: count, threads: threads) { point, list in
      let size = Self.clusterSize(list.map(\.distance))
      let inside = list.prefix(size)
      let own = manifold[point]
      var others: [Int] = []
      for neighbor in inside where others.count < Self.keptOthers {
        let other = manifold[neighbor.index]
        if other != own, !others.contains(other) { others.append(other) }
      }
      return Score(
        point: point, size: size, threshold: list[size - 1].distance,
        sameManifold: inside.count { manifold[$0.index] == own },
        sameClass: inside.count { classOf[manifold[$0.index]] == classOf[own] },
        others: others)
    }
  }
}

/// Scores summed up for each manifold.
///
/// Checked by: `ClusterScoresTests`.
public struct ManifoldAccuracy: Sendable, Equatable {
  /// The mean score of the points of each manifold by its label; nil if none was classified correctly.
  public let byManifold: [Double?]
  /// The same by classes of manifolds that are known to be the same.
  public let byClass: [Double?]

  /// Sums scores up.
  public init(_ scores: ClusterScores, manifold: [Int], manifolds: Int) {
    var sums = [(count: Int, same: Double, equal: Double)](
      repeating: (0, 0, 0), count: manifolds)
    for score in scores.scores {
      let m = manifold[score.point]
      sums[m].count += 1
      sums[m].same += Double(score.sameManifold) / Double(score.size)
      sums[m].equal += Double(score.sameClass) / Double(score.size)
    }
    byManifold = sums.map { $0.count > 0 ? $0.same / Double($0.count) : nil }
    byClass = sums.map { $0.count > 0 ? $0.equal / Double($0.count) : nil }
  }

  /// The share of values above a limit; manifolds without a value are not above it.
  public static func share(_ values: some Collection<Double?>, above limit: Double = 0.95) -> Double
  {
    Double(values.count { $0.map { $0 > limit } ?? false }) / Double(max(1, values.count))
  }
}
