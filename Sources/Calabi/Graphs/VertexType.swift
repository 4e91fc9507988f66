/// What a vertex of the graph of a matrix sees: its degree, and those of the other entries of its row and of
/// its column.
///
/// Source: Krippendorf, Syvaeri (2021), section 2.2, figure 3.
/// Checked by: `GraphFeaturesTests`.
public struct VertexType: Sendable, Hashable, Comparable {
  /// The degree of the entry.
  public let degree: Int
  /// How many neighbours have degree 1, 2, …, a byte for each, in the row and in the column.
  private let rowCounts, columnCounts: UInt64

  /// The largest degree that is counted.
  static let largestDegree = 8

  /// The type of an entry with the given neighbours.
  ///
  /// - Precondition: Degrees lie between 1 and 8, and there are fewer than 256 neighbours.
  public init(degree: Int, row: [Int], column: [Int]) {
    self.init(
      degree: degree, rowCounts: row.reduce(0) { $0 + Self.one($1) },
      columnCounts: column.reduce(0) { $0 + Self.one($1) })
  }

  /// - Parameter rowCounts: Sums of ``one(_:)``.
  init(degree: Int, rowCounts: UInt64, columnCounts: UInt64) {
    precondition(1...Self.largestDegree ~= degree, "a vertex of degree \(degree)")
    self.degree = degree
    (self.rowCounts, self.columnCounts) = (rowCounts, columnCounts)
  }

  /// What an entry adds to the counts.
  static func one(_ degree: Int) -> UInt64 {
    precondition(1...largestDegree ~= degree, "a vertex of degree \(degree)")
    return 1 << UInt64(8 * (degree - 1))
  }

  /// The degrees of the other entries of its row, in order.
  public var row: [Int] { Self.list(rowCounts) }
  /// The degrees of the other entries of its column, in order.
  public var column: [Int] { Self.list(columnCounts) }

  private static func list(_ counts: UInt64) -> [Int] {
    (1...largestDegree).flatMap { degree in
      [Int](repeating: degree, count: Int(counts >> UInt64(8 * (degree - 1)) & 0xFF))
    }
  }

  /// By degree, then by the numbers of neighbours in the row, then in the column, of the largest degrees first.
  public static func < (a: VertexType, b: VertexType) -> Bool {
    if a.degree != b.degree { return a.degree < b.degree }
    if a.rowCounts != b.rowCounts { return a.rowCounts < b.rowCounts }
    return a.columnCounts < b.columnCounts
  }
}

extension VertexType: CustomStringConvertible {
  /// As in the paper's figure 3: `(1|1|2,4)`.
  public var description: String {
    func text(_ list: [Int]) -> String {
      list.isEmpty ? "–" : list.map(String.init).joined(separator: ",")
    }
    return "(\(degree)|\(text(row))|\(text(column)))"
  }
}
