import Foundation

/// A file that a script in Tests/Reference wrote.
func referenceText(_ name: String) throws -> String {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Reference")
  return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
}
