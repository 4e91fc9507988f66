import Calabi
import Tensors
import Testing

@Suite struct TopologyTests {
  @Test("One space: the textbook's numbers", arguments: Examples.textbook)
  func textbook(example: (matrix: String, euler: Int, cube: Int, chern: Int)) throws {
    let numbers = IntersectionNumbers(try ConfigurationMatrix(example.matrix))
    #expect(numbers.eulerNumber == example.euler)
    #expect(numbers.triple == [example.cube])
    #expect(numbers.secondChern == [example.chern])
  }

  @Test("Products of spaces")
  func products() throws {
    // ∫ J₁² J₂ = ∫ J₁ J₂² = 3 on the bicubic, ∫ J_r J_s J_t = 2 on the tetraquadric.
    let bicubic = IntersectionNumbers(try ConfigurationMatrix("[2|3; 2|3]"))
    #expect(bicubic.eulerNumber == -162 && bicubic.secondChern == [36, 36])
    #expect(bicubic.triple == [0, 3, 3, 3, 3, 3, 3, 0])
    let quadric = IntersectionNumbers(try ConfigurationMatrix("[1|2; 1|2; 1|2; 1|2]"))
    #expect(quadric.eulerNumber == -128 && quadric.secondChern == [24, 24, 24, 24])
    for r in 0..<4 {
      for s in 0..<4 {
        for t in 0..<4 { #expect(quadric[r, s, t] == (Set([r, s, t]).count == 3 ? 2 : 0)) }
      }
    }
  }

  @Test("A sum over all ways to choose factors says the same", arguments: Examples.several)
  func againstEnumeration(matrix: ConfigurationMatrix) {
    let numbers = IntersectionNumbers(matrix)
    for r in 0..<matrix.rows {
      for s in 0..<matrix.rows {
        for t in 0..<matrix.rows {
          var left = matrix.spaceDimensions
          for space in [r, s, t] { left[space] -= 1 }
          #expect(numbers[r, s, t] == Self.coefficient(matrix, 0, left))
        }
      }
    }
  }

  @Test("Euler number and second Chern class of the whole list", .enabled(if: Examples.hasList))
  func list() {
    #expect(Examples.list?.entries.count == 7890)
    #expect(Examples.list?.contradictions() == [])
  }

  /// The coefficient of Π J_r^left[r] in the product of the columns from `column` on.
  private static func coefficient(
    _ matrix: ConfigurationMatrix, _ column: Int, _ left: [Int]
  ) -> Int {
    if left.contains(where: { $0 < 0 }) { return 0 }
    if column == matrix.columns { return left.allSatisfy { $0 == 0 } ? 1 : 0 }
    return (0..<matrix.rows).reduce(0) { sum, r in
      guard matrix[r, column] > 0 else { return sum }
      var rest = left
      rest[r] -= 1
      return sum + matrix[r, column] * coefficient(matrix, column + 1, rest)
    }
  }
}
