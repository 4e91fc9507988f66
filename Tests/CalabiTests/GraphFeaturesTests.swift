import Calabi
import Tensors
import TestSupport
import Testing

@Suite struct GraphFeaturesTests {
  @Test("The example of figure 3")
  func figure3() throws {
    let matrix = try ConfigurationMatrix("[1|1 1; 2|1 2; 3|0 4]", dimension: nil)
    #expect(
      matrix.vertexTypes.map(\.description) == [
        "(1|1|1)", "(1|1|2,4)", "(1|2|1)", "(2|1|1,4)", "(4|–|1,2)",
      ])
  }

  @Test("Types say degree and neighbours, and sort")
  func types() {
    let type = VertexType(degree: 2, row: [3, 1, 1], column: [])
    #expect(type.row == [1, 1, 3] && type.column == [])
    #expect(type == VertexType(degree: 2, row: [1, 3, 1], column: []))
    #expect(VertexType(degree: 1, row: [5], column: [5]) < type)
    #expect(!(type < type))
  }

  @Test("Spectra of small graphs")
  func spectra() throws {
    #expect(try ConfigurationMatrix("[4|5]").graphSpectrum() == [5])
    let weights = GraphWeights(row: 2, column: 3, label: 0)
    #expect(try ConfigurationMatrix("[4|5]").graphSpectrum(weights: weights) == [0])
    // Without labels: two vertices with one edge; four in a row; a path of three.
    for (text, expected) in [
      ("[2|3; 2|3]", [3.0, -3]), ("[7|2 2 2 2]", [6, -2, -2, -2]),
      ("[1|2 0; 4|2 3]", [Double(13).squareRoot(), 0, -Double(13).squareRoot()]),
    ] {
      let spectrum = try ConfigurationMatrix(text, dimension: nil).graphSpectrum(weights: weights)
      expectClose(Tensor(spectrum), Tensor(expected), rtol: 1e-12, atol: 1e-12)
    }
    // With them: the same label everywhere is a shift; [[1, 2], [2, 3]] with labels halved has 1 ± √4.25.
    let labelled = GraphWeights(row: 2, column: 3, label: 0.5)
    for (text, expected) in [
      ("[7|2 2 2 2]", [7, -1, -1, -1]),
      ("[3|1 3]", [1 + 4.25.squareRoot(), 1 - 4.25.squareRoot()]),
    ] {
      let spectrum = try ConfigurationMatrix(text, dimension: nil).graphSpectrum(weights: labelled)
      expectClose(Tensor(spectrum), Tensor(expected), rtol: 1e-12, atol: 1e-12)
    }
  }

  @Test("Features do not depend on the order of rows and columns")
  func permutations() {
    var rng = Philox(seed: 5)
    for matrix in Examples.walked.prefix(200) {
      let other = matrix.shuffled(using: &rng)
      #expect(other.vertexTypes.sorted() == matrix.vertexTypes.sorted())
      expectClose(
        Tensor(other.graphSpectrum()), Tensor(matrix.graphSpectrum()), rtol: 0, atol: 1e-12)
    }
  }

  @Test("The list has 239 types and at most 30 vertices", .enabled(if: Examples.hasList))
  func list() {
    let matrices = Examples.list?.entries.map(\.matrix) ?? []
    #expect(Set(matrices.flatMap(\.vertexTypes)).count == 239)
    #expect(matrices.map(\.entryCount).max() == 30)
  }
}
