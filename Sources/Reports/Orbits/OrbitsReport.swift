public import Discovery
internal import Foundation
internal import LieAlgebras
public import Tensors

/// What `symmetron orbits` found, with all that its run folder holds.
public struct OrbitsReport: Sendable {
  /// What is known of the points and was not told to the method.
  public struct Truth: Sendable {
    /// The orbit of each row.
    public var orbits: [Int]
    /// What sets the orbits apart, a number for each row.
    public var invariants: [Double]

    /// The truth of rows.
    public init(orbits: [Int], invariants: [Double]) {
      (self.orbits, self.invariants) = (orbits, invariants)
    }
  }

  private let result: OrbitDiscovery.Result
  private let method: OrbitDiscovery
  private let labelNames: [String]
  private let classNames: [[String]]
  private let truth: Truth?
  private let regression: (solution: PairRegression.Solution, algebra: PairRegression.Algebra)?

  /// A report.
  ///
  /// - Parameters:
  ///   - labelNames: The names of the labels.
  ///   - classNames: The names of the classes of each.
  ///   - regression: What the regression found in a cloud, if it was asked for.
  public init(
    _ result: OrbitDiscovery.Result, method: OrbitDiscovery, labelNames: [String],
    classNames: [[String]], truth: Truth? = nil,
    regression: (solution: PairRegression.Solution, algebra: PairRegression.Algebra)? = nil
  ) {
    (self.result, self.method, self.labelNames) = (result, method, labelNames)
    (self.classNames, self.truth, self.regression) = (classNames, truth, regression)
  }

  /// The answer in one line.
  public var summary: String {
    let classes = result.classes.count
    let orbits = "\(result.orbits.count) orbits in \(classes) classes"
    if let (solution, algebra) = regression {
      let number = solution.count == 1 ? "1 generator" : "\(solution.count) generators"
      return solution.count == 0
        ? "no dominant generator; \(orbits)"
        : (algebra.name.map { "\($0): " } ?? "") + "\(number), by regression; \(orbits)"
    }
    guard let finding = result.common?.finding else { return "no generators; \(orbits)" }
    return "\(finding.summary); \(orbits)"
  }

  /// What `result.json` holds.
  public var document: OrbitsDocument {
    OrbitsDocument(
      summary: summary, orbitCount: result.orbits.count, classCount: result.classes.count,
      embedding: OrbitsDocument.Embedding(
        control: method.embedding.control.rawValue, labels: labelNames,
        accuracies: result.embedding.accuracies, epochs: result.embedding.history.count,
        points: result.orbitOf.count, right: result.embedding.isRight.count { $0 },
        width: result.embedding.points.shape[1]),
      orbits: result.orbits.map { orbit in
        OrbitsDocument.Orbit(
          classes: names(orbit.classes), points: orbit.rows.count, contrast: orbit.contrast,
          generators: orbit.generators?.finding.count,
          algebra: orbit.generators?.finding.name?.name,
          outcome: orbit.generators?.finding.outcome)
      },
      truth: truth.map { truth in
        let agreement = result.agreement(with: truth.orbits)
        return OrbitsDocument.Agreement(
          orbits: Set(truth.orbits).count, adjustedRandIndex: agreement.all,
          meanOfClasses: agreement.meanOfClasses, rightCounts: agreement.rightCounts)
      },
      generators: result.common.map { FindingDocument($0.finding) },
      regression: regression.map {
        GeneratorsDocument.Regression($0.solution, $0.algebra)
      },
      picture: result.picture.map {
        OrbitsDocument.Picture(
          perplexity: method.picture?.perplexity ?? 0, points: $0.rows.count,
          divergence: $0.divergence)
      })
  }

