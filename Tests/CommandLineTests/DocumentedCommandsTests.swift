import Foundation
import TestSupport
import Testing

/// The commands of `README.md` and `docs/*.md`: each line of a block marked `sh` works as it stands.
@Suite(.serialized) struct DocumentedCommandsTests {
  @Test(
    "Documented commands succeed",
    arguments: DocumentedCommand.all.filter { $0.isOurs && !$0.needsMNIST })
  func succeeds(_ command: DocumentedCommand) throws { try check(command) }

  @Test(
    "Documented commands on MNIST succeed", .needsData("mnist/train-images-idx3-ubyte.gz"),
    arguments: DocumentedCommand.all.filter { $0.isOurs && $0.needsMNIST })
  func succeedsOnMNIST(_ command: DocumentedCommand) throws { try check(command) }

  private func check(_ command: DocumentedCommand) throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(shell: command.line, in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      #expect(!run.output.isEmpty)
    }
  }

  @Test func everyOtherCommandIsKnown() throws {
    let makefile = try String(
      contentsOf: SymmetronTool.package.appendingPathComponent("Makefile"), encoding: .utf8)
    for command in DocumentedCommand.all where !command.isOurs {
      let words = command.line.split(separator: " ")
      if words[0] == "make" {
        for goal in words.dropFirst() { #expect(makefile.contains("\n\(goal):"), "\(command)") }
      } else {
        #expect(["git", "cd"].contains(words[0]), "\(command) is not tested")
      }
    }
  }

  @Test func commandsAreFound() {
    let readme = DocumentedCommand.all.filter { $0.file == "README.md" && $0.isOurs }
    #expect(readme.count >= 4)
    #expect(
      DocumentedCommand.commands(
        in:
          "symmetron a\n```sh\n# why\nsymmetron b \\\n  -c  # how\n\nmake d\n```\n```\nsymmetron e\n```",
        of: "x"
      ).map(\.line) == ["symmetron b   -c  # how", "make d"])
  }

  @Test(arguments: [
    "symmetron nonsense", "symmetron algebra 't^2 -'", "symmetron discover Examples/missing.csv",
  ])
  func wrongCommandsFail(line: String) throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(shell: line, in: folder)
      #expect(run.status != 0 && run.output.isEmpty && !run.complaint.isEmpty)
    }
  }
}

/// A line of a shell block of the documentation.
struct DocumentedCommand: CustomTestStringConvertible {
  var file: String
  var line: String

  var testDescription: String { "\(line) (\(file))" }
  /// Whether it runs our tool.
  var isOurs: Bool { line.hasPrefix("symmetron ") }

  /// Whether it reads MNIST.
  var needsMNIST: Bool { line.contains(" mnist") && !line.contains("data list") }

  /// Every command of the README and of docs, in order.
  static let all: [DocumentedCommand] = {
    let package = SymmetronTool.package
    let docs = (try? FileManager.default.contentsOfDirectory(atPath: package.path + "/docs")) ?? []
    let files = ["README.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
    return files.flatMap { file in
      let text = try? String(contentsOfFile: package.path + "/" + file, encoding: .utf8)
      return commands(in: text ?? "", of: file)
    }
  }()

  /// The lines of blocks that begin with "```sh", continued ones joined, without comments.
  static func commands(in text: String, of file: String) -> [DocumentedCommand] {
    var commands: [DocumentedCommand] = []
    var (isShell, isBlock, start) = (false, false, "")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isBlock.toggle()
        isShell = isBlock && line == "```sh"
      } else if isShell, line.hasSuffix("\\") {
        start += line.dropLast()
      } else if isShell {
        let command = start + line
        if !command.isEmpty, !command.hasPrefix("#") {
          commands.append(DocumentedCommand(file: file, line: command))
        }
        start = ""
      }
    }
    return commands
  }
}
