internal import RealModule

/// A ratio of two independent mean squares, which follows an F distribution if they have one mean.
///
/// Source: Paulson, *An approximate normalization of the analysis of variance distribution* (1942).
package struct FisherRatio: Sendable {
  private let ratio: Double
  private let above: Double
  private let below: Double

  /// A ratio with the degrees of freedom of its numerator and denominator.
  package init(_ ratio: Double, above: Double, below: Double) {
    (self.ratio, self.above, self.below) = (ratio, above, below)
  }

  /// The standard normal deviate with (nearly) the same probability of being exceeded.
  package var normalDeviate: Double {
    guard ratio.isFinite else { return .infinity }
    let (a, b) = (2 / (9 * above), 2 / (9 * below))
    let root = Double.root(max(0, ratio), 3)
    return ((1 - b) * root - (1 - a)) / (b * root * root + a).squareRoot()
  }
}
