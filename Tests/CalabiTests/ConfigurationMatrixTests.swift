import Calabi
import Tensors
import Testing

@Suite struct ConfigurationMatrixTests {
  @Test("Brackets are read and printed", arguments: Examples.several)
  func brackets(matrix: ConfigurationMatrix) throws {
    #expect(try ConfigurationMatrix("\(matrix)") == matrix)
    #expect(matrix.dimension == 3)
    for r in 0..<matrix.rows {
      #expect(matrix.spaceDimension(r) + 1 == matrix.degrees(ofRow: r).reduce(0, +))
    }
  }

  @Test func rowsThatBreakTheCondition() {
    #expect(throws: CalabiError.notCalabiYau(row: 2, dimension: 2, sum: 2, place: nil)) {
      try ConfigurationMatrix(degrees: [[1, 1], [1, 1]], dimensions: [1, 2])
    }
    #expect(throws: CalabiError.notCalabiYau(row: 1, dimension: nil, sum: 1, place: nil)) {
      try ConfigurationMatrix(degrees: [[1, 0], [3, 2]])
    }
  }

  @Test func wrongDimension() {
    #expect(throws: CalabiError.wrongDimension(found: 4, expected: 3, place: nil)) {
      try ConfigurationMatrix("[5|6]")
    }
    #expect((try? ConfigurationMatrix("[5|6]", dimension: nil))?.dimension == 4)
  }

  @Test(arguments: ["[4|5", "4|5", "[5]", "[4|5|1]", "[a|5]", "[4|x]", "[]"])
  func textThatIsNoMatrix(text: String) {
    #expect(throws: CalabiError.self) { try ConfigurationMatrix(text) }
  }

  @Test func degreesOutOfRange() {
    #expect(throws: CalabiError.outOfRange(-1, place: nil)) {
      try ConfigurationMatrix(degrees: [[-1, 6]])
    }
    #expect(throws: CalabiError.outOfRange(99, place: nil)) {
      try ConfigurationMatrix(degrees: [[99]])
    }
    #expect(throws: CalabiError.notAMatrix(place: nil)) {
      try ConfigurationMatrix(degrees: [[1, 1], [2]])
    }
  }
}
