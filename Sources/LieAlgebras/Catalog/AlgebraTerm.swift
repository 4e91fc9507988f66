/// One summand of a name: letters, a number behind them, arguments, an exponent.
struct AlgebraTerm {
  /// The summand as it was written, in plain lower-case ASCII.
  let text: String
  private var family = ""
  private var index: Int?
  private var numbers: [Int] = []
  private var field: Character?
  private var power: Int?

  /// The largest size or exponent that a name may ask for.
  static let largestSize = 32

  /// The summands of a name; sizes are read, but not yet looked up.
  static func terms(of name: String) throws(LieAlgebraError) -> [AlgebraTerm] {
    let plain = plainASCII(name)
    var terms: [AlgebraTerm] = []
    for part in plain.split(separator: "+", omittingEmptySubsequences: false) {
      guard let term = AlgebraTerm(part) else {
        throw .unknownName(
          "'\(part)' in '\(name)' is no name of a Lie algebra; try su(2) or e6(-26)")
      }
      terms.append(term)
    }
    return terms
  }

  /// Reads `letters*index(arguments)^power`; nil if the text has another form.
  private init?(_ text: Substring) {
    self.text = String(text)
    var rest = text
    func take(while condition: (Character) -> Bool) -> Substring {
      let taken = rest.prefix(while: condition)
      rest = rest.dropFirst(taken.count)
      return taken
    }
    family = String(take { $0.isLetter || $0 == "*" })
    let digits = take(while: \.isNumber)
    if !digits.isEmpty {
      guard let value = Int(digits) else { return nil }
      index = value
    }
    if rest.first == "(" {
      let arguments = take { $0 != ")" }.dropFirst()
      guard rest.popFirst() == ")" else { return nil }
      for argument in arguments.split(separator: ",", omittingEmptySubsequences: false) {
        if let number = Int(argument) {
          guard field == nil else { return nil }
          numbers.append(number)
        } else {
          guard argument == "r" || argument == "c", field == nil else { return nil }
          field = argument.first
        }
      }
    }
    if rest.first == "^" {
      guard let value = Int(rest.dropFirst()) else { return nil }
      (power, rest) = (value, "")
    }
    guard rest.isEmpty, !family.isEmpty else { return nil }
  }

  /// The algebra, or nil if none has this name or it is too large.
  var entry: CatalogEntry? {
    if let exceptional { return exceptional }
    let sizes = numbers + [power, index].compactMap(\.self)
    guard sizes.allSatisfy({ $0 <= Self.largestSize })
    else { return nil }
    switch (numbers.count, index, power) {
    case (1, nil, nil): return withSize(numbers[0])
    case (1, nil, .some(let k)) where k >= 1:
      if family == "u", numbers[0] == 1, field == nil { return .torus(k) }
      return withSize(numbers[0]).map { once in (1..<k).reduce(once) { sum, _ in .sum(sum, once) } }
    case (2, nil, nil) where field == nil: return withSignature(numbers[0], numbers[1])
    case (0, nil, let k) where field == nil: return withPower(k)
    case (0, .some(let index), nil)
    where field == nil && family == "h" && index >= 3 && index % 2 == 1:
      return .heisenberg(index / 2)
    default: return nil
    }
  }

  /// `e6`, `g2(2)`: a type, its rank, and the character of the real form.
  private var exceptional: CatalogEntry? {
    guard let rank = index, let type = family.first, family.count == 1, field == nil, power == nil,
      numbers.count <= 1
    else { return nil }
    return .exceptional(type, rank, character: numbers.first)
  }

  /// One size: `so(n)`, `sl(n,R)`, `e(n)`.
  private func withSize(_ n: Int) -> CatalogEntry? {
    guard n >= 1 else { return nil }
    switch (family, field) {
    case ("so", nil) where n >= 2: return .so(n, 0)
    case ("so", "c") where n >= 2: return .soComplex(n)
    case ("so*", nil) where n % 2 == 0: return .soStar(n / 2)
    case ("su", nil) where n >= 2: return .su(n, 0)
    case ("su*", nil) where n % 2 == 0: return .suStar(n / 2)
    case ("u", nil): return .u(n, 0)
    case ("sl", "r") where n >= 2: return .sl(n)
    case ("sl", "c") where n >= 2: return .slComplex(n)
    case ("gl", "r"): return .gl(n)
    case ("gl", "c"): return .glComplex(n)
    case ("sp", "r") where n % 2 == 0: return .spReal(n / 2)
    case ("sp", "c") where n % 2 == 0: return .spComplex(n / 2)
    case ("sp", nil): return .sp(n, 0)
    case ("e", nil) where n >= 2, ("iso", nil) where n >= 2: return .iso(n, 0)
    case ("sim", nil) where n >= 2: return .sim(n, 0)
    case ("aff", nil), ("aff", "r"): return .aff(n)
    case ("saff", nil) where n >= 2, ("saff", "r") where n >= 2: return .saff(n)
    case ("galilei", nil), ("gal", nil): return .galilei(n)
    case ("t", nil): return .translations(n)
    case ("borel", nil) where n >= 2, ("b", nil) where n >= 2: return .borel(n)
    case ("n", nil) where n >= 2: return .strictlyTriangular(n)
    default: return nil
    }
  }

  /// A signature: `so(p,q)`, `iso(p,q)`.
  private func withSignature(_ p: Int, _ q: Int) -> CatalogEntry? {
    guard p >= 0, q >= 0, p + q >= 1, p + q <= Self.largestSize else { return nil }
    switch family {
    case "so" where p + q >= 2: return .so(p, q)
    case "su" where p + q >= 2: return .su(p, q)
    case "u": return .u(p, q)
    case "sp": return .sp(p, q)
    case "iso" where p + q >= 2: return .iso(p, q)
    case "sim" where p + q >= 2: return .sim(p, q)
    default: return nil
    }
  }

  /// A name without arguments: `R^3`, `T^2`, `oscillator`.
  private func withPower(_ power: Int?) -> CatalogEntry? {
    if let power, power < 1 { return nil }
    switch (family, power) {
    case ("r", let k): return .scalings(k ?? 1)
    case ("t", .some(let k)): return .torus(k)
    case ("oscillator", nil), ("osc", nil): return .oscillator()
    case ("jacobi", nil): return .jacobi()
    case ("poincare", nil), ("poincaré", nil): return .iso(1, 3)
    case ("lorentz", nil): return .so(1, 3)
    default: return nil
    }
  }
}

/// Lower case without blanks, and plain letters, digits and signs for typographic ones.
private func plainASCII(_ name: String) -> String {
  let plain: [Character: String] = [
    "ℝ": "r", "ℂ": "c", "⊕": "+", "−": "-", "∗": "*", "₍": "(", "₎": ")", "₋": "-",
    "⁻": "-",
  ]
  var result = ""
  let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
  var isRaised = false
  for character in name where !character.isWhitespace {
    if let replacement = plain[character] {
      result += replacement
    } else if let digit = superscripts.firstIndex(of: character) {
      result += isRaised ? "\(digit)" : "^\(digit)"
    } else if let digit = character.wholeNumberValue {
      result += String(digit)  // subscripts as well
    } else {
      result += character.lowercased()
    }
    isRaised = superscripts.contains(character)
  }
  return result
}
