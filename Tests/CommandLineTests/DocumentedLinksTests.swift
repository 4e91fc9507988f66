import Foundation
import Testing

/// Links and pictures of the documentation lead to files that exist.
@Suite struct DocumentedLinksTests {
  @Test(
    "Links lead somewhere",
    arguments: [
      "README.md", "CONTRIBUTING.md", "Examples/README.md", "Benchmarks/README.md",
      "docs/Architecture.md", "docs/Autodiff.md", "docs/Data.md", "docs/LearnedOracles.md",
      "docs/Spectral.md",
      "docs/Training.md",
    ])
  func links(path: String) throws {
    let file = SymmetronTool.package.appendingPathComponent(path)
    let text = try String(contentsOf: file, encoding: .utf8)
    for link in Self.links(in: text) where !link.contains("://") && !link.hasPrefix("#") {
      let target = file.deletingLastPathComponent().appendingPathComponent(link)
      #expect(FileManager.default.fileExists(atPath: target.path), "\(link)")
    }
  }

  @Test func linksAreFound() {
    #expect(
      Self.links(in: "a [b](c.md) ![d](e/f.svg#g), [h] (i) [j](k(l)") == ["c.md", "e/f.svg", "k(l"])
  }

  /// The targets of `[text](target)`, without the part after `#`.
  private static func links(in text: String) -> [String] {
    text.components(separatedBy: "](").dropFirst().map { rest in
      String(rest.prefix { $0 != ")" && $0 != "#" })
    }
  }
}