  /// What `arrays.npz` holds: numbers.
  public var arrays: [String: Tensor<Double>] {
    var arrays: [String: Tensor<Double>] = ["points": result.space]
    if let common = result.common { arrays.merge(common.finding.arrays) { $1 } }
    if let components = result.components { arrays["components"] = components }
    if let truth { arrays["invariants"] = Tensor(truth.invariants) }
    if let picture = result.picture { arrays["picture"] = picture.positions }
    if !result.drawn.isEmpty {
      let rows = result.drawn.map { result.embedding.points.row($0) }
      arrays["embedding"] = Tensor(
        rows.flatMap { $0.scalars.map(Double.init) },
        shape: [rows.count, result.embedding.points.shape[1]])
    }
    if let first = result.neighbourDistances.first {
      arrays["neighbour_distances"] = Tensor(
        result.neighbourDistances.flatMap { $0 },
        shape: [result.neighbourDistances.count, first.count])
    }
    if let (solution, algebra) = regression {
      arrays["standard_deviations"] = Tensor(solution.deviations)
      arrays["generators"] = algebra.generators
      arrays["principal_generators"] = solution.generators
    }
    if let generators = arrays["generators"], generators.shape[0] > 0, generators.shape[0] <= 32 {
      let starts = result.orbits.prefix(12).compactMap { $0.rows.first }
      if !starts.isEmpty {
        arrays["flow"] = GeneratorFlow.lines(
          of: generators, from: Tensor(stacking: starts.map(result.space.row)), steps: 60)
      }
    }
    return arrays
  }

  /// What `arrays.npz` holds: integers.
  public func integers(labels: [[Int]]) -> [String: [Int]] {
    var integers = ["orbits": result.orbitOf, "drawn_rows": result.drawn]
    for (number, label) in labels.enumerated() { integers["labels\(number + 1)"] = label }
    if let truth { integers["true_orbits"] = truth.orbits }
    return integers
  }

  /// What the terminal shows.
  public var text: String {
    var lines = classLines
    if let truth {
      let agreement = result.agreement(with: truth.orbits)
      lines.append(
        "truth       \(Set(truth.orbits).count) orbits, adjusted Rand index "
          + String(format: "%.4f", agreement.all) + " (mean of the classes "
          + String(format: "%.4f", agreement.meanOfClasses) + ")")
    }
    if let picture = result.picture {
      lines.append(
        "picture     \(picture.rows.count) points, Kullback–Leibler divergence "
          + String(format: "%.3f", picture.divergence))
    }
    lines.append("")
    if let (solution, algebra) = regression {
      lines += GeneratorsReport.lines(solution, algebra, size: result.coordinates.count)
    } else if let common = result.common {
      lines += "\(FindingText(common.finding))".split(
        separator: "\n", omittingEmptySubsequences: false
      ).dropLast().map(String.init)
    }
    return (lines + [summary]).joined(separator: "\n")
  }

  /// Classes are listed one by one up to this number.
  private static let listedClasses = 24

  private var classLines: [String] {
    var lines: [String] = []
    if !result.embedding.accuracies.isEmpty {
      let shares = zip(labelNames, result.embedding.accuracies)
        .map { "\($0) \(FindingNumber.percent($1))" }.joined(separator: ", ")
      lines.append(
        "classifier  \(result.embedding.history.count) epochs; right classes: \(shares)")
    }
    let counts = result.orbitCounts
    guard counts.count <= Self.listedClasses else {
      let groups = Dictionary(grouping: counts) { $0 }.sorted { $0.key < $1.key }
      let parts = groups.map { "\($0.key) in \($0.value.count)" }.joined(separator: ", ")
      return lines + ["orbits      \(parts) classes"]
    }
    for (classes, count) in zip(result.classes, counts) {
      let orbits = result.orbits.filter { $0.classes == classes }
      let each = orbits.map { orbit -> String in
        guard let finding = orbit.generators?.finding else { return "\(orbit.rows.count) points" }
        let answer =
          finding.count == 0
          ? "none" : (finding.name?.name ?? "\(finding.count)")
        return "\(orbit.rows.count) points (\(answer))"
      }
      let name = names(classes).joined(separator: ", ")
      lines.append(
        "\(labelNames.joined(separator: ", ")) \(name): \(count == 1 ? "1 orbit" : "\(count) orbits"), "
          + each.joined(separator: " and "))
    }
    return lines
  }

  private func names(_ classes: [Int]) -> [String] {
    zip(classNames, classes).map { $1 < $0.count ? $0[$1] : "\($1)" }
  }
}
