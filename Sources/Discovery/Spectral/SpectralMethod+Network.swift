public import Datasets
public import Oracles
internal import Tensors

extension SpectralMethod {
  /// The unexplained share of a polynomial fit above which networks are tried.
  static let unexplainedShare = 0.01
  /// Networks are preferred if they leave less than this share of what polynomials leave.
  static let improvement = 0.8
  /// The symmetries of a table's targets as functions of its features.
  ///
  /// - Parameters:
  ///   - oracle: What is fitted to the targets.
  ///   - report: Told how the training of networks goes on; called by several threads.
  /// - Throws: `.tooFewRows`, `.tooFewRowsForNetwork`, `.tooManyUnknowns`, `.tooManyClasses`,
  ///   `.noFeatures`.
  public func solve(
    _ data: LabelledData, oracle: TableOracle,
    report: @escaping @Sendable (NetworkFit.Event) -> Void = { _ in }
  ) throws(DiscoveryError) -> TableSolution {
    switch oracle {
    case .polynomial(let degree): return try solve(data, degree: degree)
    case .network(let settings): return try solve(data, networks: settings, report)
    case .automatic(let settings):
      let polynomial: TableSolution
      do { polynomial = try solve(data) } catch {
        // Networks need fewer rows and stand more features.
        guard let learned = try? solve(data, networks: settings, report) else { throw error }
        return learned
      }
      guard polynomial.isWorthLearning, data.count >= NetworkFit.fewestRows else {
        return polynomial
      }
      let learned = try solve(data, networks: settings, report)
      let (left, leftByPolynomials) = (1 - learned.explained, 1 - polynomial.explained)
      // Networks that explain more refute the polynomial; of two that explain alike, one may decide.
      let isBetter =
        left < Self.improvement * leftByPolynomials
        || !polynomial.outcome.isAnswer && learned.outcome.isAnswer
      return isBetter ? learned : polynomial
    }
  }

  private func solve(
    _ data: LabelledData, networks settings: NetworkFitSettings,
    _ report: @escaping @Sendable (NetworkFit.Event) -> Void
  ) throws(DiscoveryError) -> TableSolution {
    let all: NetworkFit
    do {
      all = try NetworkFit(data, settings: settings, seed: seed, threads: threads, report: report)
    } catch {
      throw DiscoveryError(error)
    }
    let allPoints = Self.points(of: data, scaling: all.scaling)
    let learned = all.jacobians(at: allPoints, threads: threads)
    let used = Self.used(learned)
    let (mean, deviations) = (
      learned.mean.columns(used), learned.deviations.map { $0.columns(used) }
    )
    let (names, scaling) = (used.map { all.featureNames[$0] }, all.scaling.restricted(to: used))
    let solution = solve(
      fitted: mean, deviations: deviations, at: allPoints.columns(used), scaling, names,
      dividingBy: { scales(mean, deviations, learned.weights, at: $0) })
    let (outcome, remarks) = judged(all, scaling, names, solution)
    return TableSolution(
      fits: all.summaries, networks: all, scaling: scaling, featureNames: names,
      solution: solution, ignored: all.featureNames.filter { !names.contains($0) },
      remarks: remarks, outcome: outcome, fields: fields)
  }

  /// How far to trust a solution, with the networks' own quality taken into account.
  private func judged(
    _ fit: NetworkFit, _ scaling: FeatureScaling, _ names: [String], _ solution: SpectralSolution
  ) -> (outcome: Outcome, remarks: [String]) {
    var remarks = fit.outputs.flatMap { output in
      output.divergences.map {
        "network \($0.network + 1) of half \($0.half + 1) that learned \(output.target) diverged in epoch "
          + "\($0.epoch), step \($0.step), and its last finite state was used: try another --seed"
      }
    }
    let worst = fit.outputs.map { $0.explained.min() ?? 0 }.min() ?? 0
    if worst < Self.leastExplained {
      let share = (max(0, worst) * 1000).rounded() / 10
      remarks.append(
        "networks explain only \(share) % of the target on held-out rows, so their symmetries need "
          + "not be those of the data")
      return (.poorFit, remarks)
    }
    var outcome = remarks.isEmpty ? solution.outcome : solution.outcome.doubted
    let c = solution.certificate
    // Both halves can agree on an error, but hardly on one that is larger than their difference.
    if outcome == .clear, c.lastSymmetry > Self.largestViolation * c.noiseFloor {
      outcome = .ambiguous
      remarks.append(
        "the last generator is violated by more than the noise explains: it may be broken weakly; compare "
          + "other --seed, or --oracle polynomial")
    }
    if let caution = caution(solution, scaling, names) {
      outcome = outcome.doubted
      remarks.append(caution)
    }
    return (outcome, remarks)
  }
}

extension SpectralMethod {
  /// A symmetry of networks is not called certain if it is violated by so many times the noise floor.
  fileprivate static let largestViolation = 1.5
}

extension TableSolution {
  /// The share of the targets that is explained on held-out rows, of that explained worst.
  var explained: Double { fits.map(\.explained).min() ?? 0 }

  /// Whether polynomials left so much that networks should be tried.
  fileprivate var isWorthLearning: Bool { explained < 1 - SpectralMethod.unexplainedShare }
}
