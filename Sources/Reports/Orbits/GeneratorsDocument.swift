internal import Discovery
internal import Tensors

/// What `symmetron generators` found, as it stands in `result.json`.
public struct GeneratorsDocument: Sendable, Codable {
  /// The name and version of the schema.
  public static let schema = "symmetron.generators/1"

  /// The answer in one line.
  public let summary: String
  /// `tangent` or `regression`.
  public let method: String
  /// The number of generators.
  public let count: Int
  /// The finding of the tangent method, with the keys of `symmetron.finding/1`.
  public let finding: FindingDocument?
  /// What the regression gave.
  public let regression: Regression?
  /// The clouds.
  public let clouds: Clouds

  /// What clouds were given, and what was made of them.
  public struct Clouds: Sendable, Codable {
    /// The number of paired clouds, of points in each, and of coordinates.
    public let clouds, points, dimension: Int
    /// The names of the coordinates.
    public let coordinates: [String]?
    /// What was subtracted.
    public let centre: [Double]
    /// The root mean square distance from the origin.
    public let radius: Double
    /// The dimension of the orbits of the clouds side by side.
    public let orbitDimension: Int?
    /// The points in a neighbourhood.
    public let neighbours: Int?
    /// The standard deviations of neighbourhoods along their principal directions, decreasing.
    public let localDeviations: [Double]?
  }

  /// The paper's regression.
  public struct Regression: Sendable, Codable {
    /// The standard deviations along the principal components, decreasing.
    public let deviations: [Double]
    /// The ratio of the deviations on both sides of the count.
    public let ratio: Double
    /// The planes that were used, and the near pairs.
    public let planes, pairs: Int
    /// The mean number of pairs near a plane.
    public let pairsPerPlane: Double
    /// The name of the algebra; absent if its brackets do not close.
    public let algebra: String?
    /// Its other names.
    public let aliases: [String]
    /// The share of the brackets outside the span.
    public let closureResidual: Double
    /// The principal components that are generators, orthonormal.
    public let components: [[[Double]]]
    /// The generators in a basis that a person recognises.
    public let generators: [FindingDocument.Generator]
    /// The names of the coordinates, for the rows and columns of both.
    public let coordinates: [String]?
    /// Sentences for a person.
    public let remarks: [String]
  }
}

extension GeneratorsDocument.Regression {
  /// The document of a regression in a space with the given coordinates.
  init(
    _ solution: PairRegression.Solution, _ algebra: PairRegression.Algebra, coordinates: [String]
  ) {
    deviations = solution.deviations
    ratio = solution.ratio
    planes = solution.planes
    pairs = solution.pairs.all
    pairsPerPlane = solution.pairs.perPlane
    self.algebra = algebra.name
    (aliases, closureResidual) = (algebra.aliases, algebra.closure)
    components = solution.generators.unstacked.map { $0.unstacked.map(\.scalars) }
    generators = zip(algebra.descriptions, algebra.generators.unstacked).map { text, matrix in
      FindingDocument.Generator(
        words: text.words, field: text.field, coefficients: matrix.unstacked.map(\.scalars))
    }
    self.coordinates = coordinates
    remarks = algebra.remarks
  }
}
