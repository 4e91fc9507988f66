import Foundation
import Oracles
import Tensors
import TestSupport
import Testing

/// A case of Tests/Reference/formula_gradients.py.
struct FormulaReference: Decodable, CustomTestStringConvertible {
  let formula: String
  let kind: String
  let point: [Double]
  let values: [Double]
  let jacobian: [[Double]]

  var testDescription: String { formula }

  var oracle: FormulaOracle {
    get throws {
      switch kind {
      case "vectors": try FormulaOracle(formula, vectors: [("x", 3), ("y", 3), ("z", 3)])
      case "complex": try FormulaOracle(formula, complex: [("z", 2), ("w", 2)])
      default: try FormulaOracle(formula, variables: Array(["x", "y", "z"].prefix(point.count)))
      }
    }
  }

  static let all: [FormulaReference] = {
    struct File: Decodable { let cases: [FormulaReference] }
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Reference/formula_gradients.json")
    guard let data = try? Data(contentsOf: url) else { return [] }
    return (try? JSONDecoder().decode(File.self, from: data).cases) ?? []
  }()
}

@Suite struct FormulaOracleTests {
  @Test func referenceFileIsRead() { #expect(FormulaReference.all.count == 29) }

  @Test("Values and gradients are those of SymPy", arguments: FormulaReference.all)
  func matchesSymPy(reference: FormulaReference) throws {
    let oracle = try reference.oracle
    let result = oracle.evaluate(at: Tensor(rows: [reference.point]))
    expectClose(result.values.row(0), Tensor(reference.values), rtol: 1e-13, atol: 1e-14)
    expectClose(result.jacobians.row(0), Tensor(rows: reference.jacobian), rtol: 1e-12, atol: 1e-13)
  }

  @Test("Gradients are central differences", arguments: FormulaReference.all, UInt64(0)..<3)
  func matchesDifferences(reference: FormulaReference, seed: UInt64) throws {
    var rng = Philox(seed: seed)
    // Near the reference point, inside every function's domain.
    let noise: Tensor<Double> = rng.normals([5, reference.point.count])
    let points = Tensor(rows: [[Double]](repeating: reference.point, count: 5)) + 0.02 * noise
    expectGradient(of: try reference.oracle, at: points)
  }

  @Test func variablesComeInOrderOfAppearance() throws {
    let oracle = try FormulaOracle("t^2 - x^2 - y^2 - z^2")
    #expect(oracle.layout == PointLayout(coordinates: ["t", "x", "y", "z"]))
    let result = oracle.evaluate(at: Tensor(rows: [[1, 2, 3, 4]]))
    expectClose(result.values, Tensor(rows: [[-28]]))
    expectClose(result.jacobians, Tensor([2, -4, -6, -8], shape: [1, 1, 4]))
  }

  @Test func declaredOrderWins() throws {
    let oracle = try FormulaOracle("y - 2*x", variables: ["x", "y"])
    expectClose(
      oracle.evaluate(at: Tensor(rows: [[3, 5]])).jacobians, Tensor([-2, 1], shape: [1, 1, 2]))
  }

  @Test func namesOfConstantsCanBeVariables() throws {
    #expect(try FormulaOracle("e^2 - p^2").layout.coordinates == ["p"])
    #expect(
      try FormulaOracle("e^2 - p^2", variables: ["e", "p"]).layout.coordinates == ["e", "p"])
    #expect(try FormulaOracle("i*x").layout.coordinates == ["i", "x"])
  }

  @Test func vectorsArePoints() throws {
    let oracle = try FormulaOracle("x1.x2", vectors: [("x1", 4), ("x2", 4)])
    #expect(oracle.layout == PointLayout(points: 2, coordinates: ["x1", "x2", "x3", "x4"]))
    let result = oracle.evaluate(at: Tensor(rows: [[1, 2, 3, 4, 5, 6, 7, 8]]))
    expectClose(result.values, Tensor(rows: [[70]]))
    expectClose(result.jacobians, Tensor([5, 6, 7, 8, 1, 2, 3, 4], shape: [1, 1, 8]))
  }

