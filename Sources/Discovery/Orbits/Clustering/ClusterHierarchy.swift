internal import Foundation

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
      let joined =
        lengths[a].count >= lengths[b].count ? lengths[a] + lengths[b] : lengths[b] + lengths[a]
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
  func clusters(contrast: Double, dimension: Double) -> DensityClusters.Result {
    var believed: [Double] = []
    var doubted: [Double] = []
    /// The clusters below a node, and the length within which its points hold together.
    func collect(_ index: Int) -> (clusters: [Int], length: Float) {
      let node = nodes[index]
      guard let (a, b) = node.sides else {
        let sorted = node.inside.sorted()
        return ([index], sorted.isEmpty ? 0 : sorted[sorted.count * 3 / 4])
      }
      let (left, right) = (collect(a), collect(b))
      let length = max(left.length, right.length)
      let fall = length > 0 ? pow(Double(node.gap / length), dimension) : .infinity
      if node.gap > 0, fall >= contrast {
        believed.append(fall)
        return (left.clusters + right.clusters, length)
      }
      doubted.append(fall)
      let longer = max(length, node.gap)
      // A branching that is not believed hides no believed ones below it.
      switch (left.clusters.count > 1, right.clusters.count > 1) {
      case (true, true): return (left.clusters + right.clusters, longer)
      case (true, false): return (left.clusters, longer)
      case (false, true): return (right.clusters, longer)
      case (false, false): return ([index], longer)
      }
    }
    let labels = labels(of: roots.flatMap { collect($0).clusters })
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
