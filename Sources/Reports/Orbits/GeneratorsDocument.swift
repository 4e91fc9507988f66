public import Discovery
internal import Foundation
public import Tensors

/// What `symmetron generators` found, as it stands in `result.json`.
public struct GeneratorsDocument: Sendable, Encodable {
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
  public struct Clouds: Sendable, Encodable {
    /// The number of paired clouds, of points in each, and of coordinates.
    public let clouds, points, dimension: Int
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
  public struct Regression: Sendable, Encodable {
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
    /// Sentences for a person.
    public let remarks: [String]
  }
}

/// What `symmetron generators` found, with all that its run folder holds.
public struct GeneratorsReport: Sendable {
  private let clouds: PointClouds
  private let tangent: TangentMethod.Solution?
  private let regression: (solution: PairRegression.Solution, algebra: PairRegression.Algebra)?

  /// The report of the tangent method.
  public init(_ clouds: PointClouds, tangent: TangentMethod.Solution) {
    (self.clouds, self.tangent, regression) = (clouds, tangent, nil)
  }

  /// The report of the regression.
  public init(
    _ clouds: PointClouds, regression: PairRegression.Solution, algebra: PairRegression.Algebra
  ) {
    (self.clouds, tangent, self.regression) = (clouds, nil, (regression, algebra))
  }

  /// The answer in one line.
  public var summary: String {
    if let tangent { return tangent.finding.summary }
    guard let (solution, algebra) = regression, solution.count > 0 else {
      return "none found: no standard deviation stands out"
    }
    let number = solution.count == 1 ? "1 generator" : "\(solution.count) generators"
    return (algebra.name.map { "\($0): " } ?? "") + number
      + (algebra.name == nil ? ", no finite algebra" : "")
      + ", by regression" + (algebra.aliases.isEmpty ? "" : "   (= \(algebra.aliases.joined(separator: " = ")))")
  }

  /// What `result.json` holds.
  public var document: GeneratorsDocument {
    GeneratorsDocument(
      summary: summary, method: tangent == nil ? "regression" : "tangent",
      count: tangent?.finding.count ?? regression?.solution.count ?? 0,
      finding: tangent.map { FindingDocument($0.finding) },
      regression: regression.map { Self.document(of: $0, n: clouds.dimension) },
      clouds: GeneratorsDocument.Clouds(
        clouds: clouds.clouds.count, points: clouds.count, dimension: clouds.dimension,
        centre: clouds.centre, radius: clouds.radius, orbitDimension: tangent?.orbitDimension,
        neighbours: tangent?.neighbours, localDeviations: tangent?.localDeviations))
  }

  private static func document(
    of found: (solution: PairRegression.Solution, algebra: PairRegression.Algebra), n: Int
  ) -> GeneratorsDocument.Regression {
    let (solution, algebra) = found
    return GeneratorsDocument.Regression(
      deviations: solution.deviations, ratio: solution.ratio, planes: solution.planes,
      pairs: solution.pairs.all, pairsPerPlane: solution.pairs.perPlane, algebra: algebra.name,
      aliases: algebra.aliases, closureResidual: algebra.closure,
      components: solution.generators.unstacked.map { $0.unstacked.map(\.scalars) },
      generators: zip(algebra.descriptions, algebra.generators.unstacked).map { text, matrix in
        FindingDocument.Generator(
          words: text.words, field: text.field, coefficients: matrix.unstacked.map(\.scalars))
      }, remarks: algebra.remarks)
  }

  /// What `arrays.npz` holds.
  public var arrays: [String: Tensor<Double>] {
    var arrays = tangent?.finding.arrays ?? [:]
    for (number, cloud) in clouds.clouds.enumerated() { arrays["cloud\(number + 1)"] = cloud }
    if let components = clouds.components { arrays["components"] = components }
    if let (solution, algebra) = regression {
      arrays["standard_deviations"] = Tensor(solution.deviations)
      arrays["generators"] = algebra.generators
      arrays["principal_generators"] = solution.generators
    }
    if let tangent { arrays["local_deviations"] = Tensor(tangent.localDeviations) }
    if let generators = arrays["generators"], generators.shape[0] > 0,
      generators.shape[0] <= Self.drawn, generators.shape[2] <= clouds.dimension + 1
    {
      let rows = (0..<min(6, clouds.count)).map { $0 * clouds.count / min(6, clouds.count) }
      arrays["flow"] = GeneratorFlow.lines(
        of: generators, from: Tensor(stacking: rows.map(clouds.clouds[0].row)), steps: 60)
    }
    return arrays
  }

  /// Flows of more generators are not kept.
  private static let drawn = 64

  /// What the terminal shows.
  public var text: String {
    let clouds = "\(self.clouds.clouds.count == 1 ? "cloud" : "\(self.clouds.clouds.count) paired clouds")"
    let size = "\(self.clouds.count) points in \(self.clouds.dimension) dimensions"
    if let tangent {
      var notes: [String] = []
      let dimension = tangent.orbitDimension
      if tangent.finding.certificate.equations > 0 {
        notes.append(
          "\(clouds): \(size), on orbits of dimension \(dimension); normals from "
            + (tangent.neighbours.map { "neighbourhoods of \($0) points" } ?? "level sets of degree two"))
      } else {
        notes.append("\(clouds): \(size)")
      }
      return "\(FindingText(tangent.finding, notes: notes))"
    }
    guard let (solution, algebra) = regression else { return summary }
    var lines: [String] = []
    for (number, text) in algebra.descriptions.enumerated() {
      lines.append("  \(number + 1)  \(text.words)" + (text.words == text.field ? "" : "  \(text.field)"))
    }
    if !lines.isEmpty { lines.append("") }
    for matrix in solution.generators.unstacked.prefix(Self.printed)
    where self.clouds.dimension <= Self.printedSize {
      let factor = 2.0.squareRoot()
      lines += matrix.unstacked.map { row in
        "     [" + row.scalars.map { String(format: "%6.2f", factor * $0) }.joined(separator: " ")
          + "]"
      } + [""]
    }
    let shown = solution.deviations.prefix(Self.shownDeviations).enumerated().map { place, value in
      (place == solution.count && solution.count > 0 ? "| " : "") + String(format: "%.2f", value)
    }
    lines.append("deviations  " + shown.joined(separator: " "))
    lines.append(
      "pairs       \(solution.pairs.all) in the \(clouds) of \(size), "
        + "\(Int(solution.pairs.perPlane)) near each of \(solution.planes) planes")
    if algebra.name != nil {
      lines.append("closure     residual \(FindingNumber.rough(algebra.closure))")
    }
    lines += algebra.remarks.map { "note: \($0)" }
    return (lines + ["", summary]).joined(separator: "\n")
  }

  /// Matrices are shown up to this number and size, and deviations up to this number.
  private static let printed = 6
  private static let printedSize = 6
  private static let shownDeviations = 12
}
