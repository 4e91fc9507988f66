/// The name of a real Lie algebra, the names of isomorphic ones beside it, and what kind it is.
public struct AlgebraName: Sendable, Equatable, Hashable, Codable, CustomStringConvertible {
  /// What is known of an algebra's structure, from the strongest property to the weakest.
  public enum Kind: String, Sendable, Codable {
    /// All brackets vanish.
    case abelian
    /// No non-trivial ideals, dimension above one.
    case simple
    /// A direct sum of simple ideals.
    case semisimple
    /// A semisimple algebra and a center.
    case reductive
    /// The lower central series ends at zero.
    case nilpotent
    /// The derived series ends at zero.
    case solvable
    /// A semisimple algebra acting on a solvable radical.
    case mixed
  }

  /// The name a physicist would use, for example "so(1,3)", "u(3)", "e(3)".
  public let name: String
  /// Other names of the same algebra, for example "sl(2,ℂ)" beside "so(1,3)".
  public let aliases: [String]
  /// The real dimension.
  public let dimension: Int
  /// The kind of algebra.
  public let kind: Kind
  /// The names of the indecomposable ideals whose direct sum the algebra is.
  public let summands: [String]
  /// What a name alone does not say, for example the series of a solvable algebra; often empty.
  public let remark: String

  /// A name with its parts.
  public init(
    name: String, aliases: [String] = [], dimension: Int, kind: Kind, summands: [String]? = nil,
    remark: String = ""
  ) {
    self.name = name
    var seen: Set = [name]
    self.aliases = aliases.filter { seen.insert($0).inserted }
    self.dimension = dimension
    self.kind = kind
    self.summands = summands ?? [name]
    self.remark = remark
  }

  /// Whether the algebra is a direct sum of simple ideals.
  public var isSemisimple: Bool { kind == .simple || kind == .semisimple }

  /// Whether `name` is this name or one of its aliases.
  public func matches(_ name: String) -> Bool { self.name == name || aliases.contains(name) }

  /// The name with its aliases: "so(1,3) = sl(2,ℂ)".
  public var description: String { ([name] + aliases).joined(separator: " = ") }

  /// This name with more aliases, which come first.
  func adding(aliases more: [String]) -> AlgebraName {
    AlgebraName(
      name: name, aliases: more + aliases, dimension: dimension, kind: kind, summands: summands,
      remark: remark)
  }

  /// A number as a superscript, empty for 1: "ℝ³".
  static func power(_ base: String, _ exponent: Int) -> String {
    let digits: [Character: Character] = [
      "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
      "9": "⁹",
    ]
    return exponent == 1 ? base : base + String("\(exponent)".compactMap { digits[$0] })
  }

  /// The order of summands: large ones first.
  static func precedes(_ a: AlgebraName, _ b: AlgebraName) -> Bool {
    a.dimension != b.dimension ? a.dimension > b.dimension : a.name < b.name
  }

  /// The direct sum of named ideals.
  ///
  /// Its aliases replace one summand at a time by its first alias.
  static func sum(_ parts: [AlgebraName]) -> AlgebraName {
    if parts.count == 1 { return parts[0] }
    func joined(_ names: [String]) -> String {
      names.map { $0.contains("⋉") ? "(\($0))" : $0 }.joined(separator: " ⊕ ")
    }
    let names = parts.map(\.name)
    let aliases = parts.indices.compactMap { index -> String? in
      guard let alias = parts[index].aliases.first else { return nil }
      var changed = names
      changed[index] = alias
      return joined(changed)
    }
    return AlgebraName(
      name: joined(names), aliases: aliases, dimension: parts.reduce(0) { $0 + $1.dimension },
      kind: .ofSum(parts.map(\.kind)), summands: parts.flatMap(\.summands),
      remark: parts.filter { $0.kind != .abelian }.map(\.remark).filter { !$0.isEmpty }
        .joined(separator: "; "))
  }
}

extension AlgebraName.Kind {
  /// The kind of a direct sum.
  fileprivate static func ofSum(_ kinds: [Self]) -> Self {
    let kinds = Set(kinds)
    let rules: [(Set<Self>, Self)] = [
      ([.abelian], .abelian), ([.simple, .semisimple], .semisimple),
      ([.simple, .semisimple, .reductive, .abelian], .reductive),
      ([.abelian, .nilpotent], .nilpotent),
      ([.abelian, .nilpotent, .solvable], .solvable),
    ]
    return rules.first { kinds.isSubset(of: $0.0) }?.1 ?? .mixed
  }
}
