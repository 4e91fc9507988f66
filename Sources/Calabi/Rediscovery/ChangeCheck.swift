internal import Tensors

/// Whether a change keeps the topology of matrices that have nothing to do with where it was found.
///
/// Random rows and columns complete both sides to threefolds; Euler numbers must agree, and c₂ and the triple
/// intersection numbers of the classes of the random rows, which both have in common.
///
/// Checked by: `LocalChangeTests`.
public struct ChangeCheck: Sendable {
  /// The number of fresh matrices.
  public var trials: Int

  /// The most moves by which a change is explained.
  ///
  /// Too many and the time grows exponentially; too few and what several moves make looks new.
  public static let mostMoves = 5

  /// A check.
  public init(trials: Int = 40) { self.trials = trials }

  /// On how many fresh matrices the change kept everything, of how many there were.
  ///
  /// There are none if the sides cannot be completed to threefolds together.
  public func callAsFunction(
    _ change: LocalChange, using rng: inout some RandomNumberGenerator
  ) -> (kept: Int, of: Int) {
    var (kept, tried) = (0, 0)
    for _ in 0..<20 * trials where tried < trials {
      guard let rest = rest(of: change, using: &rng) else { continue }
      let pair = [change.left, change.right].map { Self.matrix($0, rest, shared: change.shared) }
      guard pair.allSatisfy({ $0.dimension == 3 }) else { return (0, trials) }
      tried += 1
      let numbers = zip(pair, [change.left, change.right]).map { matrix, side in
        // The classes of the rest come after the rows of the side.
        IntersectionNumbers(matrix).pulledBack(
          along: rest.indices.map { r in
            (0..<matrix.rows).map { $0 == side.rows.count + r ? 1 : 0 }
          })
      }
      if numbers[0] == numbers[1] { kept += 1 }
    }
    return (kept, tried)
  }

  /// The fewest moves by the identities of eq 8, at most `most`, that make the change on a fresh matrix; nil if
  /// none were found.
  ///
  /// Both sides are walked from, that with fewer new matrices first, until the walks meet. The fresh matrix is one
  /// that the change does change, not only the order of its rows and columns.
  public func derivation(
    of change: LocalChange, most: Int = Self.mostMoves, using rng: inout some RandomNumberGenerator
  ) -> Int? {
    for _ in 0..<200 {
      guard let rest = rest(of: change, using: &rng) else { continue }
      let ends = [change.left, change.right].map { Self.matrix($0, rest, shared: change.shared) }
      guard ends[0].canonical != ends[1].canonical else { continue }
      let limit = max(ends[0].entryCount, ends[1].entryCount) + 4
      var walks = ends.map { (seen: [$0.graphHash: $0], last: [$0]) }
      for depth in 0..<most {
        let side = walks[0].last.count <= walks[1].last.count ? 0 : 1
        var next: [ConfigurationMatrix] = []
        for matrix in walks[side].last {
          for move in matrix.moves {
            let changed = matrix.applying(move)
            let hash = changed.graphHash
            guard changed.entryCount <= limit, walks[side].seen[hash] == nil else { continue }
            if let met = walks[1 - side].seen[hash], met.canonical == changed.canonical {
              return depth + 1
            }
            walks[side].seen[hash] = changed
            next.append(changed)
          }
        }
        walks[side].last = next
      }
      return nil
    }
    return nil
  }

  /// Random rows over the shared columns, and at most two more, that make a threefold of the left side.
  private func rest(
    of change: LocalChange, using rng: inout some RandomNumberGenerator
  ) -> [[Int]]? {
    let extra = Int.random(in: 0...2, using: &rng)
    let columns = change.shared + extra
    var dimension = 3 + change.left.special + columns - change.left.dimension
    guard dimension > 0, columns > 0 else { return nil }
    var rows: [[Int]] = []
    while dimension > 0 {
      let n = Int.random(in: 1...min(4, dimension), using: &rng)
      var row = [Int](repeating: 0, count: columns)
      for _ in 0...n { row[Int.random(in: 0..<columns, using: &rng)] += 1 }
      rows.append(row)
      dimension -= n
    }
    // No polynomial may be a constant, and none go without the rest.
    return (0..<columns).allSatisfy { c in rows.contains { $0[c] > 0 } } ? rows : nil
  }

  /// A side, completed by rows.
  private static func matrix(
    _ side: LocalChange.Side, _ rest: [[Int]], shared: Int
  ) -> ConfigurationMatrix {
    let extra = (rest.first?.count ?? shared) - shared
    var degrees: [UInt8] = []
    for row in side.rows {
      degrees += row.map { UInt8($0) } + [UInt8](repeating: 0, count: extra)
    }
    for row in rest {
      degrees += [UInt8](repeating: 0, count: side.special) + row.map { UInt8($0) }
    }
    return ConfigurationMatrix(
      unchecked: degrees, rows: side.rows.count + rest.count,
      columns: side.special + shared + extra)
  }
}
