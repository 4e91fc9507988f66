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
