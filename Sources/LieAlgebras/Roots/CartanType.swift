/// A simple complex Lie algebra by its family and rank, in the Killing–Cartan classification.
public struct CartanType: Sendable, Equatable, Hashable, Codable, CustomStringConvertible {
  /// The families: four infinite ones and the exceptional E, F, G.
  public enum Family: String, Sendable, Codable {
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case A, B, C, D, E, F, G
  }

  /// The family.
  public let family: Family
  /// The dimension of a Cartan subalgebra.
  public let rank: Int

  /// The type of a family at a rank.
  public init(_ family: Family, _ rank: Int) {
    (self.family, self.rank) = (family, rank)
  }

  /// The type of an irreducible reduced root system by three counts, or nil if there is none.
  ///
  /// Low ranks are named A₁ = B₁ = C₁, B₂ = C₂ and A₃ = D₃.
  ///
  /// - Parameters:
  ///   - rank: The rank.
  ///   - roots: The number of roots.
  ///   - short: The number of roots shorter than the longest; 0 if all are equally long.
  ///
  /// Source: Bourbaki, *Lie Groups and Lie Algebras*, ch. VI, plates I–IX.
  public init?(rank: Int, roots: Int, short: Int) {
    let l = rank
    let families: [Family] = short == 0 ? [.A, .D, .E] : [.B, .C, .F, .G]
    for family in families {
      let type = CartanType(family, l)
      if type.exists, type.rootCount == roots, type.shortRootCount == short {
        self = type
        return
      }
    }
    return nil
  }

  /// The number of roots.
  public var rootCount: Int {
    switch family {
    case .A: rank * (rank + 1)
    case .B, .C: 2 * rank * rank
    case .D: 2 * rank * (rank - 1)
    case .E: [6: 72, 7: 126, 8: 240][rank] ?? 0
    case .F: 48
    case .G: 12
    }
  }

  /// The number of roots shorter than the longest; 0 if all are equally long.
  public var shortRootCount: Int {
    switch family {
    case .A, .D, .E: 0
    case .B: 2 * rank
    case .C: 2 * rank * (rank - 1)
    case .F: 24
    case .G: 6
    }
  }

  /// The complex dimension.
  public var dimension: Int { rank + rootCount }

  /// For example "E7".
  public var description: String { "\(family.rawValue)\(rank)" }

  /// Whether the family has this rank, each algebra under one name.
  private var exists: Bool {
    switch family {
    case .A: rank >= 1
    case .B: rank >= 2
    case .C: rank >= 3
    case .D: rank >= 4
    case .E: (6...8).contains(rank)
    case .F: rank == 4
    case .G: rank == 2
    }
  }
}
