/// The functions that a formula may call.
enum FormulaFunction: Equatable {
  /// Of one real number (and `exp` of a complex one).
  case elementary(Elementary)
  case atan2
  case minimum
  case maximum
  case power
  /// `conj`, `re`, `im`: of a number or, component by component, of a vector.
  case conjugate
  case real
  case imaginary
  /// √Σ|xᵢ|².
  case norm
  /// Σ xᵢ yᵢ, without conjugation.
  case dot
  /// Σ conj(zᵢ) wᵢ.
  case inner
  case cross
  /// Of n vectors of n components.
  case determinant

  /// Every name, with what it means.
  static let all: [String: FormulaFunction] = {
    var all: [String: FormulaFunction] = [
      "ln": .elementary(.log), "atan2": .atan2, "min": .minimum, "max": .maximum, "pow": .power,
      "conj": .conjugate, "re": .real, "im": .imaginary, "norm": .norm, "dot": .dot,
      "inner": .inner, "cross": .cross, "det": .determinant,
    ]
    for function in Elementary.allCases { all[function.rawValue] = .elementary(function) }
    return all
  }()

  /// How many arguments it takes.
  var arguments: ClosedRange<Int> {
    switch self {
    case .elementary, .conjugate, .real, .imaginary, .norm: 1...1
    case .atan2, .power, .dot, .inner, .cross: 2...2
    case .minimum, .maximum: 2...Int.max
    case .determinant: 1...Int.max
    }
  }

  /// ``arguments`` in words.
  var argumentsInWords: String {
    let (least, most) = (arguments.lowerBound, arguments.upperBound)
    return (least == most ? "" : "at least ") + (least == 1 ? "1 argument" : "\(least) arguments")
  }
}