  @Test func complexCoordinatesAreRealPartsThenImaginaryParts() throws {
    let oracle = try FormulaOracle("inner(z, w)", complex: [("z", 2), ("w", 2)])
    #expect(
      oracle.layout == PointLayout(points: 2, coordinates: ["re z1", "re z2", "im z1", "im z2"]))
    #expect(oracle.outputs == 2)
    // z = (1 + 3i, 2 + 4i), w = (5 + 7i, 6 + 8i): conj(z)·w = 26 − 8i + 44 − 8i
    let result = oracle.evaluate(at: Tensor(rows: [[1, 2, 3, 4, 5, 6, 7, 8]]))
    expectClose(result.values, Tensor(rows: [[70, -16]]))
  }

  @Test func severalOutputsAreSeparatedBySemicolons() throws {
    let oracle = try FormulaOracle("x + y; x*y; 7 ;")
    #expect(oracle.outputs == 3)
    let result = oracle.evaluate(at: Tensor(rows: [[3, 5]]))
    expectClose(result.values, Tensor(rows: [[8, 15, 7]]))
    expectClose(result.jacobians, Tensor([1, 1, 5, 3, 0, 0], shape: [1, 3, 2]))
    #expect(try FormulaOracle("x; cross(x, y)", vectors: [("x", 3), ("y", 3)]).outputs == 6)
  }

  @Test(
    "Other spellings mean the same",
    arguments: [
      ("x² + y³", "x^2 + y^3"), ("2·x×y − 3", "2*x*y - 3"), ("x**2 ÷ y", "x^2/y"), ("x¹²", "x^12"),
      ("π*x", "pi*x"), ("+x", "x"), ("--x", "x"), ("ln(x)", "log(x)"), ("\tx\n+ y ", "x+y"),
      ("x-−y", "x+y"), ("2e1*x", "20*x"), ("x^2^0.5", "x^(2^0.5)"), ("-x^2", "0-(x^2)"),
      ("x/2/y", "x/(2*y)"), ("(x)", "x"), ("min(x, y, 1)", "min(min(x, y), 1)"),
      ("max(x, y)", "-min(-x, -y)"), ("sign(x)*abs(x)", "x"), ("x^0.5", "sqrt(x)"),
    ])
  func spellings(text: String, meaning: String) throws {
    let (a, b) = (
      try FormulaOracle(text, variables: ["x", "y"]),
      try FormulaOracle(meaning, variables: ["x", "y"])
    )
    let points = Tensor(rows: [[0.7, 1.3], [1.9, 0.4]])
    expectClose(a.evaluate(at: points).values, b.evaluate(at: points).values, rtol: 1e-14)
    expectClose(a.evaluate(at: points).jacobians, b.evaluate(at: points).jacobians, rtol: 1e-14)
  }

  @Test("Several samples are the stack of each one", arguments: [1, 255, 256, 257, 1000])
  func stacking(count: Int) throws {
    let oracle = try FormulaOracle("x*y - sin(z); x/(y + z)")
    var rng = Philox(seed: 3)
    let points: Tensor<Double> = rng.normals([count, 3])
    let all = oracle.evaluate(at: points)
    for i in Set([0, count / 2, count - 1]) {
      let one = oracle.evaluate(at: points.rows(i..<i + 1))
      #expect(one.values == all.values.rows(i..<i + 1))
      #expect(one.jacobians == all.jacobians.rows(i..<i + 1))
    }
  }

  @Test func noSamples() throws {
    let result = try FormulaOracle("x*y").evaluate(at: .zeros([0, 2]))
    #expect(result.values.shape == [0, 1] && result.jacobians.shape == [0, 1, 2])
  }

  @Test func slopesAtZeroAreRight() throws {
    let oracle = try FormulaOracle("x^1; x^2; x^0; x^3*y; x*y")
    let result = oracle.evaluate(at: Tensor(rows: [[0, 2]]))
    expectClose(result.jacobians, Tensor([1, 0, 0, 0, 0, 0, 0, 0, 2, 0], shape: [1, 5, 2]))
  }

  @Test("A determinant has its gradient where it vanishes too")
  func singularDeterminant() throws {
    let oracle = try FormulaOracle("det(x, y, z)", vectors: [("x", 3), ("y", 3), ("z", 3)])
    // The third row is the sum of the others: the cofactors are cross products.
    let result = oracle.evaluate(at: Tensor(rows: [[1, 2, 0, 0, 1, 3, 1, 3, 3]]))
    expectClose(result.values, Tensor(rows: [[0]]), atol: 1e-14)
    expectClose(
      result.jacobians, Tensor([-6, 3, -1, -6, 3, -1, 6, -3, 1], shape: [1, 1, 9]), rtol: 1e-14)
  }

  @Test(
    "What a formula ignores is named",
    arguments: [
      ("x.x", ["y"]), ("x[1]*y[1]", ["x[2]", "x[3]", "y[2]", "y[3]"]), ("det(x, y, x)", []),
      ("x[2] + x[3] + y[1]", ["x[1]", "y[2]", "y[3]"]),
    ])
  func ignoredVectors(formula: String, ignored: [String]) throws {
    let oracle = try FormulaOracle(formula, vectors: [("x", 3), ("y", 3)])
    #expect(oracle.ignoredVariables == ignored)
  }

  @Test func ignoredScalarsAndComplexParts() throws {
    #expect(try FormulaOracle("x^2", variables: ["x", "y"]).ignoredVariables == ["y"])
    #expect(try FormulaOracle("x + 0*y", variables: ["x", "y"]).ignoredVariables == [])
    #expect(
      try FormulaOracle("re(z[1]); im(z[2])", complex: [("z", 3), ("w", 3)]).ignoredVariables
        == ["im(z[1])", "re(z[2])", "z[3]", "w"])
  }

  @Test(
    "The operation that left the numbers is found",
    arguments: [
      ("x + 1/(x - y)", [2.0, 2.0], 5, "1.0 / 0.0 is infinite"),
      ("x + log(y - 3)", [1, 2], 4, "log(-1.0) is not a number"),
      ("sqrt(x)*y", [0, 1], 0, "sqrt(0.0) is 0.0, but has no finite derivative there"),
      ("x^0.5 + y", [-4, 1], 1, "(-4.0)^(0.5) is not a number"),
      ("exp(x)*0 + y", [1000, 1], 0, "exp(1000.0) is infinite"),
      ("min(log(x), y)", [-1, 2], 4, "log(-1.0) is not a number"),
      ("max(y, log(x))", [2, -1], 7, "log(-1.0) is not a number"),
      ("x + y", [1, .nan], 4, "this coordinate is not a number"),
    ])
  func nonFinite(formula: String, point: [Double], offset: Int, message: String) throws {
    let oracle = try FormulaOracle(formula)
    let result = oracle.evaluate(at: Tensor(rows: [point]))
    #expect(!result.values.isFinite || !result.jacobians.isFinite)
    let explanation = try #require(oracle.explainNonFinite(at: Tensor(point)))
    #expect(explanation.message == message)
    #expect(explanation.offset == offset)
    #expect(
      explanation.description.hasSuffix("  \(formula)\n  \(String(repeating: " ", count: offset))^")
    )
  }

  @Test func finiteSamplesNeedNoExplanation() throws {
    #expect(try FormulaOracle("x/y").explainNonFinite(at: Tensor([1.0, 2])) == nil)
  }
}
