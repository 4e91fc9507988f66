/// What is left of a matrix when some rows go, and the columns that only they had.
struct MatrixCore {
  /// The rows that went.
  let removed: [Int]
  /// The columns that only they had: the special ones.
  let special: [Int]
  /// The other rows and columns.
  let rest: ConfigurationMatrix
  /// The columns of `rest` in the whole matrix.
  let columns: [Int]

  /// Without rows, or without a rest, there is no core.
  init?(_ matrix: ConfigurationMatrix, removing removed: [Int]) {
    let rows = (0..<matrix.rows).filter { !removed.contains($0) }
    guard !rows.isEmpty else { return nil }
    var (special, columns): ([Int], [Int]) = ([], [])
    for c in 0..<matrix.columns {
      if rows.contains(where: { matrix[$0, c] > 0 }) {
        columns.append(c)
      } else {
        special.append(c)
      }
    }
    var degrees: [UInt8] = []
    degrees.reserveCapacity(rows.count * columns.count)
    for r in rows { for c in columns { degrees.append(matrix.degrees[r * matrix.columns + c]) } }
    (self.removed, self.special, self.columns) = (removed, special, columns)
    rest = ConfigurationMatrix(unchecked: degrees, rows: rows.count, columns: columns.count)
  }

  /// The removed rows, with the columns of the rest in the order that makes its canonical form.
  func side(of matrix: ConfigurationMatrix, _ order: [Int]) -> LocalChange.Side {
    LocalChange.Side(
      rows: removed.map { r in
        special.map { matrix[r, $0] } + order.map { matrix[r, columns[$0]] }
      }, special: special.count)
  }

  /// All cores without one or two rows.
  static func all(_ matrix: ConfigurationMatrix) -> [MatrixCore] {
    var cores: [MatrixCore] = []
    for r in 0..<matrix.rows {
      if let core = MatrixCore(matrix, removing: [r]) { cores.append(core) }
      for s in 0..<r {
        if let core = MatrixCore(matrix, removing: [s, r]) { cores.append(core) }
      }
    }
    return cores
  }
}

extension LocalChange {
  /// The smallest change of at most two rows on either side that leads from one matrix to another; nil if none does,
  /// or if the matrices are the same up to order.
  ///
  /// Where the rest of the matrix has symmetries, its columns may be matched in another way than the one that
  /// makes sense: what is found is a candidate.
  public init?(from a: ConfigurationMatrix, to b: ConfigurationMatrix) {
    guard a.graphHash != b.graphHash else { return nil }
    let others = Dictionary(grouping: MatrixCore.all(b)) { $0.rest.graphHash }
    var pairs: [(MatrixCore, MatrixCore)] = []
    for core in MatrixCore.all(a) {
      for other in others[core.rest.graphHash] ?? [] { pairs.append((core, other)) }
    }
    func size(_ pair: (MatrixCore, MatrixCore)) -> Int {
      pair.0.removed.count + pair.1.removed.count
    }
    guard let least = pairs.map(size).min() else { return nil }
    let changes = pairs.filter { size($0) == least }.compactMap { core, other -> LocalChange? in
      let forms = [core, other].map {
        LabelledGrid($0.rest.degrees, rows: $0.rest.rows, columns: $0.rest.columns).canonical
      }
      guard forms[0].values == forms[1].values else { return nil }
      return LocalChange(
        core.side(of: a, forms[0].columnOrder), other.side(of: b, forms[1].columnOrder)
      ).withoutEmptyColumns
    }
    // Of several ways to see the change, the one with the fewest columns, then any fixed one.
    guard let best = changes.min(by: { ($0.shared, "\($0)") < ($1.shared, "\($1)") }) else {
      return nil
    }
    self = best
  }

  /// The same without shared columns in which neither side has a degree.
  private var withoutEmptyColumns: LocalChange {
    let kept = (0..<shared).filter { c in
      left.rows.contains { $0[left.special + c] > 0 }
        || right.rows.contains { $0[right.special + c] > 0 }
    }
    func side(_ side: Side) -> Side {
      Side(
        rows: side.rows.map { row in
          Array(row.prefix(side.special)) + kept.map { row[side.special + $0] }
        }, special: side.special)
    }
    return LocalChange(side(left), side(right))
  }
}
