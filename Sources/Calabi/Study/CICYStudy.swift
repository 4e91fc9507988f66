public import Networks
public import Tensors

/// The whole way from a list of matrices to clusters and identities, in stages that are kept in a folder.
///
/// A stage that finds what it left there under the same settings goes on from it: the representatives, the
/// training and the neighbours are files whose names hold a number that stands for the settings.
///
/// Source: Krippendorf, Syvaeri (2021), section 2.2.
/// Checked by: `CICYStudyTests`.
public struct CICYStudy: Sendable {
  /// Every how many entries of the list one is taken: 1 takes all.
  public var every: Int
  /// How representatives are made.
  public var walk: RepresentativeWalk
  /// How the network is trained.
  public var training: HodgeTraining
  /// The number of neighbours of a point that are looked at, 250 in the paper.
  ///
  /// Too few and no cluster ends among them; too many and the largest jump lies beyond the cluster.
  public var neighbors: Int
  /// The seed of every random number.
  public var seed: UInt64
  /// How many threads work; the result does not depend on it.
  public var threads: Int

  /// A study; the defaults are the paper's where it prints them.
  public init(
    every: Int = 1, walk: RepresentativeWalk = RepresentativeWalk(),
    training: HodgeTraining = HodgeTraining(), neighbors: Int = 250, seed: UInt64 = 0,
    threads: Int = Parallel.processors
  ) {
    (self.every, self.walk, self.training) = (every, walk, training)
    (self.neighbors, self.seed, self.threads) = (neighbors, seed, threads)
  }

  /// What a study reports while it goes on.
  public enum Event: Sendable {
    /// A stage begins.
    case began(Stage)
    /// A share of a stage is done.
    case progress(Stage, share: Double)
    /// An epoch of the training ended.
    case epoch(EpochRecord, of: Int)
    /// A stage ended; whether it was found in the folder.
    case ended(Stage, wasKept: Bool)
  }

  /// The stages, in their order.
  public enum Stage: String, Sendable, CaseIterable, Codable {
    /// Representatives are made.
    case representatives = "making representatives"
    /// The network is trained.
    case training = "training the network"
    /// The points are embedded.
    case embedding = "embedding"
    /// Equal manifolds are told by identities and invariants.
    case equalities = "comparing topologies"
    /// Neighbours are searched, and clusters scored.
    case neighbors = "searching neighbours"
    /// Changes between neighbours are counted.
    case identities = "counting changes"
  }

  /// Carries out all stages.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - folder: Where the files of the stages are kept; it exists.
  ///   - report: Told how it goes on.
  /// - Throws: `.nothingToLearn`; errors of files.
  public func callAsFunction(
    _ list: CICYList, folder: String, report: (Event) -> Void = { _ in }
  ) throws -> CICYResult {
    let entries = list.entries.enumerated().filter {
      $0.offset % every == 0 && !$0.element.isProduct
        && $0.element.matrix.entryCount <= walk.entryLimit
    }.map(\.element)
    guard Set(entries.map(\.hodge)).count > 1 else { throw CalabiError.nothingToLearn }
    let hodge = entries.map(\.hodge)
    let files = StageFiles(folder: folder, study: self, list: list)

    report(.began(.representatives))
    let kept = try RepresentativeSet(contentsOf: files.representatives, key: files.walkKey)
    let set =
      kept
      ?? RepresentativeSet(
        of: entries.map(\.matrix), walk: walk, seed: seed, threads: threads,
        progress: { report(.progress(.representatives, share: $0)) })
    if kept == nil { try set.write(to: files.representatives, key: files.walkKey) }
    report(.ended(.representatives, wasKept: kept != nil))

    report(.began(.training))
    let trained = try training(
      set, hodge: hodge, seed: seed, threads: threads, checkpoint: Checkpoint(files.training),
      report: { event in
        switch event {
        case .step(let step, let steps, _):
          if step % 20 == 0 {
            report(.progress(.training, share: Double(step) / Double(max(1, steps))))
          }
        case .epoch(let record): report(.epoch(record, of: training.epochCount(for: set)))
        case .checkpoint: break
        }
      })
    report(.ended(.training, wasKept: false))

    report(.began(.embedding))
    let model = MultiHeadModel(
      training.network.layers(features: set.featureCount), trained.parameters)
    let embedding = Embedding(model, set, hodge: hodge, threads: threads) {
      report(.progress(.embedding, share: $0))
    }
    report(.ended(.embedding, wasKept: false))

    report(.began(.equalities))
    let equalities = KnownEqualities(set, hodge: hodge, threads: threads)
    report(.ended(.equalities, wasKept: false))

    report(.began(.neighbors))
    let search = NearestNeighbors(embedding.points)
    let (clusters, wereKept) = try clusters(
      search, of: embedding, set, equalities.classOf, files, report)
    report(.ended(.neighbors, wasKept: wereKept))

    report(.began(.identities))
    let identities = RediscoveredIdentities(
      search, asked: embedding.isCorrect, in: set, neighbors: neighbors, seed: seed,
      threads: threads)
    report(.ended(.identities, wasKept: false))
    return CICYResult(
      study: self, list: list, entries: entries, set: set, training: trained, model: model,
      embedding: embedding, equalities: equalities, clusters: clusters, identities: identities)
  }

  /// The clusters of all correctly classified points, part by part; finished parts are kept.
  private func clusters(
    _ search: NearestNeighbors, of embedding: Embedding, _ set: RepresentativeSet, _ classOf: [Int],
    _ files: StageFiles,
    _ report: (Event) -> Void
  ) throws -> (ClusterScores, wereKept: Bool) {
    var kept =
      try ClusterScores.partial(contentsOf: files.neighbors, key: files.neighborKey)
      ?? ClusterScores.Partial(done: 0, scores: ClusterScores([]))
    let wereKept = kept.done == set.count
    guard !wereKept else { return (kept.scores, true) }
    let manifold = set.manifoldOfEach
    let part = max(4096, (set.count + 31) / 32)
    while kept.done < set.count {
      let range = kept.done..<min(set.count, kept.done + part)
      let scores = ClusterScores(
        search, asked: embedding.isCorrect, manifold: manifold, classOf: classOf,
        neighbors: neighbors, range: range, threads: threads)
      kept.scores.scores += scores.scores
      kept.done = range.upperBound
      try kept.write(to: files.neighbors, key: files.neighborKey)
      report(.progress(.neighbors, share: Double(kept.done) / Double(set.count)))
    }
    return (kept.scores, false)
  }
}
