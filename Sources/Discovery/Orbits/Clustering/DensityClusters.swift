public import Tensors

/// Finds how many clusters points form, and which belong together, without being told the number.
///
/// The points are joined by the edges of the spanning tree under mutual reachability, shortest first. Where
/// an edge joins two groups of at least `clusterSize` points, the tree of clusters branches; smaller groups
/// are fringe of what they join. A branching is believed if the edge is longer than `contrast` times the
/// lengths at which nine tenths of the points inside either side hold together: two dense regions with a gap
/// between them. Of the branches only believed ones count; where none is, all is one cluster. Fringe belongs to
/// the cluster that the tree joins it to first.
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
  /// The neighbours that make a region dense, as a share of the least cluster.
  ///
  /// Too large blurs gaps; too small lets a few points bridge them.
  public var neighbourShare = 0.5
  /// How much longer than the lengths inside a gap must be.
  ///
  /// Too large and gaps are overlooked; too small and chance counts as one.
  public var contrast = 2.0
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
    /// The length of the gap over the lengths inside, at the least believed branching; nil without one.
    public let leastContrast: Double?
    /// The same at the most contrasting branching that is not believed; nil without one.
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
    let neighbours = max(2, Int((neighbourShare * Double(size)).rounded()))
    let tree = SpanningTree(points, neighbours: neighbours, threads: threads)
    var hierarchy = ClusterHierarchy(tree, count: count, leastSize: size)
    return hierarchy.clusters(contrast: contrast)
  }
}

/// The branchings of a spanning tree into groups of some size.
struct ClusterHierarchy {
  private struct Node {
    /// The two sides, if the node is a branching, and the length of the edge between them.
    var sides: (Int, Int)?
    var gap: Float = 0
    /// The lengths at which its own points joined it: those of the edges inside.
    var inside: [Float] = []
    /// A point of it.
    var point: Int
  }

  private let tree: SpanningTree
  private let count: Int
  private var nodes: [Node] = []
  private var roots: [Int] = []

  init(_ tree: SpanningTree, count: Int, leastSize: Int) {
    (self.tree, self.count) = (tree, count)
    var sets = DisjointSets(count)
    // The node of a set of points, once it is large enough, and the lengths of its edges until then.
    var node = [Int](repeating: -1, count: count)
    var lengths = [[Float]](repeating: [], count: count)
    for edge in tree.edges {
      let (a, b) = (sets.root(edge.a), sets.root(edge.b))
      let (nodeA, nodeB) = (node[a], node[b])
      let joined = lengths[a].count >= lengths[b].count ? lengths[a] + lengths[b] : lengths[b] + lengths[a]
      (lengths[a], lengths[b]) = ([], [])
      let root = sets.join(a, b)
      if nodeA >= 0, nodeB >= 0 {
        nodes.append(Node(sides: (nodeA, nodeB), gap: edge.length, point: nodes[nodeA].point))
        node[root] = nodes.count - 1
      } else if nodeA >= 0 || nodeB >= 0 {
        let grown = max(nodeA, nodeB)
        nodes[grown].inside += joined + [edge.length]
        node[root] = grown
      } else {
        lengths[root] = joined + [edge.length]
        node[root] = -1
        if sets.size(root) >= leastSize {
          nodes.append(Node(inside: lengths[root], point: edge.a))
          lengths[root] = []
          node[root] = nodes.count - 1
        }
      }
    }
    roots = Set((0..<count).map { node[sets.root($0)] }).filter { $0 >= 0 }.sorted()
  }

  /// The clusters whose branchings are believed.
  mutating func clusters(contrast: Double) -> DensityClusters.Result {
    var believed: [Double] = []
    var doubted: [Double] = []
    var leaves: [Int] = []
    func typical(_ index: Int) -> Float {
      // The points of both sides of a branching hold together as those of the larger side do.
      let node = nodes[index]
      if let (a, b) = node.sides, node.inside.count < nodes[a].inside.count + nodes[b].inside.count {
        return max(typical(a), typical(b))
      }
      let sorted = node.inside.sorted()
      return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 9 / 10)]
    }
    func collect(_ index: Int) -> [Int] {
      guard let (a, b) = nodes[index].sides else { return [index] }
      let (left, right) = (collect(a), collect(b))
      let scale = max(typical(a), typical(b))
      let ratio = scale > 0 ? Double(nodes[index].gap / scale) : .infinity
      if ratio >= contrast {
        believed.append(ratio)
        return left + right
      }
      doubted.append(ratio)
      // A branching that is not believed hides no believed ones below it.
      switch (left.count > 1, right.count > 1) {
      case (true, true): return left + right
      case (true, false): return left
      case (false, true): return right
      case (false, false): return [index]
      }
    }
    for root in roots { leaves += collect(root) }
    let labels = labels(of: leaves)
    return DensityClusters.Result(
      labels: labels, count: (labels.max() ?? 0) + 1, leastContrast: believed.min(),
      nextContrast: doubted.max())
  }

  /// The cluster of every point: edges of the tree are taken again, but those between clusters.
  private func labels(of leaves: [Int]) -> [Int] {
    var cluster = [Int](repeating: -1, count: count)
    for (number, leaf) in leaves.enumerated() { cluster[nodes[leaf].point] = number }
    var sets = DisjointSets(count)
    var mark = cluster
    for edge in tree.edges {
      let (a, b) = (sets.root(edge.a), sets.root(edge.b))
      if mark[a] >= 0, mark[b] >= 0 { continue }
      let label = max(mark[a], mark[b])
      mark[sets.join(a, b)] = label
    }
    var names: [Int: Int] = [:]
    return (0..<count).map { point in
      let label = mark[sets.root(point)]
      let name = names[label] ?? names.count
      names[label] = name
      return name
    }
  }
}

/// Sets of numbers that are joined one after another.
struct DisjointSets {
  private var parent: [Int]
  private var sizes: [Int]

  init(_ count: Int) {
    parent = Array(0..<count)
    sizes = [Int](repeating: 1, count: count)
  }

  /// The number that stands for the set of another.
  mutating func root(_ index: Int) -> Int {
    var index = index
    while parent[index] != index {
      parent[index] = parent[parent[index]]
      index = parent[index]
    }
    return index
  }

  /// Joins the sets of two representatives and returns the new one.
  mutating func join(_ a: Int, _ b: Int) -> Int {
    let (large, small) = sizes[a] >= sizes[b] ? (a, b) : (b, a)
    parent[small] = large
    sizes[large] += sizes[small]
    return large
  }

  func size(_ root: Int) -> Int { sizes[root] }
}
