import Datasets
import Foundation
import Reports
import Tensors
import TestSupport
import Testing
import Yams

@Suite struct RunFolderTests {
  private struct Config: Codable, Equatable {
    var command = "discover"
    var degree = 3
    var tolerance = 1e-6
    var targets = ["mass", "y: 1"]
    var seed: UInt64 = .max
  }

  private struct Result: Encodable {
    var name = "so(1,3)"
    var gap = Double.infinity
    var residual = 0.1
  }

  private let date = Date(timeIntervalSince1970: 1_700_000_000)

  /// A folder that is there while `body` runs.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path + "/symmetron-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func contents(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func aWholeRun() throws {
    try withFolder { parent in
      let run = try RunFolder(command: "discover", parent: parent + "/runs", date: date)
      #expect(run.path == parent + "/runs/2023-11-14T221320Z-discover")
      #expect(RunFolder.status(of: run.path) == .running)
      try run.write(config: Config())
      try run.write(
        arrays: ["generators": Tensor(rows: [[0, -1], [1, 0]])], integers: ["n": [2]])
      try run.log(.warning, "the fit is \"poor\"", ["r2": .number(0.5), "nan": .number(.nan)])
      let json = try run.finish(with: Result(), schema: "symmetron.discover/1")

      #expect(
        try contents(run.path) == ["arrays.npz", "config.yaml", "log.jsonl", "result.json"])
      #expect(RunFolder.status(of: run.path) == .done)
      #expect(
        try YAMLDecoder().decode(Config.self, from: text(run.file("config.yaml"))) == Config())
      let arrays = try NPZArchive.read(from: run.file("arrays.npz"))
      #expect(arrays["generators"] == Tensor(rows: [[0, -1], [1, 0]]))
      #expect(arrays["n"] == Tensor([2]))
      #expect(try text(run.file("result.json")) == json)
      #expect(
        json == """
          {
            "schema": "symmetron.discover/1",
            "gap": "Infinity",
            "name": "so(1,3)",
            "residual": 0.1
          }

          """)
      let events = try text(run.file("log.jsonl")).split(separator: "\n").map { line in
        try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
      #expect(events.count == 3)
      #expect(
        events.map { $0["message"] as? String }
          == ["discover started", "the fit is \"poor\"", "discover done"])
      #expect(events.map { $0["level"] as? String } == ["info", "warning", "info"])
      let fields = try #require(events[1]["fields"] as? [String: Any])
      #expect(fields["r2"] as? Double == 0.5)
      #expect(fields["nan"] as? String == "NaN")
      for event in events {
        let time = try #require(event["time"] as? String)
        #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
      }
    }
  }

  @Test func runsOfTheSameSecondHaveDifferentFolders() throws {
    try withFolder { parent in
      let names = try (0..<3).map { _ in
        let run = try RunFolder(command: "algebra", parent: parent, date: date)
        return try #require(run.path.split(separator: "/").last)
      }
      let first = "2023-11-14T221320Z-algebra"
      #expect(names == [first[...], "\(first)-2", "\(first)-3"])
    }
  }

  @Test func runsThatEndEarly() throws {
    try withFolder { parent in
      for status in [RunFolder.Status.interrupted, .failed] {
        let run = try RunFolder(command: "discover", output: "\(parent)/\(status)")
        try run.write(config: Config())
        try run.log(.info, "\"status\" is a word like any other")
        try run.abandon(status, "no luck")
        #expect(RunFolder.status(of: run.path) == status)
        #expect(try contents(run.path) == ["config.yaml", "log.jsonl"])
      }
      #expect(RunFolder.status(of: parent) == nil)
      #expect(RunFolder.status(of: parent + "/nowhere") == nil)
    }
  }

  @Test func aGivenFolder() throws {
    try withFolder { parent in
      let path = parent + "/a/b"
      let run = try RunFolder(command: "discover", output: path)
      #expect(run.path == path)
      try run.finish(with: Result(), schema: "s/1")
      try "kept".write(toFile: run.file("notes.txt"), atomically: false, encoding: .utf8)

      // The next run into the same folder starts afresh and leaves what is not a run's.
      let again = try RunFolder(command: "discover", output: path)
      #expect(RunFolder.status(of: path) == .running)
      #expect(try contents(path) == ["log.jsonl", "notes.txt"])
      #expect(try text(again.file("log.jsonl")).split(separator: "\n").count == 1)

      try "mine".write(toFile: parent + "/file", atomically: false, encoding: .utf8)
      #expect(throws: RunFolderError.occupied(parent)) {
        try RunFolder(command: "discover", output: parent)
      }
      #expect(throws: RunFolderError.notAFolder(parent + "/file")) {
        try RunFolder(command: "discover", output: parent + "/file")
      }
      #expect {
        try RunFolder(command: "discover", output: parent + "/file/below")
      } throws: { error in
        guard case .notWritable? = error as? RunFolderError else { return false }
        return true
      }
      #expect(try contents(parent) == ["a", "file"])
      #expect(try text(parent + "/file") == "mine")
    }
  }

  /// A write that fails leaves the old file, and no other.
  @Test func failedWrites() throws {
    struct Broken: Encodable {
      func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(
          0, EncodingError.Context(codingPath: [], debugDescription: "broken"))
      }
    }
    try withFolder { parent in
      let run = try RunFolder(command: "discover", output: parent + "/run")
      try run.write(config: Config())
      let before = try text(run.file("config.yaml"))
      #expect(throws: RunFolderError.self) { try run.write(config: Broken()) }
      #expect(throws: RunFolderError.self) { try run.finish(with: Broken(), schema: "s/1") }
      #expect(
        throws: RunFolderError.notEncodable("result.json", reason: "it is no object")
      ) { try run.finish(with: [1, 2], schema: "s/1") }
      #expect(throws: RunFolderError.self) { try run.write("x", to: "no/such/folder.txt") }
      try FileManager.default.createDirectory(
        atPath: run.file("arrays.npz"), withIntermediateDirectories: true)
      #expect(throws: RunFolderError.self) { try run.write(arrays: ["x": Tensor([1])]) }
      #expect(try text(run.file("config.yaml")) == before)
      #expect(try contents(run.path) == ["arrays.npz", "config.yaml", "log.jsonl"])
      #expect(RunFolder.status(of: run.path) == .running)
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    try withFolder { parent in
      let run = try RunFolder(command: "discover", output: parent + "/run")
      try FileManager.default.removeItem(atPath: run.file("log.jsonl"))
      try FileManager.default.createSymbolicLink(
        atPath: run.file("log.jsonl"), withDestinationPath: "/dev/full")
      #expect(throws: RunFolderError.diskFull(run.file("log.jsonl"))) {
        try run.log(.info, "no room")
      }
    }
  }

  @Test func entriesOfManyThreadsStayWhole() throws {
    try withFolder { parent in
      let run = try RunFolder(command: "discover", output: parent + "/run")
      let faults = Parallel.map(200, threads: 4) { k -> String? in
        do throws(RunFolderError) {
          try run.log(.info, "event \(k)", ["k": .integer(k), "odd": .flag(k % 2 == 1)])
          return nil
        } catch {
          return error.description
        }
      }
      #expect(faults.allSatisfy { $0 == nil })
      let seen = try text(run.file("log.jsonl")).split(separator: "\n").dropFirst().map { line in
        let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return try #require((event?["fields"] as? [String: Any])?["k"] as? Int)
      }
      #expect(seen.sorted() == Array(0..<200))
    }
  }

  @Test(arguments: [
    RunFolderError.occupied("p"), .notAFolder("p"), .notWritable("p", reason: "r"), .diskFull("p"),
    .notEncodable("p", reason: "r"),
  ])
  func messagesNameThePathAndSayWhatToTry(error: RunFolderError) {
    #expect(error.description.hasPrefix("p: "))
    #expect(error.description.contains(". "))
  }
}
