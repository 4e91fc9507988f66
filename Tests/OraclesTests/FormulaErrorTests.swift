import Oracles
import Testing

/// A formula that must be refused: where, and words of the message.
struct Refusal: CustomTestStringConvertible {
  let formula: String
  let offset: Int
  let words: String

  init(_ formula: String, _ offset: Int, _ words: String) {
    (self.formula, self.offset, self.words) = (formula, offset, words)
  }

  var testDescription: String { formula.count < 60 ? formula : String(formula.prefix(60)) + "…" }
}

@Suite struct FormulaErrorTests {
  static let scalars = [
    Refusal("", 0, "empty"), Refusal("   ", 3, "empty"), Refusal("x +", 3, "found the end"),
    Refusal("2x", 1, "write '*'"), Refusal("x y", 2, "write '*'"), Refusal("x (y)", 0, "'x*(…)'"),
    Refusal("(x + y", 0, "never closed"), Refusal("sin(x", 3, "never closed"),
    Refusal("x + y)", 5, "closes nothing"), Refusal("x, y", 1, "';'"), Refusal("x]", 1, "closes"),
    Refusal("x = 1", 2, "'='"), Refusal("|x|", 0, "abs"), Refusal("x ? y", 2, "no meaning"),
    Refusal("x' * y", 1, "conj"), Refusal("√x", 0, "sqrt"), Refusal("{x}", 0, "( )"),
    Refusal("x * * y", 4, "expected a number"), Refusal("x ^", 3, "found the end"),
    Refusal("; x", 0, "expected a number"), Refusal("x;;y", 2, "expected a number"),
    Refusal("sni(x)", 0, "did you mean 'sin'"), Refusal("foo(x)", 0, "unknown function 'foo'"),
    Refusal("pqr(x)", 0, "'pqr*(…)'"), Refusal("x + sin", 4, "sin(…)"),
    Refusal("sin(x, y)", 0, "takes 1 argument, not 2"), Refusal("max(x)", 0, "at least 2"),
    Refusal("atan2(x)", 0, "2 arguments, not 1"), Refusal("sin()", 0, "not 0"),
    Refusal("x[1]", 2, "only a vector"), Refusal("x.y", 1, "dot product"),
    Refusal("norm(x)^2 + det(x, y)", 12, "dimension 2, not a number"),
    Refusal("1e400*x", 0, "too large"), Refusal("x + 1/0", 5, "infinite"),
    Refusal("x*log(-1)", 2, "not a number"), Refusal("3 + 4", 0, "constant"),
    Refusal("pi", 0, "constant"),
    Refusal("x[0]", 2, "component"), Refusal("x[1.5]", 2, "component"),
    Refusal("x[y]", 2, "component"),
    Refusal("1.2.3", 3, "write '*'"), Refusal("x.5", 1, "write '*'"), Refusal("y + x²²x", 7, "'*'"),
    Refusal(String(repeating: "(", count: 5000) + "x", 200, "nested"),
    Refusal(String(repeating: "-", count: 5000) + "x", 200, "nested"),
    Refusal(Array(repeating: "x", count: 5000).joined(separator: "^"), 400, "nested"),
    Refusal(String(repeating: "x", count: 100_001), 0, "more than 100000 characters"),
    Refusal((0..<101).map { "v\($0)" }.joined(separator: "+"), 390, "n² unknowns"),
  ]

  static let vectors = [
    Refusal("x.z", 2, "unknown variable 'z'; declared are x, y"),
    Refusal("x.mass", 2, "declared are x, y"),
    Refusal("x*y", 1, "x.y"), Refusal("x^2", 1, "norm(x)^2"),
    Refusal("x/y", 1, "cannot divide by a"),
    Refusal("x + 1", 2, "cannot add a vector of dimension 4 and a number"),
    Refusal("x[5]", 2, "1 to 4"), Refusal("x[1][1]", 5, "only a vector"),
    Refusal("cross(x, y)", 0, "dimension 3"), Refusal("det(x, y)", 0, "dimension 2"),
    Refusal("abs(x)", 0, "norm(x)"), Refusal("sin(x)", 0, "x[1]"), Refusal("2^x", 1, "exponent"),
    Refusal("x.1", 1, "write '*'"), Refusal("2.x", 2, "write '*'"),
    Refusal("x·y·x; x.x.y", 10, "'.'"),
  ]

