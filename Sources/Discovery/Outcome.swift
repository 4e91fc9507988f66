/// How far a finding can be trusted.
///
/// Numerical trouble is a value here, not an error.
public enum Outcome: String, Sendable, Codable, Equatable {
  /// The number of generators is certain at the requested level.
  case clear
  /// Another number of generators is possible; the alternatives are ranked.
  case ambiguous
  /// The noise is too large to tell symmetries from fields that are none; nothing is claimed.
  case undecided
  /// No field of the class is a symmetry.
  case noneFound
  /// Every field of the class is a symmetry: the oracle does not vary where it was sampled.
  case everything
  /// The oracle explains the labels too poorly for its symmetries to be those of the data.
  case poorFit

  /// Whether it says how many symmetries there are, certain or not.
  package var isAnswer: Bool {
    switch self {
    case .clear, .ambiguous, .noneFound: true
    case .undecided, .everything, .poorFit: false
    }
  }

  /// The same in doubt: what was certain no longer is.
  package var doubted: Outcome {
    switch self {
    case .clear: .ambiguous
    case .noneFound: .undecided
    case .ambiguous, .undecided, .everything, .poorFit: self
    }
  }
}
