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
  /// Which features representatives have; those of the graph alone do not tell manifolds with alike graphs apart.
  public var features: FeatureKind

  /// A walk.
  public init(
    moves: Int = 400, limit: Int = 500, entryLimit: Int = 30,
    weights: GraphWeights = GraphWeights(), features: FeatureKind = .topology
  ) {
    (self.moves, self.limit, self.entryLimit) = (moves, limit, entryLimit)
    (self.weights, self.features) = (weights, features)
  }

  /// A matrix with its features.
  public struct Representative: Sendable {
    /// The matrix, its rows and columns in random order.
    public let matrix: ConfigurationMatrix
    /// The types of its vertices, in order.
    public let types: [VertexType]
    /// The eigenvalues of its graph, decreasing.
    public let spectrum: [Double]
    /// The numbers of its forms; nil without features of topology.
    package let forms: FormFeatures?
  }

  /// Representatives of a matrix, itself first, no two of which have the same graph features.
  ///
  /// Two spectra are the same if no eigenvalue differs by more than 1e-9.
  public func callAsFunction(
    _ matrix: ConfigurationMatrix, using rng: inout some RandomNumberGenerator
  ) -> [Representative] {
    var found: [Found] = []
    var seen: Set<UInt64> = [matrix.graphHash]
    var known = Known()
    var result: [Representative] = []
    func keep(_ matrix: ConfigurationMatrix, _ forms: FormFeatures?) {
      found.append(Found(matrix: matrix, forms: forms))
      let representative = Representative(
        matrix: matrix, types: matrix.vertexTypes.sorted(),
        spectrum: matrix.graphSpectrum(weights: weights), forms: forms)
      if known.insert(representative) { result.append(representative) }
    }
    keep(matrix, forms(of: matrix))
    for _ in 0..<moves where result.count < limit {
      let place = Int.random(in: 0..<found.count, using: &rng)
      guard let move = found[place].moves.randomElement(using: &rng) else { continue }
      let next = found[place].matrix.applying(move)
      guard next.entryCount <= entryLimit, next.rows <= AmbientPolynomial.mostRows,
        seen.insert(next.graphHash).inserted
      else { continue }
      // Identity (ii) leaves the features of the forms as they are, and is nearly every move.
      keep(next, move.identity == .diagonal ? found[place].forms : forms(of: next))
    }
    return result
  }

  private func forms(of matrix: ConfigurationMatrix) -> FormFeatures? {
    features == .topology ? FormFeatures(IntersectionNumbers(matrix)) : nil
  }

  /// A matrix that the walk may go on from.
  private struct Found {
    let matrix: ConfigurationMatrix
    let forms: FormFeatures?
    lazy var moves = matrix.moves
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
