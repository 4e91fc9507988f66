import Calabi
import Tensors
import Testing

@Suite struct CanonicalFormTests {
  @Test("Orders of rows and columns do not matter", arguments: UInt64(0)..<5)
  func permutations(seed: UInt64) {
    var rng = Philox(seed: seed)
    for matrix in Examples.walked {
      let form = matrix.canonical
      #expect(matrix.shuffled(using: &rng).canonical == form)
      #expect(matrix.shuffled(using: &rng).graphHash == matrix.graphHash)
      #expect(form.canonical == form)
      #expect(form.spaceDimensions.sorted() == matrix.spaceDimensions.sorted())
    }
  }

  @Test("Forms are equal only if some order makes the matrices equal")
  func differentMatrices() throws {
    // By trying all orders of two small ones.
    let small = Examples.walked.filter { $0.rows <= 4 && $0.columns <= 4 }
    for a in small.prefix(40) {
      for b in small.prefix(40) where a.rows == b.rows && a.columns == b.columns {
        #expect((a.canonical == b.canonical) == Self.areEqualInSomeOrder(a, b), "\(a) \(b)")
      }
    }
  }

  /// Rows are edges of a graph on the columns: two degrees 1 each.
  private static func edges(_ cycles: [Int]) throws -> ConfigurationMatrix {
    let columns = cycles.reduce(0, +)
    var (degrees, first): ([[Int]], Int) = ([], 0)
    for length in cycles {
      for k in 0..<length {
        let ends = [first + k, first + (k + 1) % length]
        degrees.append((0..<columns).map { ends.contains($0) ? 1 : 0 })
      }
      first += length
    }
    return try ConfigurationMatrix(degrees: degrees, dimension: nil)
  }

  @Test("Colouring cannot tell two triangles from a hexagon; the search can")
  func regularTables() throws {
    let (hexagon, triangles) = (try Self.edges([6]), try Self.edges([3, 3]))
    #expect(hexagon.graphHash == triangles.graphHash)
    #expect(hexagon.canonical != triangles.canonical)
  }

  @Test(
    "All choices are searched: some of the rows that look alike are not",
    arguments: [[6], [3, 3], [3, 6], [6, 3, 3], [3, 4, 5], [3, 4, 7]])
  func unequalChoices(cycles: [Int]) throws {
    let matrix = try Self.edges(cycles)
    var rng = Philox(seed: 1)
    for _ in 0..<20 {
      #expect(matrix.shuffled(using: &rng).canonical == matrix.canonical)
    }
  }

  @Test("Many equal blocks: symmetries keep the search short")
  func manyBlocks() throws {
    let blocks = 12
    let degrees = (0..<2 * blocks).map { r in
      (0..<2 * blocks).map { c in r / 2 == c / 2 ? (r == c ? 2 : 1) : 0 }
    }
    let matrix = try ConfigurationMatrix(degrees: degrees, dimension: nil)
    var rng = Philox(seed: 2)
    #expect(matrix.shuffled(using: &rng).canonical == matrix.canonical)
  }

  @Test("The entries of the list are all different", .enabled(if: Examples.hasList))
  func list() {
    let matrices = Examples.list?.entries.map(\.matrix) ?? []
    let forms = Parallel.map(matrices.count) { matrices[$0].canonical }
    #expect(Set(forms).count == 7890)
  }

  private static func areEqualInSomeOrder(
    _ a: ConfigurationMatrix, _ b: ConfigurationMatrix
  ) -> Bool {
    orders(a.rows).contains { rows in
      orders(a.columns).contains { a.permuted(rows: rows, columns: $0) == b }
    }
  }

  private static func orders(_ count: Int) -> [[Int]] {
    count == 0
      ? [[]]
      : orders(count - 1).flatMap { order in
        (0..<count).map { place in
          var longer = order
          longer.insert(count - 1, at: place)
          return longer
        }
      }
  }
}
