public import Tensors

/// Which manifolds of a list are known to be the same, and which are known not to be.
///
/// Two listed matrices are the same manifold if the identities lead from both to one matrix: that is a proof. They
/// are likely the same if both descriptions are favourable and all invariants agree, and certainly not if invariants of
/// favourable descriptions differ. The list names equal entries, too; what it says is compared and not used.
///
/// Checked by: `KnownEqualitiesTests`.
public struct KnownEqualities: Sendable {
  /// The class of each manifold, numbered by its first member: those with one matrix, or equal invariants.
  public let classOf: [Int]
  /// The pairs that the identities prove to be one, by the numbers of their manifolds.
  public let proved: [[Int]]
  /// Whether the classes of the rows have the full rank h¹¹, so that invariants are the manifold's.
  public let isFavourable: [Bool]
  /// The invariants of each manifold.
  public let invariants: [TopologicalInvariants]

  /// Equalities among manifolds with the given Hodge numbers and representatives.
  public init(
    _ set: RepresentativeSet, hodge: [HodgePair], threads: Int = Parallel.processors
  ) {
    let matrices = (0..<set.manifolds).map { set.matrix(set.starts[$0]) }
    let invariants = Parallel.map(set.manifolds, threads: threads) {
      TopologicalInvariants(IntersectionNumbers(matrices[$0]))
    }
    let isFavourable = zip(invariants, hodge).map { $0.rank == $1.h11 }
    var classes = DisjointClasses(set.manifolds)
    proved = Self.shared(set, threads: threads)
    for pair in proved { classes.join(pair[0], pair[1]) }
    struct Key: Hashable {
      let hodge: HodgePair
      let invariants: TopologicalInvariants
    }
    var first: [Key: Int] = [:]
    for m in 0..<set.manifolds where isFavourable[m] {
      let key = Key(hodge: hodge[m], invariants: invariants[m])
      if let other = first[key] { classes.join(m, other) } else { first[key] = m }
    }
    classOf = (0..<set.manifolds).map { classes.first($0) }
    (self.invariants, self.isFavourable) = (invariants, isFavourable)
  }

  /// Pairs of manifolds that have a representative in common.
  private static func shared(_ set: RepresentativeSet, threads: Int) -> [[Int]] {
    // Equal hashes first, and then canonical forms.
    let hashes = Parallel.map(set.manifolds, threads: threads) { m in
      set.representatives(of: m).map { set.matrix($0).graphHash }
    }
    var owners: [UInt64: (manifold: Int, index: Int)] = [:]
    owners.reserveCapacity(set.count)
    var pairs: [[Int]] = []
    var known = Set<[Int]>()
    for m in 0..<set.manifolds {
      for (index, hash) in zip(set.representatives(of: m), hashes[m]) {
        guard let owner = owners[hash] else {
          owners[hash] = (m, index)
          continue
        }
        guard owner.manifold != m, !known.contains([owner.manifold, m]),
          set.matrix(owner.index).canonical == set.matrix(index).canonical
        else { continue }
        known.insert([owner.manifold, m])
        pairs.append([owner.manifold, m])
      }
    }
    return pairs
  }
}

/// Classes of numbers that are joined two by two.
struct DisjointClasses {
  private var parents: [Int]

  init(_ count: Int) { parents = Array(0..<count) }

  /// The smallest member of a class.
  mutating func first(_ member: Int) -> Int {
    var root = member
    while parents[root] != root { root = parents[root] }
    var next = member
    while parents[next] != root { (parents[next], next) = (root, parents[next]) }
    return root
  }

  mutating func join(_ a: Int, _ b: Int) {
    let (a, b) = (first(a), first(b))
    parents[max(a, b)] = min(a, b)
  }
}
