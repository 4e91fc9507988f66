/// A table of small numbers whose rows, and whose columns, may be permuted within colours.
///
/// Its canonical form is the same for all tables that differ by such permutations, and for no others:
/// colours are refined by what stands in the rows and columns; where that leaves a choice, every row that
/// may come first is tried, except those that a symmetry already found maps to one that was tried.
///
/// Source: the idea is that of McKay, *Practical graph isomorphism* (1981).
/// Checked by: `CanonicalFormTests`.
struct LabelledGrid {
  let rows, columns: Int
  let values: [UInt8]
  let rowColors, columnColors: [Int]

  init(
    _ values: [UInt8], rows: Int, columns: Int, rowColors: [Int]? = nil, columnColors: [Int]? = nil
  ) {
    (self.values, self.rows, self.columns) = (values, rows, columns)
    self.rowColors = rowColors ?? [Int](repeating: 0, count: rows)
    self.columnColors = columnColors ?? [Int](repeating: 0, count: columns)
  }

  /// The orders of rows and columns that make the form, and the form.
  struct Form: Hashable {
    let rowOrder, columnOrder: [Int]
    let values: [UInt8]
  }

  /// The canonical form: the smallest table that the search finds, the same for all permutations.
  var canonical: Form {
    var search = Search(grid: self)
    search.visit(Coloring(rows: rowColors, columns: columnColors), fixed: [])
    return search.best ?? Form(rowOrder: [], columnOrder: [], values: [])
  }

  fileprivate subscript(r: Int, c: Int) -> UInt8 { values[r * columns + c] }

  fileprivate func rowsAreEqual(_ r: Int, _ s: Int) -> Bool {
    (0..<columns).allSatisfy { self[r, $0] == self[s, $0] }
  }
}

/// The classes that rows and columns fall into, numbered in a way that permutations do not change.
private struct Coloring {
  var rows, columns: [Int]

  /// Splits classes by what the members see of the other ones, until nothing changes.
  mutating func refine(_ grid: LabelledGrid) {
    var known = (0, 0)
    while true {
      let rowKeys = (0..<grid.rows).map { r in
        [rows[r]]
          + (0..<grid.columns).filter { grid[r, $0] > 0 }
          .map { columns[$0] << 8 | Int(grid[r, $0]) }.sorted()
      }
      rows = Self.ranks(rowKeys)
      let columnKeys = (0..<grid.columns).map { c in
        [columns[c]]
          + (0..<grid.rows).filter { grid[$0, c] > 0 }
          .map { rows[$0] << 8 | Int(grid[$0, c]) }.sorted()
      }
      columns = Self.ranks(columnKeys)
      let now = (Set(rows).count, Set(columns).count)
      if now == known { return }
      known = now
    }
  }

  /// The places of keys in the order of the different keys.
  private static func ranks(_ keys: [[Int]]) -> [Int] {
    let order = keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    var ranks = [Int](repeating: 0, count: keys.count)
    for (place, index) in order.enumerated() where place > 0 {
      let before = order[place - 1]
      ranks[index] = keys[before] == keys[index] ? ranks[before] : place
    }
    return ranks
  }
}

/// The search for the smallest table.
private struct Search {
  let grid: LabelledGrid
  var best: LabelledGrid.Form?
  /// Permutations of the rows that change nothing: row r goes to `symmetry[r]`.
  var symmetries: [[Int]] = []

  init(grid: LabelledGrid) { self.grid = grid }

  mutating func visit(_ coloring: Coloring, fixed: [Int]) {
    var coloring = coloring
    coloring.refine(grid)
    let cells = Dictionary(grouping: 0..<grid.rows) { coloring.rows[$0] }
    let open = cells.filter { $0.value.count > 1 }.min { $0.key < $1.key }
    guard let cell = open?.value else { return leaf(coloring) }
    var tried: [Int] = []
    for row in cell {
      // Equal rows may be exchanged.
      if tried.contains(where: { grid.rowsAreEqual($0, row) }) { continue }
      if isImage(row, of: tried, fixing: fixed) { continue }
      tried.append(row)
      var next = coloring
      // Before the rest of its class: class numbers are places in an order, so there is room.
      for other in cell where other != row { next.rows[other] += 1 }
      visit(next, fixed: fixed + [row])
    }
  }

  /// Whether symmetries that leave the fixed rows alone take one of the tried rows to this one.
  private func isImage(_ row: Int, of tried: [Int], fixing fixed: [Int]) -> Bool {
    guard !tried.isEmpty, !symmetries.isEmpty else { return false }
    let usable = symmetries.filter { symmetry in fixed.allSatisfy { symmetry[$0] == $0 } }
    var orbit = Set(tried)
    var fresh = tried
    while let next = fresh.popLast() {
      for symmetry in usable where orbit.insert(symmetry[next]).inserted {
        fresh.append(symmetry[next])
      }
    }
    return orbit.contains(row)
  }

  private mutating func leaf(_ coloring: Coloring) {
    let rowOrder = (0..<grid.rows).sorted { coloring.rows[$0] < coloring.rows[$1] }
    // Where rows are told apart, columns of one class are equal.
    let columnOrder = (0..<grid.columns).sorted {
      (coloring.columns[$0], $0) < (coloring.columns[$1], $1)
    }
    let values = rowOrder.flatMap { r in columnOrder.map { grid[r, $0] } }
    guard let best else {
      best = LabelledGrid.Form(rowOrder: rowOrder, columnOrder: columnOrder, values: values)
      return
    }
    if values == best.values {
      var symmetry = [Int](repeating: 0, count: grid.rows)
      for (from, to) in zip(best.rowOrder, rowOrder) { symmetry[from] = to }
      symmetries.append(symmetry)
    } else if values.lexicographicallyPrecedes(best.values) {
      self.best = LabelledGrid.Form(rowOrder: rowOrder, columnOrder: columnOrder, values: values)
    }
  }
}

extension ConfigurationMatrix {
  /// The same for all orders of rows and columns, and for no other matrix.
  ///
  /// Checked by: `CanonicalFormTests`.
  public var canonical: ConfigurationMatrix {
    let form = LabelledGrid(degrees, rows: rows, columns: columns).canonical
    return ConfigurationMatrix(unchecked: form.values, rows: rows, columns: columns)
  }
}
