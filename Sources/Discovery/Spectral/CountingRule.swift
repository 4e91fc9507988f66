/// How many small singular values are symmetries and not noise.
///
/// A value is a candidate for the last symmetry if it is within reach of the noise floor and the next
/// one is clearly higher; values below half the floor are lifted to it first, since the spread of
/// noise over many decades says nothing. If even the smallest value stands above the noise, there is
/// no symmetry.
///
/// The four constants were fixed on 1200 trials with learned oracles (none wrong) and then judged on
/// 24 fresh cells (docs/Spectral.md); they are dimensionless.
public struct CountingRule: Sendable {
  /// The least ratio of neighbouring values that ends the symmetries.
  ///
  /// Too small splits noise into symmetries; too large misses ill-conditioned ones.
  public var leastRatio = 1.4
  /// Values below this multiple of the floor are lifted to it.
  public var clip = 0.5
  /// There is a symmetry only if the smallest value is at most this multiple of the floor.
  public var presence = 2.0
  /// Every symmetry's value is at most this multiple of the floor.
  public var membership = 3.0

  /// The rule with its published constants.
  public init() {}

  /// A possible number of generators.
  public struct Candidate: Sendable, Equatable {
    /// The number of generators.
    public let count: Int
    /// The (clipped) ratio by which the spectrum rises after them.
    public let ratio: Double
  }

  /// The possible numbers of generators, likeliest first; empty if there is no symmetry.
  ///
  /// - Parameters:
  ///   - values: Singular values, increasing, all or the smallest ones.
  ///   - floor: The noise floor in the same units.
  ///   - noise: The noise of each value, where it is known and differs between fields; it counts where
  ///     it exceeds the floor.
  ///   - isPartial: Whether there are larger values that are not listed.
  public func candidates(
    values: [Double], floor: Double, noise: [Double]? = nil, isPartial: Bool = false
  ) -> [Candidate] {
    guard let smallest = values.first, let last = values.last else { return [] }
    let levels = noise.map { $0.map { max($0, floor) } } ?? values.map { _ in floor }
    if !isPartial, last <= presence * floor {
      return [Candidate(count: values.count, ratio: .infinity)]
    }
    guard smallest <= presence * levels[0] else { return [] }
    let lifted = values.map { max($0, clip * floor) }
    return (1..<max(1, values.count))
      .filter { values[$0 - 1] <= membership * levels[$0 - 1] }
      .map { Candidate(count: $0, ratio: lifted[$0] / lifted[$0 - 1]) }
      .filter { $0.ratio >= leastRatio }
      .sorted { $0.ratio > $1.ratio }
  }
}
