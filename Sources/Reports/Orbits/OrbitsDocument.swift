public import Discovery
internal import Networks

/// What `symmetron orbits` found, as it stands in `result.json`.
public struct OrbitsDocument: Sendable, Codable {
  /// The name and version of the schema.
  public static let schema = "symmetron.orbits/1"

  /// The answer in one line.
  public let summary: String
  /// The number of orbits, and of combinations of classes.
  public let orbitCount, classCount: Int
  /// The embedding.
  public let embedding: Embedding
  /// The orbits.
  public let orbits: [Orbit]
  /// What the numbers in `invariants` of `arrays.npz` are; absent for a table.
  public let invariant: String?
  /// What is known beside the labels; absent for a table.
  public let truth: Agreement?
  /// The generators that the orbits have in common, with the keys of `symmetron.finding/1`.
  public let generators: FindingDocument?
  /// The paper's regression on a cloud, if that was asked for.
  public let regression: GeneratorsDocument.Regression?
  /// The picture.
  public let picture: Picture?

  /// How points were embedded.
  public struct Embedding: Sendable, Codable {
    /// `classifier`, `regression` or `raw`.
    public let control: String
    /// The names of the labels.
    public let labels: [String]
    /// The share of points whose class is predicted rightly, for each label.
    public let accuracies: [Double]
    /// The epochs of the training.
    public let epochs: Int
    /// The points, and those of them that were rightly classified.
    public let points, right: Int
    /// The length of a row of the embedding.
    public let width: Int
  }

  /// An orbit.
  public struct Orbit: Sendable, Codable {
    /// The class for each label.
    public let classes: [String]
    /// Its points.
    public let points: Int
    /// How clear the gap to the others is.
    public let contrast: Double?
    /// The number of its own generators, if it was looked at alone.
    public let generators: Int?
    /// Their name.
    public let algebra: String?
    /// How sure that is.
    public let outcome: Outcome?
  }

  /// How well the orbits agree with the true ones.
  public struct Agreement: Sendable, Codable {
    /// The true number of orbits.
    public let orbits: Int
    /// The adjusted Rand index of all points, and the mean of those of the classes.
    public let adjustedRandIndex, meanOfClasses: Double
    /// The share of classes in which the number of orbits is right.
    public let rightCounts: Double
  }

  /// A picture by t-SNE.
  public struct Picture: Sendable, Codable {
    /// Its perplexity.
    public let perplexity: Double
    /// The points in it.
    public let points: Int
    /// The Kullback–Leibler divergence.
    public let divergence: Double
  }
}
