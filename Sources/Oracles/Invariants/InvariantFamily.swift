/// A family of named invariants, such as `so:n`: an entry of the list that a user chooses from.
public struct InvariantFamily: Sendable {
  /// What numbers follow the name.
  enum Parameters {
    /// None.
    case none
    /// `n`.
    case size
    /// An even `n`.
    case evenSize
    /// `n`, or `p,q` for a form with p positive and q negative squares.
    case signature
  }

  /// How a member is typed, such as "so:n".
  public let pattern: String
  /// What its members preserve.
  public let preserves: String
  /// The algebra, in terms of the pattern's letters.
  public let algebra: String
  /// Names to type, as examples.
  public let examples: String

  let keys: [String]
  let parameters: Parameters
  /// The range of `n`, or of `p + q`.
  let range: ClosedRange<Int>
  /// Why the range ends where it does.
  let reason: String
  /// The invariant for numbers in range: [p, q], with q = 0 for a plain n.
  let make: @Sendable (_ p: Int, _ q: Int) -> NamedInvariant

  init(
    _ pattern: String, keys: [String], _ parameters: Parameters, _ range: ClosedRange<Int> = 0...0,
    reason: String = "", examples: String, algebra: String, preserves: String,
    make: @escaping @Sendable (Int, Int) -> NamedInvariant
  ) {
    (self.pattern, self.keys, self.parameters, self.range) = (pattern, keys, parameters, range)
    (self.reason, self.examples, self.algebra) = (reason, examples, algebra)
    (self.preserves, self.make) = (preserves, make)
  }

  /// Every family, in the order of the list.
  public static let all = classical + complex + geometric + exceptional

  func accepts(_ count: Int) -> Bool {
    switch parameters {
    case .none: count == 0
    case .size, .evenSize: count == 1
    case .signature: count == 1 || count == 2
    }
  }

  func member(_ numbers: [Int]) throws(InvariantError) -> NamedInvariant {
    if parameters == .none { return make(0, 0) }
    let name = keys[0] + ":" + numbers.map(String.init).joined(separator: ",")
    let (p, q) = (numbers[0], numbers.count > 1 ? numbers[1] : 0)
    if parameters == .evenSize, !p.isMultiple(of: 2) {
      throw .outOfRange(name, reason: "the dimension must be even, as in \(examples)")
    }
    guard p >= 0, q >= 0, p <= range.upperBound, q <= range.upperBound, range.contains(p + q) else {
      let size = parameters == .signature ? "n or p + q" : "n"
      throw .outOfRange(
        name, reason: "\(size) must be from \(range.lowerBound) to \(range.upperBound); " + reason)
    }
    return make(p, q)
  }

  /// An oracle from a formula of this module.
  ///
  /// - Precondition: The formula is right; every family's is compiled by `NamedInvariantTests`.
  static func oracle(
    _ formula: String, vectors: [String] = [], complex: [String] = [], dimension n: Int
  ) -> FormulaOracle {
    do {
      return try FormulaOracle(
        formula, vectors: vectors.map { ($0, n) }, complex: complex.map { ($0, n) })
    } catch {
      preconditionFailure("a built-in formula is wrong: \(error)")
    }
  }

  /// "p,q", or "n" if q is 0.
  static func signature(_ p: Int, _ q: Int) -> String { q == 0 ? "\(p)" : "\(p),\(q)" }

  /// A signature as names of algebras write it: the larger number first, a zero left out.
  static func descending(_ p: Int, _ q: Int) -> String { signature(max(p, q), min(p, q)) }

  /// The same for orthogonal algebras, where physics writes (1,n) instead of (n,1).
  static func orthogonal(_ p: Int, _ q: Int) -> String {
    min(p, q) == 1 ? "1,\(max(p, q))" : descending(p, q)
  }

  /// `Σ ± term(i)` over i = 1, …, p + q with p plus signs, then q minus signs.
  static func sum(_ p: Int, _ q: Int, _ term: (Int) -> String) -> String {
    (1...p + q).map { ($0 <= p ? ($0 == 1 ? "" : " + ") : " - ") + term($0) }.joined()
  }
}