  static let complexes = [
    Refusal("sin(z[1])", 0, "re(z), im(z) or abs(z)"), Refusal("z[1]^0.5", 4, "whole powers"),
    Refusal("2^z[1]", 1, "exponent"), Refusal("z*w", 1, "x.y"),
    Refusal("z[4]", 2, "1 to 3"), Refusal("det(z, w)", 0, "dimension 2, not a complex vector"),
    Refusal("min(z[1], 2)", 0, "takes a real number"), Refusal("v.w", 0, "unknown variable 'v'"),
  ]

  private func check(_ refusal: Refusal, _ compile: () throws(FormulaError) -> FormulaOracle) {
    do {
      _ = try compile()
      Issue.record("'\(refusal.formula)' was accepted")
    } catch {
      #expect(error.message.contains(refusal.words), "\(error.message)")
      #expect(error.offset == refusal.offset, "\(error)")
      #expect(error.description.hasSuffix("^"))
    }
  }

  @Test(arguments: scalars) func refusesScalars(_ refusal: Refusal) {
    check(refusal) { () throws(FormulaError) in try FormulaOracle(refusal.formula) }
  }

  @Test(arguments: vectors) func refusesVectors(_ refusal: Refusal) {
    check(refusal) { () throws(FormulaError) in
      try FormulaOracle(refusal.formula, vectors: [("x", 4), ("y", 4)])
    }
  }

  @Test(arguments: complexes) func refusesComplexes(_ refusal: Refusal) {
    check(refusal) { () throws(FormulaError) in
      try FormulaOracle(refusal.formula, complex: [("z", 3), ("w", 3)])
    }
  }

  @Test func undeclaredVariable() {
    #expect(
      throws: FormulaError(
        reason: .unknownName("masss", closest: "mass", declared: ["x", "mass"]),
        source: "x*masss", offset: 2)
    ) { try FormulaOracle("x*masss", variables: ["x", "mass"]) }
  }

  @Test func declarations() {
    func message(
      _ variables: [String]? = nil, vectors: [(name: String, dimension: Int)] = [],
      complex: [(name: String, dimension: Int)] = []
    ) -> String {
      do {
        _ = try FormulaOracle("x", variables: variables, vectors: vectors, complex: complex)
        return "accepted"
      } catch {
        return error.description
      }
    }
    #expect(message(["x", "x"]) == "'x' is declared twice")
    #expect(message(["x", "2y"]).contains("not a name"))
    #expect(message(["x", ""]).contains("not a name"))
    #expect(message(["x", "sin"]).contains("is a function"))
    #expect(message(vectors: [("x", 3), ("y", 4)]).contains("'x' has dimension 3, but 'y' has 4"))
    #expect(message(vectors: [("x", 0)]).contains("at least 1"))
    #expect(message(vectors: [("x", .max)]).contains("n² unknowns"))
    #expect(message(complex: [("x", .max)]).contains("n² unknowns"))
    #expect(message(complex: [("x", 51)]).contains("n² unknowns"))
    #expect(message(["x"], vectors: [("y", 3)]).contains("not several"))
    #expect(message(vectors: [("y", 3)], complex: [("x", 3)]).contains("not several"))
    #expect(message(["x"]) == "accepted")
    #expect(message(vectors: [("x", 2)]) == "accepted")
  }

  @Test func declarationsAreRead() throws {
    let points = try FormulaOracle.points(in: "x:4, y : 4,β:12")
    #expect(points.map(\.name) == ["x", "y", "β"] && points.map(\.dimension) == [4, 4, 12])
    for text in ["", "x", "x:", "x:y", "x:4,,y:4", "x:4:4", "x:99999999999999999999"] {
      #expect(throws: FormulaError.self) { try FormulaOracle.points(in: text) }
    }
  }

  @Test func theMessageShowsTheLine() {
    #expect(throws: FormulaError.self) { try FormulaOracle("x^2 + y^2;\n3*x + 2y") }
    do {
      _ = try FormulaOracle("x^2 + y^2;\n3*x + 2y")
    } catch {
      #expect(
        error.description == """
          expected an operator before 'y'; to multiply, write '*'
            3*x + 2y
                   ^
          """)
    }
  }

  @Test func aLongLineIsCut() {
    let sum = Array(repeating: "x", count: 200).joined(separator: "+")
    do {
      _ = try FormulaOracle(sum + "+2y+" + sum)
      Issue.record("accepted")
    } catch {
      let lines = error.description.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines[1].count < 90)
      // The caret stands under the y.
      #expect(lines[1][lines[1].index(lines[1].startIndex, offsetBy: lines[2].count - 1)] == "y")
    }
  }
}
