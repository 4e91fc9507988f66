internal import Oracles

/// Why a search for symmetries cannot start. (Trouble on the way is an ``Outcome``.)
public enum DiscoveryError: Error, Equatable {
  /// The oracle is not finite at this share of random samples, of which one is given.
  case undefined(share: Double, sample: [Double])
  /// Fewer rows of data than the fit has unknowns.
  case tooFewRows(rows: Int, needed: Int, degree: Int)
  /// Fewer rows of data than networks are trained on.
  case tooFewRowsForNetwork(rows: Int, needed: Int)
  /// A fit in this number of features has more unknowns than are solved for.
  case tooManyUnknowns(Int, features: Int)
  /// A target has more classes than are told apart.
  case tooManyClasses(Int, target: String)
  /// After setting constant and dependent features aside, nothing is left that could move.
  case noFeatures
  /// Paired clouds have other numbers of points; clouds are counted from 1.
  case unequalClouds(rows: Int, otherRows: Int, cloud: Int)
  /// A cloud has fewer points than directions can be told from.
  case tooFewPoints(points: Int, needed: Int)
  /// A point, counted from 1 as its cloud is, is not finite.
  case nonFinitePoint(row: Int, cloud: Int)
  /// Two rows, counted from 1, are one point.
  case duplicatePoints(first: Int, second: Int)
  /// A point lies at the origin, which linear motions leave in place.
  case pointAtOrigin(row: Int, cloud: Int)
  /// A cloud has fewer dimensions than components are to be kept.
  case reduction(components: Int, dimension: Int)
  /// Too few pairs of points are near each other; with `wouldDo` there would be enough.
  case tooFewPairs(epsilon: Double, pairs: Int, wouldDo: Double)
}

extension DiscoveryError {
  init(_ error: RegressionError) {
    switch error {
    case .tooFewRows(let rows, let needed, let degree):
      self = .tooFewRows(rows: rows, needed: needed, degree: degree)
    case .tooFewRowsForNetwork(let rows, let needed):
      self = .tooFewRowsForNetwork(rows: rows, needed: needed)
    case .tooManyUnknowns(let unknowns, let features):
      self = .tooManyUnknowns(unknowns, features: features)
    case .tooManyClasses(let classes, let target):
      self = .tooManyClasses(classes, target: target)
    case .noFeatures: self = .noFeatures
    }
  }
}
