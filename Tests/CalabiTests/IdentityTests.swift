import Calabi
import Tensors
import Testing

@Suite struct IdentityTests {
  @Test("Every move keeps eqs 6 and 7, the Euler number and the topology of what is kept")
  func invariance() throws {
    var seen = Set<String>()
    for matrix in Examples.walked {
      let before = IntersectionNumbers(matrix)
      for move in matrix.moves {
        let changed = matrix.applying(move)
        // The checked initializer: eq 6 with dimensions from what is kept, and eq 7.
        let checked = try ConfigurationMatrix(
          degrees: (0..<changed.rows).map { changed.degrees(ofRow: $0) })
        #expect(checked == changed)
        let after = IntersectionNumbers(changed)
        #expect(after.eulerNumber == before.eulerNumber, "\(move) on \(matrix)")
        let (old, new) = Self.commonClasses(matrix, move, changed)
        #expect(
          before.pulledBack(along: old) == after.pulledBack(along: new), "\(move) on \(matrix)")
        seen.insert("\(move.identity) \(move.direction)")
      }
    }
    #expect(seen.count == 10, "only \(seen.sorted()) occurred")
  }

  @Test("A move can be taken back")
  func inverses() {
    for matrix in Examples.walked.prefix(300) {
      let form = matrix.canonical
      for move in matrix.moves {
        let changed = matrix.applying(move)
        #expect(
          changed.moves.contains {
            $0.identity == move.identity && $0.direction != move.direction
              && changed.applying($0).canonical == form
          }, "\(move) on \(matrix)")
      }
    }
  }

  @Test("Orders of rows and columns do not change what moves lead to")
  func permutations() {
    var rng = Philox(seed: 4)
    for matrix in Examples.walked.prefix(200) {
      let other = matrix.shuffled(using: &rng)
      let ends = [matrix, other].map { m in Set(m.moves.map { m.applying($0).canonical }) }
      #expect(ends[0] == ends[1])
    }
  }

  @Test(
    "On the list as printed only moves from right to left apply", .enabled(if: Examples.hasList))
  func listIsReduced() {
    let entries = Examples.list?.entries ?? []
    #expect(!entries.isEmpty)
    #expect(entries.allSatisfy { $0.matrix.moves.allSatisfy { $0.direction == .backward } })
  }

  /// Classes that both descriptions have in common, in the classes of the rows before and after a move.
  ///
  /// Those of the rows that stay, and those of the new rows as far as the identity says what they were: a conic's J is
  /// twice a line's, a quadric's is the sum of both lines', and so on. For (v) only the plane below the covers.
  private static func commonClasses(
    _ matrix: ConfigurationMatrix, _ move: Move, _ changed: ConfigurationMatrix
  ) -> (old: [[Int]], new: [[Int]]) {
    let isForward = move.direction == .forward
    let kept = (0..<matrix.rows).filter { !move.rows.contains($0) }
    let made = changed.rows - kept.count
    func unit(_ places: [(Int, Int)], _ count: Int) -> [Int] {
      var row = [Int](repeating: 0, count: count)
      for (place, factor) in places { row[place] += factor }
      return row
    }
    var old = kept.map { unit([($0, 1)], matrix.rows) }
    var new = kept.indices.map { unit([(made + $0, 1)], changed.rows) }
    /// Rows of the left side of eq 8 in the classes of the right side.
    let left: [[Int]]
    switch move.identity {
    case .conic: left = [[2]]
    case .diagonal: left = [[1], [1]]
    case .quadric: left = [[1, 1]]
    case .ruled: left = [[1, 0], [1, 1]]
    case .doubleCover:
      old.append(unit([(move.rows[1], 1)], matrix.rows))
      new.append(unit([(1, 1)], changed.rows))
      return (old, new)
    }
    for (place, row) in left.enumerated() {
      if isForward {
        old.append(unit([(move.rows[place], 1)], matrix.rows))
        new.append(unit(row.enumerated().map { ($0.offset, $0.element) }, changed.rows))
      } else {
        old.append(unit(row.enumerated().map { (move.rows[$0.offset], $0.element) }, matrix.rows))
        new.append(unit([(place, 1)], changed.rows))
      }
    }
    return (old, new)
  }
}
