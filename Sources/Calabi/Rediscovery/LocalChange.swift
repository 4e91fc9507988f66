/// A change of a few rows of a matrix: what two matrices differ by that are the same elsewhere.
///
/// Each side has rows, special columns that are zero in all other rows, and degrees in columns that go on in the
/// rest of the matrix; these columns are shared by both sides. So it is written as an identity of eq 8 is, and may be
/// one.
///
/// Checked by: `LocalChangeTests`.
public struct LocalChange: Sendable, Hashable {
  /// One side of a change.
  public struct Side: Sendable, Hashable {
    /// The degrees of each row in the special columns, then in the shared ones.
    public let rows: [[Int]]
    /// The number of special columns.
    public let special: Int

    /// A side.
    ///
    /// - Precondition: The rows are equally long, and have the special columns.
    public init(rows: [[Int]], special: Int) {
      precondition(
        rows.allSatisfy { $0.count == rows[0].count && $0.count >= special },
        "rows of different lengths, or without the \(special) special columns")
      (self.rows, self.special) = (rows, special)
    }

    /// The sum of the dimensions of the spaces.
    var dimension: Int { rows.joined().reduce(0, +) - rows.count }
  }

  /// The sides; the left has more rows, more special columns, or is later in order.
  public let left, right: Side
  /// The number of shared columns.
  public let shared: Int

  /// A change between two sides, in the form that all orders of their rows and columns have.
  ///
  /// - Precondition: Both sides have rows of `special` and of the same number of shared columns.
  public init(_ a: Side, _ b: Side) {
    let forms = [Self.form(a, b), Self.form(b, a)]
    // The form does not depend on which side was given first.
    let chosen = forms.sorted { Self.order($0) < Self.order($1) }[1]
    (left, right, shared) = (chosen.left, chosen.right, chosen.shared)
  }

  private struct Form {
    let left, right: Side
    let shared: Int
    let values: [UInt8]
  }

  /// Sorts by rows and special columns of the left side, then by all degrees.
  private static func order(_ form: Form) -> Order {
    Order(
      key: [form.left.rows.count, form.left.special] + form.values.map(Int.init))
  }

  private struct Order: Comparable {
    let key: [Int]
    static func < (a: Order, b: Order) -> Bool { a.key.lexicographicallyPrecedes(b.key) }
  }

  private static func form(_ a: Side, _ b: Side) -> Form {
    let shared = (a.rows.first?.count ?? 0) - a.special
    precondition(
      a.rows.allSatisfy { $0.count == a.special + shared }
        && b.rows.allSatisfy { $0.count == b.special + shared }, "sides of other shared columns")
    let columns = a.special + b.special + shared
    var values: [UInt8] = []
    for row in a.rows {
      values += row.prefix(a.special).map { UInt8($0) }
      values += [UInt8](repeating: 0, count: b.special)
      values += row.dropFirst(a.special).map { UInt8($0) }
    }
    for row in b.rows {
      values += [UInt8](repeating: 0, count: a.special)
      values += row.map { UInt8($0) }
    }
    func colors(_ counts: [Int]) -> [Int] {
      counts.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    }
    let form = LabelledGrid(
      values, rows: a.rows.count + b.rows.count, columns: columns,
      rowColors: colors([a.rows.count, b.rows.count]),
      columnColors: colors([a.special, b.special, shared])
    ).canonical
    let grid = (0..<a.rows.count + b.rows.count).map { r in
      form.values[r * columns..<(r + 1) * columns].map(Int.init)
    }
    return Form(
      left: Side(
        rows: grid.prefix(a.rows.count).map {
          Array($0.prefix(a.special) + $0.dropFirst(a.special + b.special))
        }, special: a.special),
      right: Side(
        rows: grid.dropFirst(a.rows.count).map { Array($0.dropFirst(a.special)) },
        special: b.special),
      shared: shared, values: form.values)
  }
}

extension LocalChange: CustomStringConvertible {
  /// Both sides in brackets, special columns first, a bar between them and the shared ones:
  /// `[1|1|1 0; 1|1|0 1] = [1||1 1]`.
  public var description: String { "\(Self.text(left)) = \(Self.text(right))" }

  private static func text(_ side: Side) -> String {
    let rows = side.rows.map { row in
      let parts = [row.prefix(side.special), row.dropFirst(side.special)].map {
        $0.map(String.init).joined(separator: " ")
      }
      return "\(row.reduce(0, +) - 1)|\(parts[0])|\(parts[1])"
    }
    return "[" + rows.joined(separator: "; ") + "]"
  }
}

extension Identity {
  /// The changes that an identity makes: one for each choice of a, b or c up to order.
  public var changes: [LocalChange] {
    func side(_ special: Int, _ rows: [Int]...) -> LocalChange.Side {
      LocalChange.Side(rows: rows, special: special)
    }
    switch self {
    case .conic: return [LocalChange(side(1, [2, 1]), side(0, [2]))]
    case .diagonal:
      return [
        LocalChange(side(1, [1, 1], [1, 1]), side(0, [2])),
        LocalChange(side(1, [1, 1, 0], [1, 0, 1]), side(0, [1, 1])),
      ]
    case .quadric: return Self.sums.map { LocalChange(side(1, [2] + $0), side(0, $0, $0)) }
    case .ruled:
      return Self.sums.map { c in
        LocalChange(side(1, [2] + c.map { _ in 0 }, [1] + c), side(0, c, c))
      }
    case .doubleCover:
      return [LocalChange(side(2, [2, 1, 0], [1, 1, 1]), side(1, [2, 0], [2, 1]))]
    }
  }

  /// Vectors of sum 2.
  private static let sums = [[2], [1, 1]]
}
