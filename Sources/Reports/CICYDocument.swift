public import Calabi
internal import Networks

/// A study of complete intersections as it stands in `result.json`, schema ``schema``.
public struct CICYDocument: Sendable, Codable {
  /// The name and version of the schema.
  public static let schema = "symmetron.cicy/1"

  /// The answer in one line.
  public let summary: String
  /// The list and what was taken from it.
  public let list: List
  /// The representatives.
  public let representatives: Representatives
  /// The network.
  public let network: Network
  /// The scores.
  public let scores: Scores
  /// Which manifolds are the same.
  public let equalities: Equalities
  /// Pairs of entries that share clusters, those in the most clusters first.
  public let pairs: [Pair]
  /// Changes between members of clusters: those that may be identities, then the others, most frequent first.
  public let changes: [Change]
  /// The identities of eq 8 among them: `i` to `v`.
  public let identities: [String]
  /// The entries whose curves of distances `arrays.npz` holds, in its order.
  public let examples: [Example]

  /// The list and what was taken from it.
  public struct List: Sendable, Codable {
    /// The entries of the file, and those that were learned from.
    public let entries, manifolds: Int
    /// Whether the file is the published list.
    public let isPublished: Bool
    /// Entries whose Euler number or second Chern class is not that of the matrix.
    public let contradictions: [Int]
  }

  /// The representatives.
  public struct Representatives: Sendable, Codable {
    /// Their number, that of vertex types and that of features.
    public let count, vertexTypes, features: Int
    /// How many of the features are numbers of forms; absent in results of versions that had none.
    public let formFeatures: Int?
    /// Manifolds with a single one.
    public let single: Int
  }

  /// The network.
  public struct Network: Sendable, Codable {
    /// How the training ended.
    public let outcome: String
    /// After how many epochs.
    public let epochs: Int
    /// The shares of all representatives whose number is right.
    public let h21, h11: Double
    /// The shares of those that were not trained on.
    public let validationH21, validationH11: Double?
  }

  /// The scores.
  public struct Scores: Sendable, Codable {
    /// The points that were scored: those with both Hodge numbers right.
    public let points: Int
    /// The share of manifolds with an accuracy above 95 %: by label, and with manifolds that are known to be the
    /// same counted as one.
    public let above95, above95ByClass: Double
    /// The same of the manifolds with one pair of Hodge numbers.
    public let pair: PairScores
    /// The mean size of a cluster.
    public let clusterSize: Double
    /// The neighbours in clusters with another label: of known equal manifolds, and of others.
    public let wrongSame, wrongOther: Int
  }

  /// Scores of the manifolds with one pair of Hodge numbers.
  public struct PairScores: Sendable, Codable {
    /// The Hodge numbers and the number of manifolds.
    public let h11, h21, manifolds: Int
    /// As in ``Scores``.
    public let above95, above95ByClass: Double
  }

  /// Which manifolds are the same.
  public struct Equalities: Sendable, Codable {
    /// Pairs that the identities prove to be one, by their numbers.
    public let proved: [[Int]]
    /// Manifolds with a favourable description.
    public let favourable: Int
    /// The number of classes that the list's redundancies make, and that were found here.
    public let listedClasses, classes: Int
    /// Pairs that the list calls the same and whose invariants differ.
    public let listedButDifferent: [[Int]]
  }

  /// Two entries that share clusters.
  public struct Pair: Sendable, Codable {
    /// Their numbers.
    public let entries: [Int]
    /// In how many clusters.
    public let clusters: Int
    /// What is known: `proved`, `invariantsAgree`, `different`, `open`.
    public let relation: String
    /// Whether the list calls them the same.
    public let isListed: Bool
  }

  /// A change between neighbours.
  public struct Change: Sendable, Codable {
    /// Both sides.
    public let change: String
    /// Two matrices that it was seen between.
    public let example: [String]
    /// The vertex types that go and come in the example.
    public let gone, come: [String]
    /// Between how many pairs it was seen.
    public let count: Int
    /// The identity of eq 8 that it is; absent if it is none.
    public let identity: String?
    /// The fewest moves by eq 8 that make it; absent if none were found.
    public let moves: Int?
    /// On how many of so many fresh matrices the topology stayed.
    public let kept, trials: Int
  }

  /// An entry of the list.
  public struct Example: Sendable, Codable {
    /// Its number and its Hodge numbers.
    public let number, h11, h21: Int
    /// Its matrix in brackets.
    public let matrix: String
  }

  /// The most pairs that are written.
  static let mostPairs = 2000

  /// The document of a result.
  ///
  /// - Parameter contradictions: Entries of the list whose topology is not that of the matrix.
  public init(_ result: CICYResult, contradictions: [Int]) {
    let (set, entries) = (result.set, result.entries)
    let share = result.share()
    let pair = result.shownPair
    let pairShare = result.share(of: pair)
    list = List(
      entries: result.list.entries.count, manifolds: entries.count,
      isPublished: result.list.isPublished, contradictions: contradictions)
    representatives = Representatives(
      count: set.count, vertexTypes: set.dictionary.count, features: set.featureCount,
      formFeatures: set.formFeatureCount,
      single: entries.indices.count { set.representatives(of: $0).count == 1 })
    let last = result.training.record?.validation
    network = Network(
      outcome: "\(result.training.outcome)", epochs: result.training.epoch,
      h21: result.embedding.accuracy.h21, h11: result.embedding.accuracy.h11,
      validationH21: last?["h21"], validationH11: last?["h11"])
    let points = result.clusters.scores.count
    scores = Scores(
      points: points, above95: share.byLabel, above95ByClass: share.byClass,
      pair: PairScores(
        h11: pair.h11, h21: pair.h21, manifolds: result.manifolds(with: pair).count,
        above95: pairShare.byLabel, above95ByClass: pairShare.byClass),
      clusterSize: Double(result.mistakes.neighbors) / Double(max(1, points)),
      wrongSame: result.mistakes.same, wrongOther: result.mistakes.other)
    let counts = result.classCounts
    equalities = Equalities(
      proved: result.equalities.proved.map { $0.map { entries[$0].number } },
      favourable: result.equalities.isFavourable.count { $0 }, listedClasses: counts.listed,
      classes: counts.found, listedButDifferent: result.listedButDifferent)
    pairs = result.pairs.prefix(Self.mostPairs).map { pair in
      let (a, b) = (entries[pair.manifolds[0]], entries[pair.manifolds[1]])
      return Pair(
        entries: [a.number, b.number], clusters: pair.clusters, relation: pair.relation.rawValue,
        isListed: a.redundant.contains(b.number) || b.redundant.contains(a.number))
    }
    changes = result.identities.candidates.map {
      Change(
        change: $0.change.description, example: $0.example.map(\.description),
        gone: $0.types.gone.map(\.description), come: $0.types.come.map(\.description),
        count: $0.count, identity: $0.identity?.numeral, moves: $0.moves, kept: $0.kept,
        trials: $0.trials)
    }
    identities = result.identities.identities.map(\.numeral)
    examples = result.curveManifolds.map {
      let entry = entries[$0]
      return Example(
        number: entry.number, h11: entry.hodge.h11, h21: entry.hodge.h21,
        matrix: entry.matrix.description)
    }
    summary =
      "\(CICYText.percent(share.byLabel)) of \(entries.count) manifolds are told apart with an "
      + "accuracy above 95 % (\(CICYText.percent(share.byClass)) with equal ones counted as one)"
  }
}
