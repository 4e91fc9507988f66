internal import Oracles

/// Why a search for symmetries cannot start. (Trouble on the way is an ``Outcome``.)
public enum DiscoveryError: Error, Equatable {
  /// The oracle is not finite at this share of random samples, of which one is given.
  case undefined(share: Double, sample: [Double])
  /// Fewer rows of data than the fit has unknowns.
  case tooFewRows(rows: Int, needed: Int, degree: Int)
  /// After setting constant and dependent features aside, nothing is left that could move.
  case noFeatures
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
