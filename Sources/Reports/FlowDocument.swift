public import Discovery
internal import LieAlgebras
internal import Oracles
internal import Tensors

/// Flows as they stand in `result.json`, schema ``schema``.
public struct FlowDocument: Sendable, Codable {
  /// The name and version of the schema.
  public static let schema = "symmetron.flows/1"

  /// The answer in one line.
  public let summary: String
  /// How far to trust it.
  public let outcome: Outcome
  /// The number of fields.
  public let count: Int
  /// Why that number.
  public let reason: String
  /// The names of the coordinates.
  public let coordinates: [String]
  /// What was tried: one training for each number of fields.
  public let trials: [FlowFinding.Trial]
  /// How many directions the oracle leaves, and its Jacobian's singular values.
  public let localRank: LocalRank
  /// How good the fields are, at validation points.
  public let measures: FlowMeasures
  /// The brackets.
  public let structure: Structure
  /// With restarts, what the fields of all of them span.
  public let family: FlowFinding.RestartFamily?
  /// What the samples do not say; absent for a formula.
  public let trivial: Trivial?
  /// The networks, frozen before flows were sought; absent for a formula.
  public let networks: Networks?
  /// What happens along the streamlines; absent for a formula.
  public let walks: Walks?
  /// Angles between the flows and the true rotation of images; absent without images.
  public let rotation: RotationAngles?
  /// The size of samples that are images; absent of others.
  public let images: ImageSize?
  /// Sentences for a person.
  public let remarks: [String]

  /// The size of an image.
  public struct ImageSize: Sendable, Codable, Equatable {
    /// The numbers of rows and of columns.
    public let height, width: Int

    /// A size.
    public init(height: Int, width: Int) { (self.height, self.width) = (height, width) }

    /// Reads a size.
    ///
    /// - Throws: `DecodingError.dataCorrupted` unless both numbers lie between 1 and 65535.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      func side(_ key: CodingKeys) throws -> Int {
        let side = try container.decode(Int.self, forKey: key)
        guard 1...65_535 ~= side else {
          throw DecodingError.dataCorruptedError(
            forKey: key, in: container, debugDescription: "\(side) is no side of an image")
        }
        return side
      }
      try self.init(height: side(.height), width: side(.width))
    }

    /// The size of a square image with so many pixels; nil if that is no square.
    public init?(pixels: Int) {
      let side = Int(Double(pixels).squareRoot().rounded())
      guard side * side == pixels else { return nil }
      self.init(height: side, width: side)
    }
  }

  /// What the Lie brackets say.
  public struct Structure: Sendable, Codable {
    /// The relative residual with constant coefficients.
    public let closure: Double
    /// The algebra's name; absent if none is claimed.
    public let name: String?
    /// Names that are left possible.
    public let possibleNames: [String]
    /// What is claimed, in words.
    public let statement: String
    /// Generators of polynomial fields.
    public let generators: [Generator]

    /// One of them.
    public struct Generator: Sendable, Codable {
      /// What it does, and the vector field.
      public let words, field: String
    }
  }

  /// What the samples do not say.
  public struct Trivial: Sendable, Codable {
    /// The numbers of features, of those that never vary, of principal components without variance, and of those
    /// that have 95 % and 99 % of it.
    public let features, ignorable, emptyDirections, directions95, directions99: Int
  }

  /// The frozen networks.
  public struct Networks: Sendable, Codable {
    /// The number of latent coordinates; absent in the space of the samples.
    public let latent: Int?
    /// The mean squared error of a restored element; absent in the space of the samples.
    public let reconstructionError: Double?
    /// The classes; absent for numbers.
    public let classes: [String]?
    /// The share of right classes, or of variance explained, on validation samples.
    public let oracleScore: Double
    /// The samples that trained and that judged.
    public let trainingSamples, validationSamples: Int
  }

  /// What happens along the streamlines.
  public struct Walks: Sendable, Codable {
    /// The path length in each direction.
    public let length: Double
    /// Where they start.
    public let starts: [FlowWalks.Start]
    /// The halves of the curves.
    public let halves: [FlowWalks.Half]
    /// How many halves keep the predicted class.
    public let keepingClass: Int
    /// The largest change of an output.
    public let largestDrift: Double
    /// The largest fall of the class's probability.
    public let largestProbabilityLoss: Double
    /// The relative L2 change of the decoded sample at the end of each half; absent without a decoder.
    public let decodedChanges: [Double]?
  }

  /// The document of flows that preserve a formula.
  public init(_ finding: FlowFinding) { self.init(finding, nil, nil, nil) }

  /// The document of an experiment.
  ///
  /// - Parameters:
  ///   - result: What the experiment left.
  ///   - rotation: Angles to the true rotation, of images.
  ///   - images: The size of samples that are images.
  public init(
    _ result: FlowExperiment.Result, rotation: RotationAngles? = nil, images: ImageSize? = nil
  ) {
    self.init(result.finding, result, rotation, images)
  }

  private init(
    _ finding: FlowFinding, _ result: FlowExperiment.Result?, _ rotation: RotationAngles?,
    _ images: ImageSize?
  ) {
    (summary, outcome, reason) = (finding.summary, finding.outcome, finding.reason)
    (count, coordinates, trials) = (finding.flow.count, finding.coordinates, finding.trials)
    (localRank, measures, family) = (finding.localRank, finding.measures, finding.family)
    structure = Structure(
      closure: finding.structure.closure, name: finding.structure.name?.name,
      possibleNames: finding.structure.possibleNames, statement: finding.statement,
      generators: finding.structure.generators.map { .init(words: $0.words, field: $0.field) })
    remarks = finding.remarks
    (self.rotation, self.images) = (rotation, images)
    trivial = result.map { result in
      Trivial(
        features: result.trivial.mean.count, ignorable: result.trivial.ignorable.count,
        emptyDirections: result.trivial.emptyDirections,
        directions95: result.trivial.directions(having: 0.95),
        directions99: result.trivial.directions(having: 0.99))
    }
    networks = result.map { result in
      Networks(
        latent: result.autoencoder?.latentCount,
        reconstructionError: result.autoencoder?.validationError, classes: result.oracle.classes,
        oracleScore: result.oracle.validationScore,
        trainingSamples: result.points.trainingRows.count,
        validationSamples: result.points.validationRows.count)
    }
    walks = result.map { result in
      let walks = result.walks
      return Walks(
        length: walks.streamlines.lengths.last ?? 0, starts: walks.starts, halves: walks.halves,
        keepingClass: walks.halves.count(where: \.keepsClass),
        largestDrift: walks.halves.map(\.drift).max() ?? 0,
        largestProbabilityLoss: walks.halves.map { $0.startProbability - $0.leastProbability }.max()
          ?? 0,
        decodedChanges: walks.decodedChanges)
    }
  }
}
