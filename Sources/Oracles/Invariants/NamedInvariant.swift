/// An invariant with a name, `so:10` or `g2`, and the algebra that preserves it.
///
/// Checked by: `ClassicalInvariantTests`, `ExceptionalInvariantTests`, `NamedInvariantTests`.
public struct NamedInvariant: Sendable {
  /// The name as it is typed, such as "so:1,3".
  public let name: String
  /// What is preserved, in one line.
  public let preserves: String
  /// The algebra that theory says will be found, such as "so(1,3)".
  ///
  /// The larger number of a signature comes first, whatever the sign convention of the form, except
  /// that (1,n) is kept: `so:3,1` and `so:1,3` are both so(1,3), `su:1,2` is su(2,1).
  public let algebra: String
  /// The dimension of that algebra over ℝ.
  public let dimension: Int
  /// The fields among which it is found.
  public let fieldClass: FieldClassHint
  /// The invariant, with exact gradients.
  public let oracle: any Oracle
  /// The invariant as a formula, if it can be written as one.
  public var formula: String? { (oracle as? FormulaOracle)?.source }

  /// The number of samples with which the invariance equations are well conditioned.
  ///
  /// Twice as many equations as unknowns that must vanish: with fewer than once, symmetries are
  /// invented; near once, the gap is small.
  public var samples: Int {
    let unknowns = fieldClass.coefficients(dimension: oracle.layout.dimension)
    return max(16, (2 * (unknowns - dimension) + oracle.outputs - 1) / oracle.outputs)
  }

  /// The invariant with a name such as `so:10`, `so:1,3`, `sl:3,C`, `g2-split`.
  ///
  /// - Throws: An ``InvariantError`` that says which names and numbers there are.
  public init(_ specification: String) throws(InvariantError) {
    let text = specification.lowercased().filter { !$0.isWhitespace }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    var key = String(parts.first ?? "")
    var words =
      parts.count > 1 ? parts[1].split(separator: ",", omittingEmptySubsequences: false) : []
    if let field = words.last, field == "c" || field == "ℂ" {  // sl:3,C is the family slc
      words.removeLast()
      key += "c"
    }
    guard let family = InvariantFamily.all.first(where: { $0.keys.contains(key) }) else {
      let keys = InvariantFamily.all.map { $0.keys[0] }
      throw .unknown(specification, closest: closest(to: key, among: keys))
    }
    let numbers = words.compactMap { Int($0) }
    guard numbers.count == words.count, family.accepts(numbers.count) else {
      throw .parameters(specification, expected: family.examples)
    }
    self = try family.member(numbers)
  }

  init(
    name: String, preserves: String, algebra: String, dimension: Int,
    fieldClass: FieldClassHint = .linear, oracle: any Oracle
  ) {
    (self.name, self.preserves, self.algebra) = (name, preserves, algebra)
    (self.dimension, self.fieldClass, self.oracle) = (dimension, fieldClass, oracle)
  }
}
