/// The numbers behind a count of generators.
public struct Certificate: Sendable, Codable {
  /// The number of generators counted.
  public var count: Int
  /// Samples and equations that were used.
  public var samples: Int
  /// The number of invariance equations.
  public var equations: Int
  /// The largest singular value that counts as a symmetry; 0 if there is none.
  public var lastSymmetry: Double
  /// The smallest singular value that does not; nil if there is none.
  public var firstBroken: Double?
  /// The noise floor of the singular values.
  public var noiseFloor: Double
  /// `firstBroken / lastSymmetry`, the rise of the spectrum after the last symmetry.
  public var gap: Double?
  /// The worst violation by a generator at samples that were not used to find it, relative to the
  /// violation by a random field.
  public var freshResidual: Double?
  /// Trials with gradients of random direction, and how many had as small a spectrum.
  public var nullTrials: Int
  /// How many null trials had `count` singular values as small, relative to the largest, as observed.
  public var nullTrialsBelow: Int
  /// The share of resamplings that gave the same count; 1 for an exact oracle.
  public var support: Double
  /// Other possible counts, likeliest first.
  public var alternatives: [Alternative]

  /// Another possible number of generators.
  public struct Alternative: Sendable, Codable, Equatable {
    /// The number of generators.
    public var count: Int
    /// The ratio by which the spectrum rises after them.
    public var ratio: Double
    /// The share of resamplings that gave this count.
    public var support: Double
  }
}
