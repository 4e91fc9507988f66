public import Tensors

/// Finds how many clusters points form, and which belong together, without being told the number.
///
/// The points are joined by the edges of the spanning tree under mutual reachability, shortest first. Where
/// an edge joins two groups of at least the least size, the tree of clusters branches; smaller groups are
/// fringe of what they join. A branching is believed if the density falls between its sides by the factor
/// ``contrast``: the density belongs to a length as its power −d, with d the dimension of the points, so
/// `(gap / inside)ᵈ ≥ contrast`, where `inside` is the length within which three quarters of the points of
/// either side hold together, or the longest edge between its own groups, if that is longer. Where no branching
/// is believed, all is one cluster. Fringe belongs to the cluster that the tree joins it to first.
///
/// Without the power, no factor suits points on curves, where chance leaves gaps several times longer than the
/// lengths between neighbours, and points in several dimensions, where all lengths are nearly the same.
///
/// The hierarchy is that of HDBSCAN. Its choice of clusters, by excess of mass, either forbids a single cluster
/// or prefers it; the rule here is the same for one and for many, and has no scale.
///
/// Source of the hierarchy: Campello, Moulavi, Sander, *Density-based clustering based on hierarchical density
/// estimates* (2013). Checked by: `DensityClustersTests`.
public struct DensityClusters: Sendable {
  /// The least share of the points in a cluster.
  ///
  /// Too large and small clusters are overlooked; too small and chance groups count.
  public var clusterShare = 0.05
  /// The least number of points in a cluster.
  public var leastSize = 10
  /// The neighbours that make a region dense.
  ///
  /// Too large blurs gaps; too small lets a few points bridge them.
  public var neighbours = 5
  /// The fall of density between clusters.
  ///
  /// Too large and gaps are overlooked; too small and chance counts as one.
  public var contrast = 4.5
  /// Threads to use; the result does not depend on it.
  public var threads = Parallel.processors

  /// The clustering with its defaults.
  public init() {}

  /// What was found.
  public struct Result: Sendable {
    /// The cluster of each point, from 0, in the order of their first points.
    public let labels: [Int]
    /// The number of clusters.
    public let count: Int
    /// The fall of density at the least believed branching; nil without one.
    public let leastContrast: Double?
    /// The same at the clearest branching that is not believed; nil without one.
    public let nextContrast: Double?
  }

  /// Clusters of points, `[N, d]`.
  public func callAsFunction(_ points: Tensor<Float>) -> Result {
    let count = points.shape[0]
    let size = max(leastSize, Int((clusterShare * Double(count)).rounded()))
    guard count >= 2 * size else {
      return Result(
        labels: [Int](repeating: 0, count: count), count: 1, leastContrast: nil, nextContrast: nil)
    }
    let tree = SpanningTree(points, neighbours: neighbours, threads: threads)
    let dimension = IntrinsicDimension.estimate(points, threads: threads)
    return ClusterHierarchy(tree, count: count, leastSize: size)
      .clusters(contrast: contrast, dimension: dimension)
  }
}
