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

  @Test("Colouring cannot tell two triangles from a hexagon; the search can")
  func regularTables() throws {
    // Rows are edges of a graph on six columns, every column on two edges.
    func edges(_ pairs: [(Int, Int)]) throws -> ConfigurationMatrix {
      try ConfigurationMatrix(
        degrees: pairs.map { a, b in (0..<6).map { $0 == a || $0 == b ? 1 : 0 } }, dimension: nil)
    }
    let hexagon = try edges([(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)])
    let triangles = try edges([(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3)])
    #expect(hexagon.graphHash == triangles.graphHash)
    #expect(hexagon.canonical != triangles.canonical)
    var rng = Philox(seed: 1)
    for _ in 0..<20 {
      #expect(hexagon.shuffled(using: &rng).canonical == hexagon.canonical)
      #expect(triangles.shuffled(using: &rng).canonical == triangles.canonical)
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
