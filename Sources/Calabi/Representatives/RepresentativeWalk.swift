internal import Tensors

/// Random representatives of a manifold: matrices that the identities lead to.
///
/// From a matrix chosen among those found so far, a random move is made, again and again. What was seen
/// before is recognized by a hash, so a walk does not return to the same few matrices, as one that goes on
/// from where it stands does; and it stays near the first matrix.
///
/// Checked by: `RepresentativeWalkTests`.
public struct RepresentativeWalk: Sendable {
  /// How many moves are made.
  ///
  /// Too many and the manifolds with many representatives drown the others; too few and a network sees
  /// little of what the identities do. The paper makes about 500 representatives
  /// of each manifold, and has 686 464 with distinct features; 400 moves find about as many.
  public var moves: Int
  /// The most representatives with distinct features that are kept; the walk ends there.
  public var limit: Int
  /// The most degrees that are not zero.
  ///
  /// Too many and matrices grow without end, as identity (ii) always applies again; too few and most moves
  /// lead nowhere. The paper's 315 features leave 30 places.
  public var entryLimit: Int
  /// The weights of the graph whose eigenvalues are features.
  public var weights: GraphWeights

  /// A walk.
  public init(
    moves: Int = 400, limit: Int = 500, entryLimit: Int = 30, weights: GraphWeights = GraphWeights()
  ) {
    (self.moves, self.limit, self.entryLimit) = (moves, limit, entryLimit)
    self.weights = weights
  }

  /// A matrix with its features.
  public struct Representative: Sendable {
    /// The matrix, its rows and columns in random order.
    public let matrix: ConfigurationMatrix
    /// The types of its vertices, in order.
    public let types: [VertexType]
    /// The eigenvalues of its graph, decreasing.
    public let spectrum: [Double]
  }

  /// Representatives of a matrix, itself first, no two of which have the same features.
  ///
  /// Two spectra are the same if no eigenvalue differs by more than 1e-9.
  public func callAsFunction(
    _ matrix: ConfigurationMatrix, using rng: inout some RandomNumberGenerator
  ) -> [Representative] {
    var found = [matrix]
    var movesOf: [[Move]?] = [nil]
    var seen: Set<UInt64> = [matrix.graphHash]
    var known = Known()
    var result: [Representative] = []
    func keep(_ matrix: ConfigurationMatrix) {
      let representative = Representative(
        matrix: matrix, types: matrix.vertexTypes.sorted(),
        spectrum: matrix.graphSpectrum(weights: weights))
      if known.insert(representative) { result.append(representative) }
    }
    keep(matrix)
    for _ in 0..<moves where result.count < limit {
      let place = Int.random(in: 0..<found.count, using: &rng)
      let possible = movesOf[place] ?? found[place].moves
      movesOf[place] = possible
      guard let move = possible.randomElement(using: &rng) else { continue }
      let next = found[place].applying(move)
      guard next.entryCount <= entryLimit, next.rows <= AmbientPolynomial.mostRows,
        seen.insert(next.graphHash).inserted
      else { continue }
      found.append(next)
      movesOf.append(nil)
      keep(next)
    }
    return result
  }

  /// The features that were found.
  private struct Known {
    private var spectra: [[VertexType]: [[Double]]] = [:]

    /// Whether the features are new.
    mutating func insert(_ representative: Representative) -> Bool {
      let others = spectra[representative.types] ?? []
      let isKnown = others.contains { other in
        zip(other, representative.spectrum).allSatisfy { ($0 - $1).magnitude <= 1e-9 }
      }
      if isKnown { return false }
      spectra[representative.types, default: []].append(representative.spectrum)
      return true
    }
  }
}
