import Calabi
import Foundation
import Tensors
import Testing

/// Matrices of many kinds: textbook ones, and what walks make of them.
enum Examples {
  /// Manifolds with their Euler number and, for one space, ∫ J³ and ∫ c₂ J.
  ///
  /// Source: Hübsch, *Calabi–Yau Manifolds* (1992), table 2.1 and section 2.
  static let textbook: [(matrix: String, euler: Int, cube: Int, chern: Int)] = [
    ("[4|5]", -200, 5, 50), ("[5|2 4]", -176, 8, 56), ("[5|3 3]", -144, 9, 54),
    ("[6|3 2 2]", -144, 12, 60), ("[7|2 2 2 2]", -128, 16, 64),
  ]

  static let several = [
    "[4|5]", "[2|3; 2|3]", "[1|2; 1|2; 1|2; 1|2]", "[1|2; 3|4]", "[1|1 1; 4|4 1]",
    "[1|1 1; 2|2 1; 2|1 2]", "[1|1 1 0; 1|1 0 1; 4|2 2 1]", "[2|2 1 0; 2|1 1 1; 2|0 0 3]",
    "[3|2 1 1; 1|0 2 0; 2|0 1 2]", "[1|2 0; 2|2 1; 2|0 3]", "[3|2 2; 1|0 2; 1|0 2]",
  ].map { text in
    do { return try ConfigurationMatrix(text) } catch { preconditionFailure("\(text): \(error)") }
  }

  /// Representatives of the examples: a few hundred different matrices.
  static let walked: [ConfigurationMatrix] = several.enumerated().flatMap { index, matrix in
    var rng = Philox(seed: 7, stream: UInt64(index))
    return RepresentativeWalk(moves: 120)(matrix, using: &rng).map(\.matrix)
  }

  /// The published list, if it is there.
  static let list: CICYList? = ProcessInfo.processInfo.environment["SYMMETRON_DATA"].flatMap {
    try? CICYList(contentsOf: "\($0)/cicy/cicylist.txt.gz")
  }

  static var hasList: Bool { list != nil }
}

extension ConfigurationMatrix {
  /// The same with rows and columns in random order.
  func shuffled(using rng: inout Philox) -> ConfigurationMatrix {
    permuted(rows: rng.permutation(rows), columns: rng.permutation(columns))
  }
}
