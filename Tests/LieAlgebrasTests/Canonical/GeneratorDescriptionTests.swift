import LieAlgebras
import Tensors
import TestSupport
import Testing

@Suite struct GeneratorDescriptionTests {
  private func describe(_ rows: [[Double]], _ names: String) -> GeneratorDescription {
    GeneratorDescription(of: Tensor(rows: rows), coordinates: names.map(String.init))
  }

  @Test(
    "Linear motions of a plane",
    arguments: [
      ([[0, -1], [1, 0]], "rotation in x–y", "x ∂y − y ∂x"),
      ([[0, 1], [-1, 0]], "rotation in y–x", "y ∂x − x ∂y"),
      ([[0, 4], [-1, 0]], "rotation in y–x (elliptic)", "4 y ∂x − x ∂y"),
      ([[0, 1], [1, 0]], "boost x–y", "y ∂x + x ∂y"),
      ([[0, 1], [0.25, 0]], "boost x–y (stretched)", "y ∂x + 1/4 x ∂y"),
      ([[1, 0], [0, 1]], "scaling", "x ∂x + y ∂y"),
      ([[0, 0], [0, 1]], "scaling of y", "y ∂y"),
      ([[1, 0], [0, -1]], "squeeze x–y", "x ∂x − y ∂y"),
      ([[1, 0], [0, 0.5]], "scaling of x, y in proportion 1 : 1/2", "x ∂x + 1/2 y ∂y"),
      ([[0, 1], [0, 0]], "shear of x by y", "y ∂x"),
      ([[0, 0], [1, 0]], "shear of y by x", "x ∂y"),
      ([[1, -1], [1, 1]], "(x − y) ∂x + (x + y) ∂y", "(x − y) ∂x + (x + y) ∂y"),
      ([[0, 0], [0, 0]], "zero", "0"),
    ] as [([[Double]], String, String)])
  func plane(rows: [[Double]], words: String, field: String) {
    let description = describe(rows, "xy")
    #expect(description.words == words)
    #expect(description.field == field)
  }

  @Test func affineMotions() {
    #expect(describe([[0, 0, 1], [0, 0, 0], [0, 0, 0]], "xy").words == "translation along x")
    #expect(
      describe([[0, 0, 1], [0, 0, -2], [0, 0, 0]], "xy").words == "translation along x − 2 y")
    let ellipse = describe([[0, -1, 1], [0.25, 0, -0.25], [0, 0, 0]], "xy")
    #expect(ellipse.words == "rotation in x–y (elliptic) about (1, 1)")
    #expect(ellipse.field == "(1/4 x − 1/4) ∂y − (y − 1) ∂x")
    #expect(ellipse.kind == .rotation)
    let screw = describe([[0, -1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 2], [0, 0, 0, 0]], "xyz")
    #expect(screw.words == "rotation in x–y, with translation along 2 z")
    #expect(screw.kind == .combination)
    #expect(describe([[0, 1, 0], [0, 0, 0], [0, 0, 0]], "xt").words == "shear of x by t")
  }

  @Test func severalPlanes() {
    let i = [[0, -1.0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0.5], [0, 0, -0.5, 0]]
    #expect(describe(i, "abcd").words == "rotation in a–b, 1/2 × rotation in d–c")
    let mixed = [[0, -1.0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]
    #expect(describe(mixed, "abcd").words == "rotation in a–b, boost c–d")
    #expect(describe(mixed, "abcd").kind == .combination)
    let spiral = [[1.0, -1, 0], [1, 1, 0], [0, 0, 1]]
    #expect(describe(spiral, "xyz").kind == .general)
  }

  @Test("Small entries are noise only relative to the largest", arguments: [1e-20, 1, 1e20])
  func scaleFree(scale: Double) {
    let matrix = scale * Tensor(rows: [[1e-9, -1], [1, 0]])
    let description = GeneratorDescription(of: matrix, coordinates: ["x", "y"])
    #expect(description.words == "rotation in x–y")
    let exact = GeneratorDescription(of: matrix, coordinates: ["x", "y"], tolerance: 1e-12)
    #expect(exact.kind == .general)
  }

  @Test func theLorentzAlgebraReadsWell() throws {
    let basis = try #require(try AlgebraCatalog.named("so(1,3)").basis)
    let words = canonicalBasis(of: basis, noise: 0).basis.unstacked.map {
      GeneratorDescription(of: $0, coordinates: ["t", "x", "y", "z"]).words
    }
    #expect(
      words == [
        "boost t–x", "boost t–y", "boost t–z", "rotation in x–y", "rotation in x–z",
        "rotation in y–z",
      ])
  }
}
