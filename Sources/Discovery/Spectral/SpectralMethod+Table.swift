public import Datasets
public import Oracles
public import Tensors

/// What the spectral method found in a labelled table.
public struct TableSolution: Sendable {
  /// The fit whose symmetries were sought.
  public let fit: PolynomialFit
  /// Spectrum, count and certificate, in scaled coordinates.
  public let solution: SpectralSolution
  /// Features on which the targets do not depend within the noise; they were left out.
  public let ignored: [String]
  /// Why the outcome is less than clear, in sentences for a person.
  public let remarks: [String]
  /// The outcome, with the fit's own quality taken into account.
  public let outcome: Outcome

  private let fields: FieldClass

  init(
    fit: PolynomialFit, solution: SpectralSolution, ignored: [String], remarks: [String],
    outcome: Outcome, fields: FieldClass
  ) {
    (self.fit, self.solution, self.ignored) = (fit, solution, ignored)
    (self.remarks, self.outcome, self.fields) = (remarks, outcome, fields)
  }

  /// Between the scaled coordinates of the solution and those of the table.
  var change: CoordinateChange {
    CoordinateChange(fields: fields, shift: fit.scaling.shift, scale: fit.scaling.scale)
  }

  /// The fields as they were solved for, neither refined nor rounded, in the table's coordinates,
  /// `[d, n, B]`.
  public var rawFields: Tensor<Double> {
    let n = fit.featureNames.count
    return change.original(
      solution.fields.reshaped([solution.certificate.count, n, fields.monomials(dimension: n)]))
  }
}

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
    } else if outcome == .clear, checks.contains(where: { $0 == nil }) {
      outcome = .ambiguous
      remarks.append("there are too few rows to test the fit against one of higher degree")
    }
    return TableSolution(
      fit: fit, solution: solution, ignored: ignored, remarks: remarks, outcome: outcome,
      fields: fields)
  }

  /// Points at which gradients are taken: rows evenly spread over the table, standardised, `[N, n]`.
  private static func points(of data: LabelledData, scaling: FeatureScaling) -> Tensor<Double> {
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
  private func coordinates(_ points: Tensor<Double>, _ scaling: FeatureScaling) -> Tensor<Double> {
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
    let layout = PointLayout(coordinates: fit.featureNames)
    let x = coordinates(jacobians.points, fit.scaling)
    let fitted = jacobians(models.map(\.coefficients))
    let noisy = NoisyEquations(
      fitted: fitted,
      deviations: models[0].deviations.indices.map { fold in
        jacobians(models.map { $0.deviations[fold] })
      }, at: x, layout: layout, fields: fields,
      tolerance: max(tolerance, Self.regressionTolerance))
    let q = noisy.equations.unknowns
    var rng = Philox(seed: seed)
    let space = NullSpace(of: noisy.equations, using: &rng)
    let found = noisy.candidates(space, rule: rule)
    let count = found.first?.count ?? 0
    let trials = q <= Self.nullTrialLimit && count > 0 && count < q ? nullTrials : 0
    let below =
      trials == 0
      ? 0
      : NullTrials(trials: trials, seed: seed, threads: threads).below(
        ratio: space.values[count - 1] / space.largest, count: count,
        jacobians: fitted, samples: x, layout: layout, fields: fields)
    return SpectralSolution(
      space: space, equations: noisy.equations, count: count, floor: noisy.floor,
      samples: x.shape[0], freshResidual: nil, nullTrials: (trials, below),
      support: noisy.support(rule: rule, seed: seed, threads: threads), candidates: found,
      certainty: certainty, isExact: false)
  }

  /// Whether some output, fitted to higher degree, changes along a field that was found.
  private func isRefuted(
    _ solution: SpectralSolution, _ models: [PolynomialFit.Model],
    _ checks: [PolynomialFit.Model?], _ jacobians: PolynomialJacobians, _ fit: PolynomialFit
  ) -> Bool {
    let n = fit.featureNames.count
    let b = fields.monomials(dimension: n)
    let x = coordinates(jacobians.points, fit.scaling)
    var monomials = Tensor<Double>.zeros([x.shape[0], b])
    x.scalars.withUnsafeBufferPointer { x in
      monomials.scalars.withUnsafeMutableBufferPointer { φ in
        guard let x = x.baseAddress, let φ = φ.baseAddress else { return }
        for i in 0..<jacobians.points.shape[0] {
          fields.evaluate(x + i * n, dimension: n, into: φ + i * b)
        }
      }
    }
    let size = monomials.dot(monomials) / Double(x.shape[0])
    for (model, check) in zip(models, checks) {
      guard let check else { continue }
      let gradient = jacobians([model.coefficients])
      let typical =
        gradient.dot(gradient) / Double(x.shape[0]) * size / Double(n * b)
      for g in 0..<solution.certificate.count {
        let field = solution.fields.row(g).reshaped([n, b])
        let changes = jacobians.changes(along: monomials.matmul(field, transposed: .right))
        let deviations = LackOfFit.deviations(of: check, changes: changes, typical: typical)
        if deviations > LackOfFit.threshold { return true }
      }
    }
    return false
  }

  /// The features along which no output changes by more than its noise.
  private static func ignorable(
    _ fit: PolynomialFit, _ jacobians: PolynomialJacobians
  ) -> [String] {
    let n = fit.featureNames.count
    let samples = jacobians.points.shape[0]
    return (0..<n).filter { a in
      var direction = Tensor<Double>.zeros([samples, n])
      for i in 0..<samples { direction[i, a] = 1 }
      let changes = jacobians.changes(along: direction)
      return fit.outputs.allSatisfy { output in
        let gradient = jacobians([output.model.coefficients])
        let typical = gradient.dot(gradient) / Double(samples)
        let change = changes.matmul(Tensor(output.model.coefficients))
        let share = change.dot(change) / Double(samples) / max(typical, .leastNormalMagnitude)
        return share < ignorableShare
          && LackOfFit.deviations(of: output.model, changes: changes, typical: typical) < 2
          && output.check.map {
            LackOfFit.deviations(of: $0, changes: changes, typical: typical) < LackOfFit.threshold
          } ?? true
      }
    }.map { fit.featureNames[$0] }
  }

  /// The largest share of the squared gradient that an ignored feature may carry.
  private static let ignorableShare = 0.01
}

extension DiscoveryError {
  init(_ error: RegressionError) {
    switch error {
    case .tooFewRows(let rows, let needed, let degree):
      self = .tooFewRows(rows: rows, needed: needed, degree: degree)
    case .noFeatures: self = .noFeatures
    }
  }
}
