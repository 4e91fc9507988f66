internal import Foundation

/// A real function of one real number, with its derivative.
enum Elementary: String, CaseIterable, Sendable {
  case sin
  case cos
  case tan
  case asin
  case acos
  case atan
  case sinh
  case cosh
  case tanh
  case exp
  case log
  case sqrt
  case abs
  case sign

  /// The value `f(x)` and the slope `f′(x)`; the slopes of `abs` and `sign` at 0 are 0.
  func valueAndSlope(_ x: Double) -> (value: Double, slope: Double) {
    switch self {
    case .sin: return (Foundation.sin(x), Foundation.cos(x))
    case .cos: return (Foundation.cos(x), -Foundation.sin(x))
    case .tan:
      let y = Foundation.tan(x)
      return (y, 1 + y * y)
    case .asin: return (Foundation.asin(x), 1 / ((1 - x) * (1 + x)).squareRoot())
    case .acos: return (Foundation.acos(x), -1 / ((1 - x) * (1 + x)).squareRoot())
    case .atan: return (Foundation.atan(x), 1 / (1 + x * x))
    case .sinh: return (Foundation.sinh(x), Foundation.cosh(x))
    case .cosh: return (Foundation.cosh(x), Foundation.sinh(x))
    case .tanh:
      let c = Foundation.cosh(x)  // 1 − tanh² loses every digit for large x, 1/cosh² none
      return (Foundation.tanh(x), 1 / (c * c))
    case .exp:
      let y = Foundation.exp(x)
      return (y, y)
    case .log: return (Foundation.log(x), 1 / x)
    case .sqrt:
      let y = x.squareRoot()
      return (y, 0.5 / y)
    case .abs: return (x.magnitude, Self.signum(x))
    case .sign: return (Self.signum(x), 0)
    }
  }

  private static func signum(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }
}
