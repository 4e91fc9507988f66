public import Tensors

extension OrbitDiscovery {
  /// An orbit that was found.
  public struct Orbit: Sendable {
    /// The class of its points for each label.
    public let classes: [Int]
    /// Its points, by their rows.
    public let rows: [Int]
    /// The number of orbits in the class.
    public let ofClass: Int
    /// How much longer the gap to the other orbits of the class is than the lengths inside; nil if there are
    /// no others.
    public let contrast: Double?
    /// Its generators, if orbits were looked at one by one.
    public internal(set) var generators: TangentMethod.Solution?
    /// Why no generators were sought.
    public internal(set) var problem: DiscoveryError?
  }

  /// What was found.
  public struct Result: Sendable {
    /// The embedding of all points.
    public let embedding: OrbitEmbedding.Result
    /// The combinations of classes that occur.
    public let classes: [[Int]]
    /// The orbits, class after class.
    public let orbits: [Orbit]
    /// The orbit of each row; −1 where its class was not predicted rightly.
    public let orbitOf: [Int]
    /// The generators that the orbits have in common; nil if no orbit is a usable cloud.
    public let common: TangentMethod.Solution?
    /// The points in the space in which generators were sought, `[N, m]`.
    public let space: Tensor<Double>
    /// The names of its coordinates.
    public let coordinates: [String]
    /// The principal components that are its coordinates, `[m, n]`; nil if it is that of the inputs.
    public let components: Tensor<Double>?
    /// What was subtracted from the points before they were projected to them, `[n]`; nil if they were not.
    public let mean: [Double]?
    /// For one point of each class, the distances from its nearest neighbours in the class, increasing.
    public let neighbourDistances: [[Double]]
    /// The picture of the embedding, of some rows, and how far it departs from it.
    public let picture: (positions: Tensor<Double>, rows: [Int], divergence: Double)?
    /// The rows that stand for all in files.
    public let drawn: [Int]

    /// The number of orbits in each class, in the order of ``classes``.
    public var orbitCounts: [Int] {
      classes.map { combination in orbits.count { $0.classes == combination } }
    }

    /// How well the orbits agree with known ones.
    ///
    /// - Parameter truth: The true orbit of each row.
    /// - Returns: The adjusted Rand index over all points that were rightly classified, its mean over
    ///   the classes, and the share of classes with the right number of orbits.
    public func agreement(
      with truth: [Int]
    ) -> (all: Double, meanOfClasses: Double, rightCounts: Double) {
      let rows = orbitOf.indices.filter { orbitOf[$0] >= 0 }
      let all = adjustedRandIndex(rows.map { orbitOf[$0] }, rows.map { truth[$0] })
      var groups: [[Int]: [Int]] = [:]
      for row in rows { groups[orbits[orbitOf[row]].classes, default: []].append(row) }
      var (sum, right) = (0.0, 0)
      for members in groups.values {
        let (found, known) = (members.map { orbitOf[$0] }, members.map { truth[$0] })
        sum += adjustedRandIndex(found, known)
        if Set(found).count == Set(known).count { right += 1 }
      }
      let count = Double(max(1, groups.count))
      return (all, sum / count, Double(right) / count)
    }
  }
}
