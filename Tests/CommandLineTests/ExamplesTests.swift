import Foundation
import Testing

/// The example tables give the answers that `Examples/README.md` promises.
@Suite(.serialized) struct ExamplesTests {
  private struct Answer: Decodable {
    struct Algebra: Decodable { var name: String }
    var outcome: String
    var count: Int
    var algebra: Algebra?
  }

  private func discover(_ arguments: String) throws -> Answer {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell: "symmetron discover \(arguments) --json --output run", in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      return try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    }
  }

  @Test(
    "Symmetric tables",
    arguments: [
      ("Examples/invariant-mass.csv --target mass", 6, "so(1,3)"),
      ("Examples/potential.csv --target V", 3, "so(3)"),
      ("Examples/ellipse.csv --target level --fields affine", 1, "so(2)"),
    ])
  func symmetric(arguments: String, count: Int, name: String) throws {
    let answer = try discover(arguments)
    #expect(answer.outcome == "clear")
    #expect(answer.count == count)
    #expect(answer.algebra?.name == name)
  }

  @Test("The table without a symmetry", arguments: ["linear", "affine"])
  func none(fields: String) throws {
    let answer = try discover("Examples/none.csv --target y --fields \(fields)")
    #expect(answer.outcome == "noneFound")
    #expect(answer.count == 0 && answer.algebra == nil)
  }

  @Test func theScriptWritesTheTables() throws {
    try SymmetronTool.inPlayground { folder in
      let script = SymmetronTool.package.appendingPathComponent("Examples/make.py").path
      let run = try SymmetronTool.run(shell: "mkdir made && python3 '\(script)' made", in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/made")
      #expect(names.count == 5)
      for name in names {
        let made = try Data(contentsOf: folder.appendingPathComponent("made/\(name)"))
        let committed = try Data(contentsOf: folder.appendingPathComponent("Examples/\(name)"))
        #expect(made == committed, "\(name)")
        #expect(made.count < 100_000)
      }
    }
  }
}
