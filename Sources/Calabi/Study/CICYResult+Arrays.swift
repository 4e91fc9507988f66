internal import Networks
public import Tensors

extension CICYResult {
  /// What `arrays.npz` holds of numbers: accuracies by manifold and by Hodge numbers, histograms, two
  /// curves of distances, and points of one Hodge pair.
  public var arrays: [String: Tensor<Double>] {
    let nan = Double.nan
    var arrays = [
      "manifold_accuracy": Tensor(accuracy.byManifold.map { $0 ?? nan }),
      "manifold_class_accuracy": Tensor(accuracy.byClass.map { $0 ?? nan }),
      "score_histogram": histogram(of: nil), "score_histogram_pair": histogram(of: shownPair),
      "training_accuracy": Tensor(
        rows: training.history.map { record in
          ["h21", "h11", "both"].map { record.training[$0] ?? nan }
            + ["h21", "h11", "both"].map { record.validation[$0] ?? nan }
        }),
    ]
    arrays["hodge_pairs"] = Tensor(
      rows: Set(entries.map(\.hodge)).sorted().map { pair in
        let share = self.share(of: pair)
        return [
          Double(pair.h11), Double(pair.h21), Double(manifolds(with: pair).count), share.byLabel,
          share.byClass,
        ]
      })
    let curves = self.curves
    if !curves.isEmpty {
      arrays["curve_distances"] = Tensor(rows: curves.map { $0.distances.map(Double.init) })
    }
    let shown = shownPoints
    if !shown.isEmpty {
      let rows = shown.map { embedding.points.row($0).scalars.map(Double.init) }
      arrays["pair_points"] = Tensor(rows: rows)
    }
    return arrays
  }

  /// What `arrays.npz` holds of integers: of each manifold, of the two curves, and of the points of the pair.
  public var integers: [String: [Int]] {
    let manifold = set.manifoldOfEach
    let curves = self.curves
    return [
      "manifold_number": entries.map(\.number), "manifold_h11": entries.map(\.hodge.h11),
      "manifold_h21": entries.map(\.hodge.h21),
      "manifold_class": equalities.classOf.map { entries[$0].number },
      "manifold_favourable": equalities.isFavourable.map { $0 ? 1 : 0 },
      "manifold_representatives": entries.indices.map { set.representatives(of: $0).count },
      "curve_number": curves.map { entries[manifold[$0.point]].number },
      "curve_jump": curves.map(\.jump),
      "pair_number": shownPoints.map { entries[manifold[$0]].number },
    ]
  }

  /// The number of points by their score, in hundredths: 101 counts.
  private func histogram(of hodge: HodgePair?) -> Tensor<Double> {
    var counts = [Double](repeating: 0, count: 101)
    let manifold = set.manifoldOfEach
    for score in clusters.scores
    where hodge.map({ entries[manifold[score.point]].hodge == $0 }) ?? true {
      counts[Int((100 * Double(score.sameManifold) / Double(score.size)).rounded(.down))] += 1
    }
    return Tensor(counts)
  }

  /// The two manifolds whose curves of distances are drawn: of the shown pair, those with the most
  /// representatives whose listed matrix was scored.
  public var curveManifolds: [Int] {
    let scored = Set(clusters.scores.map(\.point))
    return Array(shownManifolds.filter { scored.contains(set.starts[$0]) }.prefix(2))
  }

  /// The distances of the neighbours of two listed matrices, as in the paper's figure 4.
  private var curves: [(point: Int, distances: [Float], jump: Int)] {
    let count = min(study.neighbors, set.count - 1)
    let points = curveManifolds.map { set.starts[$0] }
    guard count > 0 else { return [] }
    return NearestNeighbors(embedding.points).mapPoints(
      points, count: count, threads: study.threads
    ) { point, list in
      let distances = list.map(\.distance)
      return (point, distances, ClusterScores.clusterSize(distances))
    }
  }

  /// Points of ten manifolds of the shown pair, for a map of them: those with the most representatives, at most a
  /// hundred of each.
  private var shownPoints: [Int] {
    shownManifolds.prefix(10).flatMap { set.representatives(of: $0).prefix(100) }
  }

  /// The manifolds of the shown pair, those with the most representatives first.
  private var shownManifolds: [Int] {
    manifolds(with: shownPair).sorted {
      (set.representatives(of: $1).count, $0) < (set.representatives(of: $0).count, $1)
    }
  }
}
