public import Oracles
public import Tensors

/// What the spectral method found in a labelled table.
public struct TableSolution: Sendable {
  /// What was fitted, whose symmetries were sought.
  public let fits: [FitSummary]
  /// How features were standardised, and which were set aside.
  public let scaling: FeatureScaling
  /// The names of the features that are used.
  public let featureNames: [String]
  /// The networks, if they are what was fitted.
  public let networks: NetworkFit?
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
    fits: [FitSummary], networks: NetworkFit? = nil, scaling: FeatureScaling,
    featureNames: [String], solution: SpectralSolution, ignored: [String], remarks: [String],
    outcome: Outcome, fields: FieldClass
  ) {
    (self.fits, self.networks, self.scaling) = (fits, networks, scaling)
    (self.featureNames, self.solution, self.ignored) = (featureNames, solution, ignored)
    (self.remarks, self.outcome, self.fields) = (remarks, outcome, fields)
  }

  /// Between the scaled coordinates of the solution and those of the table.
  var change: CoordinateChange {
    CoordinateChange(fields: fields, shift: scaling.shift, scale: scaling.scale)
  }

  /// The fields as they were solved for, neither refined nor rounded, in the table's coordinates,
  /// `[d, n, B]`.
  public var rawFields: Tensor<Double> {
    let n = featureNames.count
    return change.original(
      solution.fields.reshaped([solution.certificate.count, n, fields.monomials(dimension: n)]))
  }
}
