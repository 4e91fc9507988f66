import Calabi
import Tensors
import TestSupport
import Testing

@Suite struct ClusterScoresTests {
  @Test("The largest jump ends a cluster; at least one neighbour is in it")
  func jumps() {
    #expect(ClusterScores.clusterSize([1, 2, 3, 10, 11]) == 3)
    #expect(ClusterScores.clusterSize([1, 9, 10]) == 1)
    #expect(ClusterScores.clusterSize([5, 5, 5]) == 1)
    #expect(ClusterScores.clusterSize([0, 1, 2, 3, 3, 8]) == 5)
    #expect(ClusterScores.clusterSize([4]) == 1)
  }

  /// Thirty clusters of twenty points far from each other; two neighbouring ones have one manifold each and are one
  /// class, two others lie on top of each other and are different.
  private static func example() -> (points: Tensor<Float>, manifold: [Int]) {
    var rng = Philox(seed: 2)
    var points: Tensor<Float> = rng.normals([600, 5])
    for i in 0..<600 {
      let centre = i / 20 == 29 ? 28 : i / 20
      for a in 0..<5 { points[i, a] = 0.01 * points[i, a] + Float(centre * (a + 1)) }
    }
    return (points, (0..<600).map { $0 / 20 })
  }

  @Test("Scores count labels, and classes of known equals")
  func scores() {
    let (points, manifold) = Self.example()
    var asked = [Bool](repeating: true, count: 600)
    for i in 0..<20 { asked[i] = false }
    asked[25] = false
    let search = NearestNeighbors(points)
    for classes in [Array(0..<30), Array(0..<29) + [28]] {
      let scores = ClusterScores(
        search, asked: asked, manifold: manifold, classOf: classes, neighbors: 45)
      #expect(scores.scores.count == 579)
      for score in scores.scores {
        let isDouble = score.point >= 560
        #expect(score.size == (isDouble ? 39 : 19))
        #expect(score.sameManifold == 19)
        #expect(score.sameClass == (isDouble && classes[29] == 28 ? 39 : 19))
        #expect(score.others == (isDouble ? [manifold[score.point] == 28 ? 29 : 28] : []))
      }
      let accuracy = ManifoldAccuracy(scores, manifold: manifold, manifolds: 30)
      #expect(accuracy.byManifold[0] == nil)
      #expect(accuracy.byManifold[1..<28].allSatisfy { $0 == 1 })
      expectClose(accuracy.byManifold[28] ?? 0, 19.0 / 39)
      // 27 of 30; the two doubles count where they are known to be the same.
      let share = ManifoldAccuracy.share(accuracy.byClass)
      expectClose(share, classes[29] == 28 ? 29.0 / 30 : 27.0 / 30)
    }
  }

  @Test("Parts and threads do not change scores")
  func parts() {
    let (points, manifold) = Self.example()
    let search = NearestNeighbors(points)
    let asked = [Bool](repeating: true, count: 600)
    func scores(_ range: Range<Int>, threads: Int) -> [ClusterScores.Score] {
      ClusterScores(
        search, asked: asked, manifold: manifold, classOf: Array(0..<30), neighbors: 50,
        range: range, threads: threads
      ).scores
    }
    let all = scores(0..<600, threads: 1)
    #expect(scores(0..<77, threads: 3) + scores(77..<600, threads: 2) == all)
  }
}

@Suite struct KnownEqualitiesTests {
  @Test("Identities prove equality, invariants suggest it, and tell others apart")
  func relations() throws {
    // The second and third are one move away from the first; the last two are others with their Hodge numbers made up.
    let base = try ConfigurationMatrix("[1|2; 1|2; 1|2; 1|2]")
    var rng = Philox(seed: 1)
    let moved = base.applying(base.moves[0]).shuffled(using: &rng)
    let matrices = [base, moved, try ConfigurationMatrix("[2|3; 2|3]"), base.shuffled(using: &rng)]
    let hodge = [HodgePair(4, 68), HodgePair(4, 68), HodgePair(2, 83), HodgePair(4, 68)]
    let set = RepresentativeSet(of: matrices, walk: RepresentativeWalk(moves: 200), seed: 1)
    let known = KnownEqualities(set, hodge: hodge)
    #expect(known.classOf[0] == known.classOf[1] && known.classOf[0] == known.classOf[3])
    #expect(known.classOf[2] == 2)
    #expect(known.relation(0, 1) == .proved && known.relation(0, 3) == .proved)
    #expect(known.relation(0, 2) == .different)
    #expect(known.isFavourable[0] && known.isFavourable[2])
  }
}
