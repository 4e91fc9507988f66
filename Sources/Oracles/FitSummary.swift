/// What was fitted to a target, and how well, for reports.
public struct FitSummary: Sendable, Equatable {
  /// What was fitted: `mass²`.
  public let output: String
  /// What it was fitted by.
  public let model: Model
  /// The share of variance, or of the deviance of classes, explained on held-out rows.
  public let explained: Double
  /// The share of held-out rows whose class is right; nil for numbers.
  public let accuracy: Double?
  /// The rows that the fit saw.
  public let rows: Int

  /// A kind of function.
  public enum Model: Sendable, Equatable {
    /// A polynomial, with the explained share for degrees 1, 2, ….
    case polynomial(degree: Int, explainedByDegree: [Double])
    /// Networks with these layers, each trained on a part of the rows.
    case network(layers: [Int], count: Int)
  }
}

extension PolynomialFit {
  /// What was fitted, for reports.
  public var summaries: [FitSummary] {
    outputs.map {
      FitSummary(
        output: $0.description,
        model: .polynomial(degree: $0.degree, explainedByDegree: $0.explainedByDegree),
        explained: $0.explained, accuracy: nil, rows: rows)
    }
  }
}
