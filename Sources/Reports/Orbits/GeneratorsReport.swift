public import Discovery
internal import Foundation
public import Tensors

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
      + ", by regression"
      + (algebra.aliases.isEmpty ? "" : "   (= \(algebra.aliases.joined(separator: " = ")))")
  }

  /// What `result.json` holds.
  public var document: GeneratorsDocument {
    GeneratorsDocument(
      summary: summary, method: tangent == nil ? "regression" : "tangent",
      count: tangent?.finding.count ?? regression?.solution.count ?? 0,
      finding: tangent.map { FindingDocument($0.finding) },
      regression: regression.map {
        GeneratorsDocument.Regression($0.solution, $0.algebra, coordinates: clouds.coordinates)
      },
      clouds: GeneratorsDocument.Clouds(
        clouds: clouds.clouds.count, points: clouds.count, dimension: clouds.dimension,
        coordinates: clouds.coordinates, centre: clouds.centre, radius: clouds.radius,
        orbitDimension: tangent?.orbitDimension,
        neighbours: tangent?.neighbours, localDeviations: tangent?.localDeviations))
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
      if let structure = algebra.structure { arrays["structure_constants"] = structure }
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
    let clouds =
      "\(self.clouds.clouds.count == 1 ? "cloud" : "\(self.clouds.clouds.count) paired clouds")"
    let size = "\(self.clouds.count) points in \(self.clouds.dimension) dimensions"
    if let tangent {
      var notes: [String] = []
      let dimension = tangent.orbitDimension
      if tangent.finding.certificate.equations > 0 {
        notes.append(
          "\(clouds): \(size), on orbits of dimension \(dimension); normals from "
            + (tangent.neighbours.map { "neighbourhoods of \($0) points" }
              ?? "level sets of degree two"))
      } else {
        notes.append("\(clouds): \(size)")
      }
      return "\(FindingText(tangent.finding, notes: notes))"
    }
    guard let (solution, algebra) = regression else { return summary }
    let lines = Self.lines(solution, algebra, size: self.clouds.dimension)
    return (lines + ["", summary]).joined(separator: "\n")
  }

  /// The generators of a regression, their matrices and the evidence.
  static func lines(
    _ solution: PairRegression.Solution, _ algebra: PairRegression.Algebra, size: Int
  ) -> [String] {
    var lines = algebra.descriptions.enumerated().map { number, text in
      "  \(number + 1)  \(text.words)" + (text.words == text.field ? "" : "  \(text.field)")
    }
    if !lines.isEmpty { lines.append("") }
    for matrix in solution.generators.unstacked.prefix(printed) where size <= printedSize {
      // A turn has two entries of size 1: a unit matrix times √2.
      lines +=
        matrix.unstacked.map { row in
          "     ["
            + row.scalars.map { String(format: "%6.2f", 2.0.squareRoot() * $0) }
            .joined(separator: " ") + "]"
        } + [""]
    }
    let shown = solution.deviations.prefix(shownDeviations).enumerated().map { place, value in
      (place == solution.count && solution.count > 0 ? "| " : "") + String(format: "%.2f", value)
    }
    lines.append("deviations  " + shown.joined(separator: " "))
    lines.append(
      "pairs       \(solution.pairs.all), \(Int(solution.pairs.perPlane)) near each of "
        + "\(solution.planes) planes")
    if algebra.name != nil {
      lines.append("closure     residual \(FindingNumber.rough(algebra.closure))")
    }
    return lines + algebra.remarks.map { "note: \($0)" }
  }

  /// Matrices are shown up to this number and size, and deviations up to this number.
  private static let printed = 6
  private static let printedSize = 6
  private static let shownDeviations = 12
}
