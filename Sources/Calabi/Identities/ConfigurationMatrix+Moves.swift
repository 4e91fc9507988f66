extension ConfigurationMatrix {
  /// Every place where an identity applies, in a fixed order.
  ///
  /// Equal rows in (iii) and (iv) are taken once, not in both orders; so are the rows of (ii).
  ///
  /// Checked by: `IdentityTests`.
  public var moves: [Move] {
    let facts = MoveFacts(self)
    return facts.forward + facts.backward
  }

  /// The matrix after a move: new rows first, then the others in their order; likewise the columns.
  ///
  /// - Precondition: The move is one of this matrix's ``moves``.
  public func applying(_ move: Move) -> ConfigurationMatrix {
    let (r, s) = (move.rows[0], move.rows.last ?? move.rows[0])
    func attached(_ row: Int) -> [UInt8] {
      (0..<columns).filter { !move.columns.contains($0) }.map { degrees[row * columns + $0] }
    }
    switch (move.identity, move.direction) {
    case (.conic, .forward):
      return replacing(move, by: [([], attached(r).map { 2 * $0 })])
    case (.conic, .backward):
      return replacing(move, by: [([2], attached(r).map { $0 / 2 })])
    case (.diagonal, .forward):
      return replacing(move, by: [([], zip(attached(r), attached(s)).map { $0 + $1 })])
    case (.diagonal, .backward):
      let (a, b) = Self.units(attached(r))
      return replacing(move, by: [([1], a), ([1], b)])
    case (.quadric, .forward), (.ruled, .forward):
      return replacing(move, by: [([], attached(s)), ([], attached(s))])
    case (.quadric, .backward):
      return replacing(move, by: [([2], attached(r))])
    case (.ruled, .backward):
      return replacing(move, by: [([2], attached(r).map { _ in 0 }), ([1], attached(r))])
    case (.doubleCover, .forward):
      return replacing(move, by: [([2], attached(r)), ([2], attached(s))])
    case (.doubleCover, .backward):
      return replacing(move, by: [([2, 1], attached(r)), ([1, 1], attached(s))])
    }
  }

  /// Two unit vectors that add up to a vector of sum 2.
  private static func units(_ sum: [UInt8]) -> ([UInt8], [UInt8]) {
    var a = sum.map { _ in UInt8(0) }
    if let place = sum.firstIndex(where: { $0 > 0 }) { a[place] = 1 }
    return (a, zip(sum, a).map { $0 - $1 })
  }

  /// The rows and columns of a move replaced by rows of special and of other degrees.
  private func replacing(
    _ move: Move, by new: [(special: [UInt8], attached: [UInt8])]
  ) -> ConfigurationMatrix {
    let kept = (0..<columns).filter { !move.columns.contains($0) }
    let special = new[0].special.count
    let width = special + kept.count
    var result: [UInt8] = []
    result.reserveCapacity((rows + 1) * width)
    for row in new {
      result += row.special
      result += row.attached
    }
    for r in 0..<rows where !move.rows.contains(r) {
      result.append(contentsOf: repeatElement(0, count: special))
      for c in kept { result.append(degrees[r * columns + c]) }
    }
    return ConfigurationMatrix(unchecked: result, rows: result.count / width, columns: width)
  }
}

/// What the search for moves looks at: of every row its dimension and entries, of every column its rows.
private struct MoveFacts {
  let matrix: ConfigurationMatrix
  let dimensions: [Int]
  /// The columns in which a row has a degree.
  let columnsOfRow: [[Int]]
  /// The rows that have a degree in a column.
  let rowsOfColumn: [[Int]]

  init(_ matrix: ConfigurationMatrix) {
    self.matrix = matrix
    dimensions = matrix.spaceDimensions
    columnsOfRow = (0..<matrix.rows).map { r in
      (0..<matrix.columns).filter { matrix[r, $0] > 0 }
    }
    rowsOfColumn = (0..<matrix.columns).map { c in
      (0..<matrix.rows).filter { matrix[$0, c] > 0 }
    }
  }

  /// Moves from the left of eq 8 to the right: they begin at a special column.
  var forward: [Move] {
    var moves: [Move] = []
    func add(_ identity: Identity, _ rows: [Int], _ columns: [Int]) {
      moves.append(Move(identity: identity, direction: .forward, rows: rows, columns: columns))
    }
    for c in 0..<matrix.columns {
      let members = rowsOfColumn[c]
      if members.count == 1 {
        let r = members[0]
        if dimensions[r] == 2, matrix[r, c] == 2 { add(.conic, [r], [c]) }
        if dimensions[r] == 3, matrix[r, c] == 2 { add(.quadric, [r], [c]) }
      } else if members.count == 2 {
        for (r, s) in [(members[0], members[1]), (members[1], members[0])] {
          let pair = (matrix[r, c], matrix[s, c])
          if r < s, dimensions[r] == 1, dimensions[s] == 1, pair == (1, 1) {
            add(.diagonal, [r, s], [c])
          }
          if dimensions[r] == 1, dimensions[s] == 2, pair == (2, 1) { add(.ruled, [r, s], [c]) }
          if dimensions[r] == 2, dimensions[s] == 2, pair == (2, 1) {
            // r has one more degree, which it shares with s alone.
            for other in columnsOfRow[r]
            where other != c && matrix[r, other] == 1 && matrix[s, other] == 1
              && rowsOfColumn[other].count == 2
            {
              add(.doubleCover, [r, s], [c, other])
            }
          }
        }
      }
    }
    return moves
  }

  /// Moves from the right to the left: they begin at a row of dimension 1.
  var backward: [Move] {
    var moves: [Move] = []
    func add(_ identity: Identity, _ rows: [Int], _ columns: [Int] = []) {
      moves.append(Move(identity: identity, direction: .backward, rows: rows, columns: columns))
    }
    for r in 0..<matrix.rows where dimensions[r] == 1 {
      let isDouble = columnsOfRow[r].count == 1
      if isDouble { add(.conic, [r]) }
      add(.diagonal, [r])
      for s in r + 1..<max(r + 1, matrix.rows)
      where dimensions[s] == 1 && columnsOfRow[r] == columnsOfRow[s] {
        add(.quadric, [r, s])
        add(.ruled, [r, s])
      }
      guard isDouble else { continue }
      let c = columnsOfRow[r][0]
      for s in rowsOfColumn[c]
      where s != r && rowsOfColumn[c].count == 2 && dimensions[s] == 2 && matrix[s, c] == 2 {
        add(.doubleCover, [r, s], [c])
      }
    }
    return moves
  }
}
