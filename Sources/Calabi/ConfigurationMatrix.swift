/// The configuration matrix [n | q] of a complete intersection in a product of projective spaces.
///
/// Row r is the space P^{n_r}, column α a polynomial of degree q_rα in its coordinates. Rows obey the
/// Calabi–Yau condition n_r + 1 = Σ_α q_rα, so the degrees say all. Two matrices are equal if they have the
/// same rows and columns in the same order; ``canonical`` forms are equal if they have them in any order.
///
/// Source: Krippendorf, Syvaeri, *Detecting symmetries with neural networks* (2021), eqs 6 and 7.
/// Checked by: `ConfigurationMatrixTests`.
public struct ConfigurationMatrix: Sendable, Hashable {
  /// The numbers of projective spaces and of polynomials.
  public let rows, columns: Int
  /// The degrees, row by row: `[rows · columns]`.
  package let degrees: [UInt8]

  /// The degrees that may occur.
  static let degreeRange = 0...15

  /// A matrix of degrees, `[rows, columns]`.
  ///
  /// - Parameters:
  ///   - degrees: The degrees q, row by row.
  ///   - dimensions: The dimensions n of the spaces; without them, what the degrees demand.
  ///   - dimension: That of the manifold, Σ n_r − K for K columns; nil allows any.
  /// - Throws: `.notAMatrix`, `.outOfRange`, `.notCalabiYau` (eq 6) or `.wrongDimension` (eq 7).
  public init(
    degrees: [[Int]], dimensions: [Int]? = nil, dimension: Int? = 3
  ) throws(CalabiError) {
    let columns = degrees.first?.count ?? 0
    guard columns > 0, degrees.allSatisfy({ $0.count == columns }),
      dimensions.map({ $0.count == degrees.count }) ?? true
    else { throw .notAMatrix(place: nil) }
    for (r, row) in degrees.enumerated() {
      if let wrong = row.first(where: { !Self.degreeRange.contains($0) }) {
        throw .outOfRange(wrong, place: nil)
      }
      let sum = row.reduce(0, +)
      guard sum >= 2, dimensions.map({ $0[r] + 1 == sum }) ?? true else {
        throw .notCalabiYau(row: r + 1, dimension: dimensions?[r], sum: sum, place: nil)
      }
      if sum - 1 > Self.degreeRange.upperBound { throw .outOfRange(sum, place: nil) }
    }
    self.init(
      unchecked: degrees.flatMap { $0.map { UInt8($0) } }, rows: degrees.count, columns: columns)
    if let dimension, self.dimension != dimension {
      throw .wrongDimension(found: self.dimension, expected: dimension, place: nil)
    }
  }

  /// A matrix whose rows are known to obey eq 6.
  init(unchecked degrees: [UInt8], rows: Int, columns: Int) {
    (self.degrees, self.rows, self.columns) = (degrees, rows, columns)
  }

  /// The degree of polynomial `column` in the coordinates of space `row`.
  public subscript(row: Int, column: Int) -> Int { Int(degrees[row * columns + column]) }

  /// The degrees in the coordinates of a space.
  public func degrees(ofRow row: Int) -> [Int] { (0..<columns).map { self[row, $0] } }

  /// The dimension n_r of a space.
  public func spaceDimension(_ row: Int) -> Int {
    degrees[row * columns..<(row + 1) * columns].reduce(-1) { $0 + Int($1) }
  }

  /// The dimensions of the spaces.
  public var spaceDimensions: [Int] { (0..<rows).map(spaceDimension) }

  /// The dimension of the manifold, Σ n_r − K.
  public var dimension: Int { degrees.reduce(0) { $0 + Int($1) } - rows - columns }

  /// The number of degrees that are not zero.
  public var entryCount: Int { degrees.count { $0 > 0 } }

  /// The same with rows and columns in another order: row i is `rowOrder[i]` of this matrix.
  ///
  /// - Precondition: The orders are those of all rows and of all columns.
  public func permuted(rows rowOrder: [Int], columns columnOrder: [Int]) -> ConfigurationMatrix {
    precondition(
      rowOrder.sorted() == Array(0..<rows) && columnOrder.sorted() == Array(0..<columns),
      "not an order of \(rows) rows and of \(columns) columns")
    return ConfigurationMatrix(
      unchecked: rowOrder.flatMap { r in columnOrder.map { degrees[r * columns + $0] } },
      rows: rows, columns: columns)
  }
}
