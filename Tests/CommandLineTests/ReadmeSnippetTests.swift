import Foundation
import Symmetron
import Testing

/// The Swift of the README is a part of this file, so it compiles, and gives what it says.
@Suite struct ReadmeSnippetTests {
  @Test func answers() throws {
    let (finding, lorentz) = try snippet(examples: SymmetronTool.package.path + "/Examples")
    #expect(finding.summary == "so(1,3): 6 generators, certain")
    #expect(finding.generators.shape == [6, 4, 4])
    #expect(lorentz.rank == 2)
    #expect(lorentz.killingForm.shape == [6, 6])
    #expect(lorentz.simpleIdeals.count == 1)
  }

  /// The output shown after the first command is what the command prints; the folder's name is a time.
  @Test func firstResult() throws {
    let readme = try String(
      contentsOf: SymmetronTool.package.appendingPathComponent("README.md"), encoding: .utf8)
    let shown = try #require(readme.split(separator: "```text\n").dropFirst().first)
      .prefix { $0 != "`" }
    let command = try #require(DocumentedCommand.all.first { $0.isOurs })
    let run = try SymmetronTool.inPlayground { folder in
      try SymmetronTool.run(shell: command.line, in: folder)
    }
    func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n").map { $0.hasPrefix("saved in") ? "saved" : $0 }
    }
    #expect(lines(String(shown)) == lines(run.output), "run Scripts/readme.py")
  }

  @Test func isInTheReadme() throws {
    let package = SymmetronTool.package
    let readme = try String(
      contentsOf: package.appendingPathComponent("README.md"), encoding: .utf8)
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasSuffix("// snippet begins") })
    let end = try #require(lines.firstIndex { $0.hasSuffix("// snippet ends") })
    let snippet = lines[start + 1..<end].map { $0.dropFirst(2) }.joined(separator: "\n")
    #expect(snippet.count > 300)
    #expect(readme.contains("```swift\nimport Symmetron\n\n" + snippet + "\n```"))
  }
}

private func snippet(examples: String) throws -> (Finding, LieAlgebra) {
  // snippet begins
  let table = try Table(contentsOf: "\(examples)/invariant-mass.csv")
  let data = try LabelledData(table: table, targets: ["mass"])
  let finding = try SpectralMethod().discover(data).finding
  print(finding.summary)  // so(1,3): 6 generators, certain

  let lorentz = try LieAlgebra(basis: finding.generators)
  print(lorentz.name, lorentz.rank, lorentz.simpleIdeals.count)
  // snippet ends
  return (finding, lorentz)
}
