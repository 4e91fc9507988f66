internal import RealModule

/// A one-to-one relabelling of the level sets of a target.
///
/// Level sets, and so symmetries, do not change when labels are renamed; but a mass is no polynomial
/// of the momenta while its square is. The fit tries each and keeps the one it explains best.
public enum LabelTransform: String, Sendable, Codable, CaseIterable {
  /// The label itself.
  case identity
  /// `y²`, for labels of one sign.
  case square
  /// `√y`, for non-negative labels.
  case squareRoot
  /// `ln |y|`, for labels of one sign.
  case logarithm
  /// `1/y`, for labels of one sign.
  case reciprocal
  /// `1/y²`, for labels of one sign.
  case reciprocalSquare
  /// `exp(y/s)` with `s` the spread of the labels.
  case exponential
  /// Scores of classes, or of twenty equally populated ranges of a numeric label, that a polynomial
  /// predicts best: the first canonical variate. Needs nothing but which labels are equal.
  case canonical

  /// The transform as a person writes it, of a target called `name`.
  public func described(_ name: String) -> String {
    switch self {
    case .identity: name
    case .square: "\(name)²"
    case .squareRoot: "√\(name)"
    case .logarithm: "ln \(name)"
    case .reciprocal: "1/\(name)"
    case .reciprocalSquare: "1/\(name)²"
    case .exponential: "exp(\(name))"
    case .canonical: "level sets of \(name)"
    }
  }

  /// The transforms that are tried for numeric labels.
  static let analytic: [LabelTransform] = [
    .identity, .square, .squareRoot, .logarithm, .reciprocal, .reciprocalSquare, .exponential,
  ]

  /// The transformed label; NaN outside the transform's domain, where it is not one-to-one.
  ///
  /// - Parameters:
  ///   - sign: The common sign of the labels, or 0.
  ///   - spread: A typical size of the labels' variation.
  func apply(_ y: Double, sign: Double, spread: Double) -> Double {
    switch self {
    case .identity: return y
    case .squareRoot: return y >= 0 ? y.squareRoot() : .nan
    case .exponential: return .exp(y / spread)
    case .canonical: return .nan
    default:
      guard y * sign > 0 else { return self == .square && y == 0 && sign != 0 ? 0 : .nan }
      switch self {
      case .square: return y * y
      case .logarithm: return .log(y.magnitude)
      case .reciprocal: return 1 / y
      default: return 1 / (y * y)
      }
    }
  }
}
