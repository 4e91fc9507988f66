public import Networks
internal import Tensors

/// What a study of a list found.
public struct CICYResult: Sendable {
  /// The study.
  public let study: CICYStudy
  /// The list.
  public let list: CICYList
  /// The entries that were learned from, in the order of manifolds.
  public let entries: [CICYList.Entry]
  /// Their representatives.
  public let set: RepresentativeSet
  /// How the training went.
  public let training: TrainingResult
  /// The trained network.
  public let model: MultiHeadModel
  /// The points of the representatives.
  public let embedding: Embedding
  /// Which manifolds are known to be the same.
  public let equalities: KnownEqualities
  /// The clusters of the correctly classified points.
  public let clusters: ClusterScores
  /// The scores of the manifolds.
  public let accuracy: ManifoldAccuracy
  /// What the clusters say of identities.
  public let identities: RediscoveredIdentities
  /// Pairs of manifolds that share clusters.
  public let pairs: [ClusterPair]
  /// What the wrong neighbours are.
  public let mistakes: Mistakes

  /// Two manifolds that share clusters, by their numbers in the set.
  public struct ClusterPair: Sendable {
    /// The manifolds, the smaller number first.
    public let manifolds: [Int]
    /// In how many clusters of either the other was found.
    public let clusters: Int
    /// What is known of them.
    public let relation: KnownEqualities.Relation
  }

  /// The neighbours in clusters that have another label, by what is known of both manifolds.
  public struct Mistakes: Sendable, Equatable {
    /// All neighbours in clusters.
    public var neighbors = 0
    /// Those with another label whose manifold is known to be the same.
    public var same = 0
    /// Those with another label whose manifold is another one, or is not known to be the same.
    public var other = 0
  }

  init(
    study: CICYStudy, list: CICYList, entries: [CICYList.Entry], set: RepresentativeSet,
    training: TrainingResult, model: MultiHeadModel, embedding: Embedding,
    equalities: KnownEqualities, clusters: ClusterScores, identities: RediscoveredIdentities
  ) {
    (self.study, self.list, self.entries, self.set) = (study, list, entries, set)
    (self.training, self.model, self.embedding) = (training, model, embedding)
    (self.equalities, self.clusters, self.identities) = (equalities, clusters, identities)
    let manifold = set.manifoldOfEach
    accuracy = ManifoldAccuracy(clusters, manifold: manifold, manifolds: set.manifolds)
    var counts: [[Int]: Int] = [:]
    var mistakes = Mistakes()
    for score in clusters.scores {
      let own = manifold[score.point]
      for other in score.others { counts[[min(own, other), max(own, other)], default: 0] += 1 }
      mistakes.neighbors += score.size
      mistakes.same += score.sameClass - score.sameManifold
      mistakes.other += score.size - score.sameClass
    }
    self.mistakes = mistakes
    pairs = counts.map { manifolds, count in
      let hodge = manifolds.map { entries[$0].hodge }
      return ClusterPair(
        manifolds: manifolds, clusters: count,
        relation: hodge[0] == hodge[1]
          ? equalities.relation(manifolds[0], manifolds[1]) : .different)
    }.sorted {
      $0.clusters != $1.clusters
        ? $0.clusters > $1.clusters : $0.manifolds.lexicographicallyPrecedes($1.manifolds)
    }
  }

  /// The pair of Hodge numbers that the paper looks at.
  public static let paperPair = HodgePair(10, 20)

  /// The manifolds with given Hodge numbers.
  public func manifolds(with hodge: HodgePair) -> [Int] {
    entries.indices.filter { entries[$0].hodge == hodge }
  }

  /// The pair of Hodge numbers whose figures are drawn: the paper's, or that of the most manifolds.
  public var shownPair: HodgePair {
    if manifolds(with: Self.paperPair).count > 1 { return Self.paperPair }
    let counts = Dictionary(grouping: entries.map(\.hodge)) { $0 }.mapValues(\.count)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? Self.paperPair
  }

  /// The share of manifolds whose accuracy is above 95 %, by label and by known equality.
  ///
  /// - Parameter hodge: Only those with these Hodge numbers.
  public func share(of hodge: HodgePair? = nil) -> (byLabel: Double, byClass: Double) {
    let members = hodge.map { manifolds(with: $0) } ?? Array(entries.indices)
    return (
      ManifoldAccuracy.share(members.map { accuracy.byManifold[$0] }),
      ManifoldAccuracy.share(members.map { accuracy.byClass[$0] })
    )
  }

  /// The numbers of classes that the list's own redundancies make of the entries, and that were found here.
  public var classCounts: (listed: Int, found: Int) {
    var listed = DisjointClasses(entries.count)
    let places = Dictionary(
      entries.enumerated().map { ($0.element.number, $0.offset) }, uniquingKeysWith: { a, _ in a })
    for (place, entry) in entries.enumerated() {
      for other in entry.redundant { if let there = places[other] { listed.join(place, there) } }
    }
    return (
      Set(entries.indices.map { listed.first($0) }).count, Set(equalities.classOf).count
    )
  }
}

extension KnownEqualities {
  /// What is known of two manifolds with the same Hodge numbers.
  public enum Relation: String, Sendable, Codable {
    /// The identities lead from one to the other.
    case proved
    /// All invariants agree, by themselves or through others.
    case invariantsAgree
    /// The descriptions are favourable, and invariants differ.
    case different
    /// At least one description is not favourable, and no walk led from one to the other.
    case open
  }

  /// What is known of two manifolds with the same Hodge numbers.
  public func relation(_ a: Int, _ b: Int) -> Relation {
    if proved.contains([min(a, b), max(a, b)]) { return .proved }
    if classOf[a] == classOf[b] { return .invariantsAgree }
    return isFavourable[a] && isFavourable[b] ? .different : .open
  }
}

extension CICYResult {
  /// Pairs of entries that the list calls the same, though invariants of their favourable descriptions differ.
  public var listedButDifferent: [[Int]] {
    let places = Dictionary(
      entries.enumerated().map { ($0.element.number, $0.offset) }, uniquingKeysWith: { a, _ in a })
    return entries.enumerated().flatMap { place, entry in
      entry.redundant.compactMap { other -> [Int]? in
        guard let there = places[other], place < there,
          equalities.isFavourable[place], equalities.isFavourable[there],
          equalities.invariants[place] != equalities.invariants[there]
        else { return nil }
        return [entry.number, other]
      }
    }
  }
}
