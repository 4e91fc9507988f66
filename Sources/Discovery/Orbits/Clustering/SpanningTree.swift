internal import Tensors

/// The minimum spanning tree of points under mutual reachability: the larger of their distance and of the
/// distances within which either has enough neighbours.
///
/// Points in thin regions are far from everything, so that a few of them do not bridge dense ones.
///
/// Source: Campello, Moulavi, Sander, *Density-based clustering based on hierarchical density estimates*
/// (2013), section 3. The tree is Prim's, O(N²) time and O(N) memory.
struct SpanningTree: Sendable {
  /// An edge and its length.
  struct Edge: Sendable {
    let a: Int
    let b: Int
    let length: Float
  }

  /// The `N − 1` edges, shortest first.
  let edges: [Edge]

  /// The tree of points, `[N, d]`.
  ///
  /// - Parameter neighbours: How many neighbours make a region dense; less than `N`.
  init(_ points: Tensor<Float>, neighbours: Int, threads: Int) {
    let (count, d) = (points.shape[0], points.shape[1])
    guard count > 1 else {
      edges = []
      return
    }
    let near = max(1, min(neighbours, count - 1))
    let core = NearestNeighbors(points).mapPoints(count: near, threads: threads) {
      $1.last?.distance ?? 0
    }
    var inTree = [Bool](repeating: false, count: count)
    var best = [Float](repeating: .infinity, count: count)
    var parent = [Int](repeating: 0, count: count)
    var edges: [Edge] = []
    edges.reserveCapacity(count - 1)
    var current = 0
    points.scalars.withUnsafeBufferPointer { x in
      for _ in 1..<count {
        inTree[current] = true
        var (next, least) = (-1, Float.infinity)
        for j in 0..<count where !inTree[j] {
          let limit = best[j]
          let floor = max(core[current], core[j])
          // A point that cannot come nearer needs no distance.
          if floor < limit {
            var square: Float = 0
            for a in 0..<d {
              let difference = x[current * d + a] - x[j * d + a]
              square += difference * difference
            }
            let length = max(floor, square.squareRoot())
            if length < limit { (best[j], parent[j]) = (length, current) }
          }
          if next < 0 || best[j] < least { (next, least) = (j, best[j]) }
        }
        edges.append(Edge(a: parent[next], b: next, length: least))
        current = next
      }
    }
    self.edges = edges.sorted { ($0.length, $0.a, $0.b) < ($1.length, $1.a, $1.b) }
  }
}
