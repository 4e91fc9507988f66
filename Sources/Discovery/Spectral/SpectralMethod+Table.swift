public import Datasets
internal import Oracles
internal import Tensors

extension SpectralMethod {
  /// The share of variance that a fit must explain before its symmetries are called those of the data.
  public static let leastExplained = 0.5
  /// The relative violation that the normal equations' rounding leaves in exact data.
  static let regressionTolerance = 1e-6
  /// The number of rows at which the fitted gradients are taken.
  static let tableSamples = 4000

  /// The symmetries of a table's targets as functions of its features.
  ///
  /// Polynomials are fitted to the (relabelled) targets; their gradients, with the spread of ten
  /// resamplings, give the invariance equations and their noise. A symmetry that a fit of higher
  /// degree refutes is not believed: that fit is used instead.
  ///
  /// - Parameters:
  ///   - degree: The polynomial degree; nil chooses it on held-out rows.
  /// - Throws: `.tooFewRows`, `.noFeatures`.
  public func solve(
    _ data: LabelledData, degree: Int? = nil
  ) throws(DiscoveryError) -> TableSolution {
    var ignored: [String] = []
    while true {
      let fit: PolynomialFit
      do {
        fit = try PolynomialFit(
          data, degree: degree, excluding: Set(ignored), seed: seed, threads: threads)
      } catch {
        throw DiscoveryError(error)
      }
      let points = Self.points(of: data, scaling: fit.scaling)
      let jacobians = PolynomialJacobians(basis: fit.basis, at: points)
      let worst = fit.outputs.map(\.explained).min() ?? 0
      if worst >= Self.leastExplained {
        let more = Self.ignorable(fit, jacobians)
        if !more.isEmpty, more.count < fit.featureNames.count {
          ignored += more
          continue
        }
      }
      return judged(fit, jacobians, ignored: ignored, worst: worst)
    }
  }

  private func judged(
    _ fit: PolynomialFit, _ jacobians: PolynomialJacobians, ignored: [String], worst: Double
  ) -> TableSolution {
    var remarks: [String] = []
    var models = fit.models
    var checks = fit.outputs.map(\.check)
    var solution = solve(models, jacobians, fit: fit)
    if solution.certificate.count > 0, isRefuted(solution, models, checks, jacobians, fit) {
      remarks.append(
        "the symmetries of the degree-\(models.map(\.degree).max() ?? 0) fit are refuted by terms of "
          + "higher degree, which were used instead")
      models = zip(models, checks).map { $1 ?? $0 }
      checks = checks.map { _ in nil }
      solution = solve(models, jacobians, fit: fit)
    }
    var outcome = solution.outcome
    if worst < Self.leastExplained {
      outcome = .poorFit
      let share = (max(0, worst) * 1000).rounded() / 10
      remarks.append(
        "polynomials explain only \(share) % of the target's variance on held-out rows, so their "
          + "symmetries need not be those of the data")
    } else if let caution = caution(solution, fit.scaling, fit.featureNames) {
      outcome = outcome.doubted
      remarks.append(caution)
    } else if outcome == .clear, checks.contains(where: { $0 == nil }) {
      outcome = .ambiguous
      remarks.append("there are too few rows to test the fit against one of higher degree")
    }
    return TableSolution(
      fits: fit.summaries, scaling: fit.scaling, featureNames: fit.featureNames,
      solution: solution, ignored: ignored, remarks: remarks, outcome: outcome, fields: fields)
  }

  /// Points at which gradients are taken: rows evenly spread over the table, standardised, `[N, n]`.
  static func points(of data: LabelledData, scaling: FeatureScaling) -> Tensor<Double> {
    guard data.count > tableSamples else {
      return scaling.apply(data.features(0..<data.count))
    }
    var rows: [Double] = []
    for i in 0..<tableSamples {
      let row = i * data.count / tableSamples
      rows += data.features(row..<row + 1).scalars
    }
    return scaling.apply(Tensor(rows, shape: [tableSamples, data.featureNames.count]))
  }

  /// The points in the coordinates of the fields: scaled, and for linear fields not shifted.
  func coordinates(_ points: Tensor<Double>, _ scaling: FeatureScaling) -> Tensor<Double> {
    guard fields == .linear else { return points }
    var x = points
    for i in 0..<x.shape[0] {
      for a in 0..<x.shape[1] { x[i, a] += scaling.shift[a] / scaling.scale[a] }
    }
    return x
  }

  private func solve(
    _ models: [PolynomialFit.Model], _ jacobians: PolynomialJacobians, fit: PolynomialFit
  ) -> SpectralSolution {
    solve(
      fitted: jacobians(models.map(\.coefficients)),
      deviations: models[0].deviations.indices.map { fold in
        jacobians(models.map { $0.deviations[fold] })
      }, at: jacobians.points, fit.scaling, fit.featureNames)
  }

  /// The symmetries of a fitted function.
  ///
  /// - Parameters:
  ///   - fitted: Its Jacobians at `points`, `[N, outputs, n]`.
  ///   - deviations: Jacobians whose outer products add up to the covariance of the fitted ones.
  ///   - points: Standardised, `[N, n]`.
  ///   - scales: What to divide the equations by, given the points in the coordinates of the fields; nil for
  ///     the scale known beforehand.
  func solve(
    fitted: Tensor<Double>, deviations: [Tensor<Double>], at points: Tensor<Double>,
    _ scaling: FeatureScaling, _ featureNames: [String],
    dividingBy scales: ((_ x: Tensor<Double>) -> [Double])? = nil
  ) -> SpectralSolution {
    let layout = PointLayout(coordinates: featureNames)
    let x = coordinates(points, scaling)
    let noisy = NoisyEquations(
      fitted: fitted, deviations: deviations, at: x, layout: layout, fields: fields,
      dividingBy: scales?(x), tolerance: max(tolerance, Self.regressionTolerance))
    var rng = Philox(seed: seed)
    let space = NullSpace(of: noisy.equations, using: &rng)
    let found = noisy.candidates(space, rule: rule)
    let count = found.first?.count ?? 0
    let trials = nullTrials(
      for: space, count: count, jacobians: fitted, samples: x, layout: layout)
    return SpectralSolution(
      space: space, equations: noisy.equations, count: count, floor: noisy.floor,
      samples: x.shape[0], freshResidual: nil, nullTrials: trials,
      support: noisy.support(rule: rule, seed: seed, threads: threads), candidates: found,
      certainty: certainty, isExact: false)
  }
}
