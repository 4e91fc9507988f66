import Calabi
import Tensors
import Testing

@Suite struct RediscoveryTests {
  @Test("From clusters of manifolds all five identities are read off, on any number of threads")
  func identities() {
    let set = RepresentativeSet(
      of: Examples.several, walk: RepresentativeWalk(moves: 150, entryLimit: 20), seed: 2)
    // A perfect embedding: every manifold is a cluster.
    var rng = Philox(seed: 1)
    var points: Tensor<Float> = rng.normals([set.count, 3])
    for (i, manifold) in set.manifoldOfEach.enumerated() {
      for a in 0..<3 { points[i, a] = 1e-3 * points[i, a] + Float(manifold * manifold * (a + 1)) }
    }
    let asked = [Bool](repeating: true, count: set.count)
    let found = [1, 3].map {
      RediscoveredIdentities(
        NearestNeighbors(points), asked: asked, in: set, seed: 1, threads: $0)
    }
    #expect(found[0].candidates.map(\.change) == found[1].candidates.map(\.change))
    #expect(found[0].candidates.map(\.count) == found[1].candidates.map(\.count))
    #expect(found[0].identities == Identity.allCases)
    #expect(found[0].explained <= found[0].pairs && found[0].explained > 100)
    for candidate in found[0].candidates where candidate.identity != nil {
      #expect(candidate.isKept && candidate.moves == 1, "\(candidate.change)")
    }
    // What is no identity is told from what is.
    #expect(found[0].candidates.contains { !$0.isKept })
  }
}
