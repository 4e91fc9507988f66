internal import Tensors

/// The report of `symmetron cicy`.
extension CICYDocument: ReportedDocument {
  func report(_ arrays: StoredArrays) -> Report {
    let figures = CICYFigures(self, arrays)
    func block(_ figure: Figure?) -> [Report.Block] { figure.map { [.figure($0)] } ?? [] }
    return Report(
      title: "", answer: summary,
      certainty: scores.above95 >= Self.convincingShare ? .certain : .doubtful,
      facts: facts,
      sections: [
        .init("What was done", [.rows(done)] + block(figures.graphs)),
        .init("Network", block(figures.training)),
        .init(
          "Clusters",
          block(figures.curves) + block(figures.scores) + block(figures.map)
            + block(figures.byHodge)),
        .init("Which manifolds are the same", [.rows(sameness)] + pairTable),
        .init("Identities", identityBlocks),
      ])
  }

  /// From this share of manifolds above 95 % on, clusters are taken for manifolds.
  private static let convincingShare = 0.8

  private var facts: [Report.Row] {
    var facts: [Report.Row] = [
      .init("manifolds above 95 %", CICYText.percent(scores.above95)),
      .init("equal ones as one", CICYText.percent(scores.above95ByClass)),
      .init("h¹¹ right", CICYText.percent(network.validationH11 ?? network.h11)),
      .init("h²¹ right", CICYText.percent(network.validationH21 ?? network.h21)),
    ]
    if scores.pair.manifolds > 1 {
      facts.append(
        .init(
          "above 95 % at (h¹¹, h²¹) = (\(scores.pair.h11), \(scores.pair.h21))",
          CICYText.percent(scores.pair.above95)))
    }
    facts.append(
      .init("identities found", identities.isEmpty ? "none" : identities.joined(separator: ", ")))
    return facts
  }

  private var done: [Report.Row] {
    [
      .init(
        "list",
        "\(list.manifolds) of \(list.entries) entries"
          + (list.isPublished ? ", the published list" : "")
          + "; Euler number and c₂ recomputed, "
          + (list.contradictions.isEmpty
            ? "all agree" : "\(list.contradictions.count) contradict the list")),
      .init(
        "representatives",
        "\(representatives.count) by random moves of the identities; \(representatives.single) manifolds have one only"
      ),
      .init(
        "features",
        "\(representatives.features): counts of \(representatives.vertexTypes) vertex types, eigenvalues of the graph"
          + (representatives.formFeatures ?? 0 > 0
            ? ", and \(representatives.formFeatures ?? 0) numbers of the intersection form and c₂"
            : "")
      ),
      .init("network", "\(network.epochs) epochs; it is trained on Hodge numbers alone"),
      .init(
        "clusters",
        "around each of \(scores.points) rightly classified points, the neighbours before the largest jump of "
          + "distances; \(FindingNumber.rough(scores.clusterSize)) on average"),
    ]
  }

  private var sameness: [Report.Row] {
    [
      .init("classes by the list's own redundancies", "\(equalities.listedClasses)"),
      .init("classes by identities and invariants", "\(equalities.classes)"),
      .init("pairs proved equal by identities", "\(equalities.proved.count)"),
      .init("favourable descriptions", "\(equalities.favourable)"),
      .init(
        "called equal by the list, with different invariants",
        equalities.listedButDifferent.isEmpty
          ? "none"
          : equalities.listedButDifferent.map { $0.map(String.init).joined(separator: " and ") }
            .joined(separator: "; ")),
    ]
  }

  /// Of each relation the pairs in most clusters.
  private static let shownPairs = 10

  private var pairTable: [Report.Block] {
    guard !pairs.isEmpty else { return [] }
    let words = [
      "proved": "one manifold, by identities", "invariantsAgree": "all invariants agree",
      "different": "different: a mistake of the network", "open": "open: no favourable description",
    ]
    let shown = ["proved", "invariantsAgree", "different", "open"].flatMap { relation in
      pairs.filter { $0.relation == relation }.prefix(Self.shownPairs)
    }
    return [
      .table(
        .init(
          "Pairs of entries that share clusters, of each kind those in most of them; \(pairs.count) are in result.json",
          header: ["entries", "clusters", "what is known", "in the list"],
          rows: shown.map { pair in
            [
              pair.entries.map(String.init).joined(separator: " and "), "\(pair.clusters)",
              words[pair.relation] ?? pair.relation, pair.isListed ? "the same" : "",
            ]
          }))
    ]
  }

  private static let shownChanges = 30

  private var identityBlocks: [Report.Block] {
    guard !changes.isEmpty else { return [] }
    return [
      .text(
        "Differences of at most two rows between members of a cluster, counted. A change is a candidate if it keeps the "
          + "Euler number and all invariants on fresh matrices."),
      .table(
        .init(
          "The most frequent of \(changes.count) changes",
          header: ["change", "seen", "what it is", "kept on fresh matrices"],
          rows: changes.prefix(Self.shownChanges).map { change in
            [
              change.change, "\(change.count)",
              change.identity.map { "identity (\($0))" }
                ?? change.moves.map { "\($0) moves by the identities" }
                ?? (change.kept < change.trials ? "no identity: topology changes" : "not known"),
              "\(change.kept) of \(change.trials)",
            ]
          })),
    ]
  }
}
