/// Why a search for flows cannot start. (Trouble on the way is an ``Outcome``.)
public enum FlowError: Error, Equatable {
  /// The samples are all of one class.
  case oneClass(String)
  /// As many latent coordinates as the samples have features, or more.
  case latentTooLarge(latent: Int, features: Int)
  /// More fields than can be independent at a point of this dimension, or than the class of fields has.
  case tooManyGenerators(Int, dimension: Int, most: Int)
  /// The oracle gives the same everywhere: every field would be a symmetry.
  case constantOracle
  /// This cannot be combined with finite steps.
  case finiteSteps(String)
  /// This cannot be combined with the projection.
  case projection(String)
  /// Fewer samples than are needed.
  case tooFewSamples(Int, needed: Int)
  /// The formula has several points, and fields act on one.
  case severalPoints(Int)
}

extension FlowError: CustomStringConvertible {
  /// What happened, then what to try.
  public var description: String {
    switch self {
    case .oneClass(let name):
      "all samples are of class '\(name)': an oracle needs two. Choose more classes."
    case .latentTooLarge(let latent, let features):
      "\(latent) latent coordinates for samples of \(features) numbers squeeze nothing. Choose fewer, or "
        + "'none' to stay in the data space."
    case .tooManyGenerators(let count, let dimension, let most):
      "\(count) fields in \(dimension) dimensions: at most \(most) can be independent. Ask for fewer, or for "
        + "'auto'."
    case .constantOracle:
      "the oracle gives the same at all points: every field would leave it unchanged."
    case .finiteSteps(let what):
      "finite steps do not go with \(what). Leave out --epsilon and --finite, or choose another."
    case .projection(let what):
      "the projection onto the null space does not go with \(what). Choose --constraint soft."
    case .tooFewSamples(let count, let needed):
      "\(count) samples are too few: at least \(needed) are needed."
    case .severalPoints(let points):
      "the formula has \(points) points; flows are sought for functions of one."
    }
  }
}
