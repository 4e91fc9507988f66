internal import Datasets
public import Tensors

/// The list of complete-intersection Calabi–Yau threefolds, in the format of the Oxford page.
///
/// An entry is `Key : value` lines — Num, NumPs, NumPol, Eta, H11, H21, C2, Redun — then NumPs rows of degrees
/// `{1, 0, 2}` without the dimensions, then a blank line. Whatever contradicts itself is refused with its
/// line: the numbers of rows and columns, eqs 6 and 7, η = 2(h¹¹ − h²¹).
///
/// Source: Candelas, Dale, Lütken, Schimmrigk, Nucl. Phys. B298 (1988) 493; Hodge numbers: Green, Hübsch,
/// Lütken, Class. Quant. Grav. 6 (1989) 105.
/// Checked by: `CICYListTests`.
public struct CICYList: Sendable {
  /// The entries, in the order of the file.
  public let entries: [Entry]

  /// An entry of the list.
  public struct Entry: Sendable, Hashable {
    /// Its number.
    public let number: Int
    /// The matrix.
    public let matrix: ConfigurationMatrix
    /// The Euler number that is listed.
    public let eulerNumber: Int
    /// The Hodge numbers h¹¹ and h²¹; both 0, by convention, for a direct product.
    public let hodge: HodgePair
    /// The second Chern class in the classes of the rows.
    public let secondChern: [Int]
    /// The numbers of entries that are listed as the same manifold.
    public let redundant: [Int]
    /// The line on which the entry begins, from 1.
    public let line: Int

    /// Whether it is a direct product.
    public var isProduct: Bool { hodge.h11 == 0 && hodge.h21 == 0 }
  }

  /// The SHA-256 of the published list, unpacked.
  public static let publishedChecksum =
    "c443a8b431d842c9b2e1cf4af19c12dce0aaeb6f11f99a29f70260b559085cd8"

  /// The SHA-256 of the list that was read; nil for one that was made otherwise.
  public let checksum: String?
  /// Whether it is the published list, byte for byte.
  public var isPublished: Bool { checksum == Self.publishedChecksum }

  /// Reads a file, plain or compressed by gzip.
  ///
  /// - Throws: A `DatasetError` if it cannot be read, or a ``CalabiError`` with the line of what is wrong.
  public init(contentsOf path: String) throws {
    let file = try TextFile(path: path)
    try self.init(text: file.text, path: path, checksum: file.sha256)
  }

  /// Reads the text of a list.
  ///
  /// - Parameter path: The file it comes from, for messages.
  /// - Throws: A ``CalabiError`` with the line of what is wrong.
  public init(
    text: some StringProtocol, path: String, checksum: String? = nil
  ) throws(CalabiError) {
    var lines = CICYLines(text: text, path: path)
    var entries: [Entry] = []
    var lineOfNumber: [Int: Int] = [:]
    while lines.skipBlank() {
      let entry = try Entry(&lines)
      if let before = lineOfNumber.updateValue(entry.line, forKey: entry.number) {
        throw .contradiction(
          lines.place(entry.line), "number \(entry.number) is also on line \(before)")
      }
      entries.append(entry)
    }
    if entries.isEmpty { throw .emptyList(path) }
    for entry in entries {
      if let other = entry.redundant.first(where: { $0 < 1 || $0 == entry.number }) {
        throw .contradiction(
          lines.place(entry.line), "entry \(entry.number) is said to be the same as entry \(other)")
      }
    }
    (self.entries, self.checksum) = (entries, checksum)
  }
}

/// Two Hodge numbers.
public struct HodgePair: Sendable, Hashable, Comparable, Codable {
  /// h¹¹ and h²¹.
  public let h11, h21: Int

  /// A pair.
  public init(_ h11: Int, _ h21: Int) { (self.h11, self.h21) = (h11, h21) }

  /// By h¹¹, then by h²¹.
  public static func < (a: HodgePair, b: HodgePair) -> Bool {
    (a.h11, a.h21) < (b.h11, b.h21)
  }
}

extension CICYList.Entry {
  /// Reads the entry that begins on the current line.
  fileprivate init(_ lines: inout CICYLines) throws(CalabiError) {
    line = lines.number
    number = try lines.integer("Num")
    let rows = try lines.integer("NumPs", in: 1...AmbientPolynomial.mostRows)
    let columns = try lines.integer("NumPol", in: 1...64)
    eulerNumber = try lines.integer("Eta")
    let h11 = try lines.integer("H11", in: 0...1000)
    hodge = HodgePair(h11, try lines.integer("H21", in: 0...1000))
    let hodgeLine = lines.number - 3
    if eulerNumber != 2 * (hodge.h11 - hodge.h21) {
      throw .contradiction(
        lines.place(hodgeLine),
        "Eta is \(eulerNumber), and 2 (H11 − H21) is \(2 * (hodge.h11 - hodge.h21))")
    }
    let chernLine = lines.number
    secondChern = try lines.list("C2")
    if secondChern.count != rows {
      throw .contradiction(
        lines.place(chernLine), "C2 has \(secondChern.count) numbers, and there are \(rows) rows")
    }
    redundant = try lines.list("Redun").filter { $0 != 0 }
    let first = lines.number
    var degrees: [[Int]] = []
    for _ in 0..<rows {
      let row = try lines.row()
      if row.count != columns {
        throw .contradiction(
          lines.place(lines.number - 1),
          "the row has \(row.count) degrees, and NumPol is \(columns)")
      }
      degrees.append(row)
    }
    try lines.end(of: number, rows: rows)
    do {
      matrix = try ConfigurationMatrix(degrees: degrees)
    } catch {
      throw error.located { lines.place($0.map { first + $0 - 1 } ?? first) }
    }
  }
}

extension CalabiError {
  /// The same error of a matrix, with its place in a file.
  fileprivate func located(_ place: (_ row: Int?) -> Place) -> CalabiError {
    switch self {
    case .notAMatrix: .notAMatrix(place: place(nil))
    case .notCalabiYau(let row, let dimension, let sum, _):
      .notCalabiYau(row: row, dimension: dimension, sum: sum, place: place(row))
    case .wrongDimension(let found, let expected, _):
      .wrongDimension(found: found, expected: expected, place: place(nil))
    case .outOfRange(let value, _): .outOfRange(value, place: place(nil))
    default: self
    }
  }
}

extension CICYList {
  /// The numbers of entries whose Euler number or second Chern class is not what follows from the matrix.
  public func contradictions(threads: Int = Parallel.processors) -> [Int] {
    let agrees = Parallel.map(entries.count, threads: threads) { i in
      let numbers = IntersectionNumbers(entries[i].matrix)
      return numbers.eulerNumber == entries[i].eulerNumber
        && numbers.secondChern == entries[i].secondChern
    }
    return zip(entries, agrees).filter { !$0.1 }.map(\.0.number)
  }
}
