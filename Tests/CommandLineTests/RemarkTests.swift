import Foundation
import Symmetron
import Testing

/// Tables with peculiarities are answered, and the peculiarity is named.
@Suite struct RemarkTests {
  /// A table of three standard normal features and what becomes of them.
  struct Peculiar: CustomTestStringConvertible {
    var name: String
    var header = "a,b,c,y"
    var row: @Sendable (_ x: [Double]) -> [Double]
    var answer: String
    var remark: String
    var testDescription: String { name }
  }

  static let tables = [
    Peculiar(
      name: "collinear features",
      row: { [$0[0], $0[1], $0[0] + 2 * $0[1], $0[0] * $0[0] + $0[1] * $0[1]] },
      answer: "so(2): 1 generator, certain", remark: "c = a + 2·b: the feature was set aside"),
    Peculiar(
      name: "constant feature", row: { [$0[0], $0[1], 3.5, $0[0] * $0[0] + $0[1] * $0[1]] },
      answer: "so(2): 1 generator, certain", remark: "c = 3.5: the feature was set aside"),
    Peculiar(
      name: "ignored feature", row: { [$0[0], $0[1], $0[2], $0[0] * $0[0] + $0[1] * $0[1]] },
      answer: "so(2): 1 generator, certain", remark: "the target does not depend on c"),
    Peculiar(
      name: "huge labels", row: { $0 + [1e300 * ($0[0] * $0[0] + $0[1] * $0[1] + $0[2] * $0[2])] },
      answer: "so(3): 3 generators, certain", remark: "fit         y as polynomial of degree 2"),
    Peculiar(
      name: "tiny labels", row: { $0 + [1e-300 * ($0[0] * $0[0] + $0[1] * $0[1] + $0[2] * $0[2])] },
      answer: "so(3): 3 generators, certain", remark: "fit         y as polynomial of degree 2"),
    Peculiar(
      name: "labels of 400 decades",
      row: { x in
        let square = x[0] * x[0] + x[1] * x[1] + x[2] * x[2]
        return x + [Foundation.exp(min(60 * (square - 8), 700))]
      },
      answer: "so(3): 3 generators, certain", remark: "fit         ln y as polynomial of degree 2"),
    Peculiar(
      name: "quoted names", header: "a,\"b, in m\",\"c\"\"\",y",
      row: { [$0[0], $0[1], $0[2], $0[0] * $0[0] + $0[1] * $0[1] + $0[2] * $0[2]] },
      answer: "so(3): 3 generators, certain", remark: "rotation in a–b, in m"),
    Peculiar(
      name: "no header", header: "", row: { $0 + [$0[0] * $0[0] + $0[1] * $0[1] - $0[2] * $0[2]] },
      answer: "so(1,2): 3 generators, certain", remark: "rotation in x1–x2"),
    Peculiar(
      name: "unexplained labels", row: { [$0[0], $0[1], 0, Foundation.sin(1e4 * $0[2])] },
      answer: "no answer: the fit is too poor", remark: "of the target's variance"),
    Peculiar(
      name: "no symmetry",
      row: { $0 + [$0[0] * $0[0] * $0[0] + $0[0] * $0[1] + $0[1] + $0[2] * $0[2] * $0[0] + $0[2]] },
      answer: "no symmetry: every linear field changes the values, the best of them by 0.",
      remark: "--fields affine or quadratic"),
  ]

  @Test(arguments: tables)
  func isNamed(_ table: Peculiar) throws {
    var rng = Philox(seed: 11)
    var lines = table.header.isEmpty ? [] : [table.header]
    for _ in 0..<200 {
      let x: Tensor<Double> = rng.normals([3])
      lines.append(table.row(x.scalars).map { "\($0)" }.joined(separator: ","))
    }
    try SymmetronTool.inPlayground { folder in
      let text = lines.joined(separator: "\n") + "\n"
      try Data(text.utf8).write(to: folder.appendingPathComponent("t.csv"))
      let run = try SymmetronTool.run(shell: "symmetron discover t.csv --target 4", in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      #expect(run.output.contains("\n\(table.answer)"), "\(run.output)")
      #expect(run.output.contains(table.remark), "\(run.output)")
    }
  }

  @Test func textIsNoFeature() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell: "sed '1s/$/,who/; 2,$s/$/,ann/; 3s/ann/bob/' Examples/potential.csv > t.csv"
          + " && symmetron discover t.csv --target V", in: folder)
      #expect(run.output.contains("note: text is no feature: who was left out"), "\(run.output)")
      #expect(run.output.contains("\nso(3): 3 generators"), "\(run.output)")
    }
  }

  @Test func aSignMayComeFirst() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell: "symmetron algebra --seed 3 '-t^2 + x^2 + y^2 + z^2'", in: folder)
      #expect(run.output.contains("\nso(1,3): 6 generators, certain"))
    }
  }
}
