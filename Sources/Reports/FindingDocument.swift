public import Discovery
internal import LieAlgebras
public import Oracles
public import Tensors

/// A finding as it stands in `result.json`, schema ``schema``.
public struct FindingDocument: Sendable, Codable {
  /// The name and version of the schema.
  public static let schema = "symmetron.finding/1"

  /// The answer in one line.
  public let summary: String
  /// How far to trust it.
  public let outcome: Outcome
  /// The number of generators.
  public let count: Int
  /// The algebra; absent if there is none.
  public let algebra: Algebra?
  /// Names that the noise leaves open.
  public let possibleNames: [String]
  /// The class of fields.
  public let fields: FieldClass
  /// The coordinates' names.
  public let coordinates: [String]
  /// The monomials that the columns of ``Generator/coefficients`` belong to.
  public let monomials: [String]
  /// The generators.
  public let generators: [Generator]
  /// The numbers behind the count.
  public let certificate: Certificate
  /// How much of the brackets leaves the span of the generators, before any refinement.
  public let closureResidual: Double
  /// Root mean square violations of orthonormal fields, increasing, at most 200.
  public let spectrum: [Double]
  /// What was fitted, for a table.
  public let fits: [Fit]?
  /// Sentences for a person.
  public let remarks: [String]

  /// The algebra's names and kind.
  public struct Algebra: Sendable, Codable {
    /// The name a physicist would use.
    public let name: String
    /// Other names of the same algebra.
    public let aliases: [String]
    /// The dimension.
    public let dimension: Int
    /// `simple`, `solvable`, ….
    public let kind: String
    /// The indecomposable ideals.
    public let summands: [String]
    /// What the name does not say.
    public let remark: String
  }

  /// One generator.
  public struct Generator: Sendable, Codable {
    /// What it does.
    public let words: String
    /// The vector field.
    public let field: String
    /// `[n][B]`, in the order of the monomials; for linear fields the matrix.
    public let coefficients: [[Double]]
  }

  /// One fitted function.
  public struct Fit: Sendable, Codable {
    /// What was fitted: `mass²`.
    public let output: String
    /// `polynomial` or `mlp`.
    public let method: String
    /// The polynomial degree.
    public let degree: Int?
    /// The share of variance explained on held-out rows, for degrees 1, 2, ….
    public let explainedByDegree: [Double]?
    /// The layers of a network.
    public let layers: [Int]?
    /// The number of networks.
    public let networks: Int?
    /// The share of variance, or of the deviance of classes, explained on held-out rows.
    public let explained: Double
    /// The share of held-out rows whose class is right.
    public let accuracy: Double?
    /// The rows that the fit saw.
    public let rows: Int

    init(_ fit: FitSummary) {
      (output, explained, accuracy, rows) = (fit.output, fit.explained, fit.accuracy, fit.rows)
      switch fit.model {
      case .polynomial(let degree, let explainedByDegree):
        (method, layers, networks) = ("polynomial", nil, nil)
        (self.degree, self.explainedByDegree) = (degree, explainedByDegree)
      case .network(let layers, let count):
        (method, degree, explainedByDegree) = ("mlp", nil, nil)
        (self.layers, networks) = (layers, count)
      }
    }
  }

  /// The document of a finding, and of the fits behind it if there are any.
  public init(_ finding: Finding, fits: [FitSummary] = []) {
    summary = finding.summary
    outcome = finding.outcome
    count = finding.generators.shape[0]
    algebra = finding.name.map {
      Algebra(
        name: $0.name, aliases: $0.aliases, dimension: $0.dimension, kind: $0.kind.rawValue,
        summands: $0.summands, remark: $0.remark)
    }
    possibleNames = finding.possibleNames
    fields = finding.fields
    coordinates = finding.coordinates
    monomials = finding.fields.monomialNames(coordinates: finding.coordinates)
    generators = zip(finding.descriptions, finding.generators.unstacked).map { text, field in
      Generator(
        words: text.words, field: text.field, coefficients: field.unstacked.map(\.scalars))
    }
    certificate = finding.certificate
    closureResidual = finding.closure
    spectrum = Array(finding.spectrum.prefix(200))
    self.fits = fits.isEmpty ? nil : fits.map(Fit.init)
    remarks = finding.remarks
  }
}

extension Finding {
  /// What `arrays.npz` holds: `generators` `[d, n, B]`, `structure_constants` `[d, d, d]`, `spectrum`.
  public var arrays: [String: Tensor<Double>] {
    var arrays = ["generators": generators, "spectrum": Tensor(spectrum)]
    if let structure { arrays["structure_constants"] = structure }
    return arrays
  }
}
