import Foundation

/// The built command-line tool, run as a user runs it.
enum SymmetronTool {
  /// The folder of the package.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the tool: that of the tests, which are built together with it.
  static let folder: URL = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.pathComponents.count > 1 {
      if FileManager.default.isExecutableFile(atPath: folder.path + "/symmetron") { return folder }
      folder.deleteLastPathComponent()
    }
    return package.appendingPathComponent(".build/release")
  }()

  /// What a command left behind.
  struct Run {
    /// What it printed.
    var output: String
    /// What it complained about.
    var complaint: String
    /// Its exit code.
    var status: Int32
  }

  /// Carries out a line of shell, with the tool on the path, in `directory`.
  static func run(shell line: String, in directory: URL) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = directory
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = folder.path + ":" + environment["PATH", default: "/usr/bin:/bin"]
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: a full pipe would stop the command.
    let files = try ["output", "complaint"].map { name in
      let file = directory.appendingPathComponent(".\(name)-\(UUID().uuidString)")
      try Data().write(to: file)
      return file
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Run(output: texts[0], complaint: texts[1], status: process.terminationStatus)
  }

  /// A folder with a copy of the examples, there while `body` runs: a place where the commands of the
  /// documentation work as they stand, and leave their run folders.
  @discardableResult
  static func inPlayground<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("symmetron-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      at: package.appendingPathComponent("Examples"), to: folder.appendingPathComponent("Examples"))
    return try body(folder)
  }
}
