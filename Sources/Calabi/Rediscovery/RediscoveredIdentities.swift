public import Tensors

/// The changes between matrices of one cluster, counted: how identities are read off an embedding.
///
/// The paper leaves this open. Points are compared with members of their clusters, whatever their labels: of each
/// shape, the dimensions of the spaces that are not lines, with the one whose vertex types differ least. The points
/// are one of each shape of a manifold. As splitting lines, which is nearly all that walks do, keeps the shape, rare
/// identities are so seen beside frequent ones. The changes of at most two rows are counted, and the most frequent ones
/// are tried on fresh matrices.
///
/// Checked by: `RediscoveryTests`.
public struct RediscoveredIdentities: Sendable {
  /// A change that occurs often.
  public struct Candidate: Sendable {
    /// The change.
    public let change: LocalChange
    /// Between how many pairs it was seen.
    public let count: Int
    /// Two matrices that it was seen between.
    public let example: [ConfigurationMatrix]
    /// The difference of the vertex types of the example: what goes, what comes.
    public let types: (gone: [VertexType], come: [VertexType])
    /// The identity of eq 8 that it is, if it is one.
    public let identity: Identity?
    /// The fewest moves by eq 8 that make it, at most ``ChangeCheck/mostMoves``; nil if it was found by none: news, or
    /// no identity.
    public let moves: Int?
    /// On how many fresh matrices it kept Euler number and intersection numbers.
    public let kept: Int
    /// The number of fresh matrices.
    public let trials: Int

    /// Whether it kept them on all: it may be an identity.
    public var isKept: Bool { trials > 0 && kept == trials }
  }

  /// The changes that may be identities, then the others, most frequent first.
  public let candidates: [Candidate]
  /// The number of pairs that were compared.
  public let pairs: Int
  /// The number of pairs that differ by a change of at most two rows.
  public let explained: Int

  /// The identities of eq 8 that are among the candidates.
  public var identities: [Identity] {
    Identity.allCases.filter { identity in candidates.contains { $0.identity == identity } }
  }

  /// Changes between points and members of their clusters.
  ///
  /// - Parameters:
  ///   - search: The points of the embedding.
  ///   - asked: Whose clusters are looked at.
  ///   - set: The matrices of the points.
  ///   - neighbors: Among how many neighbours a cluster ends.
  ///   - points: At most so many points are looked at, evenly spread over the shapes of manifolds.
  ///   - most: At most so many candidates are kept, beside those of eq 8.
  public init(
    _ search: NearestNeighbors, asked: [Bool], in set: RepresentativeSet, neighbors: Int = 250,
    points: Int = 20_000, most: Int = 20, check: ChangeCheck = ChangeCheck(), seed: UInt64,
    threads: Int = Parallel.processors
  ) {
    let shapes = Parallel.map(set.count, threads: threads) {
      set.matrix($0).spaceDimensions.filter { $0 > 1 }.sorted()
    }
    let all = (0..<set.manifolds).flatMap { manifold in
      var seen = Set<[Int]>()
      return set.representatives(of: manifold).filter {
        asked[$0] && seen.insert(shapes[$0]).inserted
      }
    }
    let step = max(1, (all.count + points - 1) / points)
    let chosen = stride(from: 0, to: all.count, by: step).map { all[$0] }
    let count = min(neighbors, set.count - 1)
    let partners = search.mapPoints(chosen, count: count, threads: threads) { point, list in
      let size = ClusterScores.clusterSize(list.map(\.distance))
      return Self.mostAlikeOfEachShape(point, list.prefix(size).map(\.index), shapes, in: set)
    }
    let found = Parallel.map(chosen.count, threads: threads) { i in
      partners[i].map { other -> (pair: [Int], change: LocalChange?) in
        let pair = [chosen[i], other]
        return (pair, LocalChange(from: set.matrix(pair[0]), to: set.matrix(pair[1])))
      }
    }.flatMap { $0 }
    pairs = found.count
    var counts: [LocalChange: (count: Int, pair: [Int])] = [:]
    for (pair, change) in found {
      guard let change else { continue }
      counts[change, default: (0, pair)].count += 1
    }
    explained = counts.values.reduce(0) { $0 + $1.count }
    let names = Dictionary(
      Identity.allCases.flatMap { identity in identity.changes.map { ($0, identity) } },
      uniquingKeysWith: { first, _ in first })
    let sorted = counts.sorted {
      ($1.value.count, $0.key.description) < ($0.value.count, $1.key.description)
    }
    let kept = sorted.enumerated().filter { $0.offset < most || names[$0.element.key] != nil }
    let tried = Parallel.map(kept.count, threads: threads) { i in
      let (change, (count, pair)) = kept[i].element
      var rng = Philox(seed: seed, stream: UInt64(i))
      let (good, trials) = check(change, using: &rng)
      let example = pair.map { set.matrix($0) }
      return Candidate(
        change: change, count: count, example: example,
        types: Self.difference(example[0].vertexTypes, example[1].vertexTypes),
        identity: names[change],
        moves: good == trials ? check.derivation(of: change, using: &rng) : nil, kept: good,
        trials: trials)
    }
    candidates = tried.filter(\.isKept) + tried.filter { !$0.isKept }
  }

  /// Of each shape the point whose vertex types differ least from those of a point; the first of equal ones.
  private static func mostAlikeOfEachShape(
    _ point: Int, _ others: [Int], _ shapes: [[Int]], in set: RepresentativeSet
  ) -> [Int] {
    var best: [[Int]: (difference: Int, point: Int)] = [:]
    for other in others {
      let difference = set.typeDifference(point, other)
      if let known = best[shapes[other]], known.difference <= difference { continue }
      best[shapes[other]] = (difference, other)
    }
    return best.values.sorted { ($0.difference, $0.point) < ($1.difference, $1.point) }
      .prefix(mostShapes).map(\.point)
  }

  private static let mostShapes = 12

  /// What one list has more often than the other, both ways.
  private static func difference(
    _ a: [VertexType], _ b: [VertexType]
  ) -> (gone: [VertexType], come: [VertexType]) {
    func more(_ a: [VertexType], _ b: [VertexType]) -> [VertexType] {
      var left = Dictionary(b.map { ($0, 1) }, uniquingKeysWith: +)
      return a.sorted().filter { type in
        guard let count = left[type], count > 0 else { return true }
        left[type] = count - 1
        return false
      }
    }
    return (more(a, b), more(b, a))
  }
}
