public import Discovery
internal import Foundation
internal import LieAlgebras
internal import Tensors

/// What `symmetron orbits` found, with all that its run folder holds.
public struct OrbitsReport: Sendable {
  let result: OrbitDiscovery.Result
  private let method: OrbitDiscovery
  private let labelNames: [String]
  private let classNames: [[String]]
  let truth: Truth?
  let regression: CloudRegression?

  /// A report.
  ///
  /// - Parameters:
  ///   - labelNames: The names of the labels.
  ///   - classNames: The names of the classes of each.
  ///   - regression: What the regression found in a cloud, if it was asked for.
  public init(
    _ result: OrbitDiscovery.Result, method: OrbitDiscovery, labelNames: [String],
    classNames: [[String]], truth: Truth? = nil,
    regression: CloudRegression? = nil
  ) {
    (self.result, self.method, self.labelNames) = (result, method, labelNames)
    (self.classNames, self.truth, self.regression) = (classNames, truth, regression)
  }

  /// The answer in one line.
  public var summary: String {
    let classes = result.classes.count
    let orbits = "\(result.orbits.count) orbits in \(classes) classes"
    if let regression {
      let (solution, algebra) = (regression.solution, regression.algebra)
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
      invariant: truth?.invariant,
      truth: sought.map { truth in
        let agreement = result.agreement(with: truth.orbits)
        return OrbitsDocument.Agreement(
          orbits: Set(truth.orbits).count, adjustedRandIndex: agreement.all,
          meanOfClasses: agreement.meanOfClasses, rightCounts: agreement.rightCounts)
      },
      generators: result.common.map { FindingDocument($0.finding) },
      regression: regression.map {
        GeneratorsDocument.Regression(
          $0.solution, $0.algebra, coordinates: result.coordinates)
      },
      picture: result.picture.map {
        OrbitsDocument.Picture(
          perplexity: method.picture?.perplexity ?? 0, points: $0.rows.count,
          divergence: $0.divergence)
      })
  }

  /// What the terminal shows.
  public var text: String {
    var lines = classLines
    if let truth = sought {
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
    if let regression {
      lines += GeneratorsReport.lines(
        regression.solution, regression.algebra, size: result.coordinates.count)
    } else if let common = result.common {
      lines += "\(FindingText(common.finding))".split(
        separator: "\n", omittingEmptySubsequences: false
      ).dropLast().map(String.init)
    }
    return (lines + [summary]).joined(separator: "\n")
  }

  /// The truth, if the orbits are meant to be those.
  private var sought: Truth? { truth.flatMap { $0.isSought ? $0 : nil } }

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
