import Foundation
import Testing

/// A run that is ended by a signal leaves a folder that says so.
@Suite struct InterruptionTests {
  @Test(arguments: ["TERM", "INT"])
  func leavesAConsistentFolder(signal: String) throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell: """
          symmetron algebra --invariant e7 --output run & process=$!
          while [ ! -e run/config.yaml ]; do sleep 0.05; done; sleep 0.2
          kill -\(signal) $process; wait $process
          """, in: folder)
      #expect(run.status == 130)
      #expect(run.output.isEmpty)
      #expect(run.complaint.contains("interrupted; what was done is in run"))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/run")
      #expect(names.sorted() == ["config.yaml", "log.jsonl"])
      let log = try String(
        contentsOf: folder.appendingPathComponent("run/log.jsonl"), encoding: .utf8)
      #expect(log.split(separator: "\n").last?.contains("\"status\":\"interrupted\"") == true)
    }
  }

  @Test func worksBeforeThereIsAFolder() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell: """
          mkfifo pipe; sleep 30 > pipe & writer=$!
          symmetron discover pipe --target y & process=$!
          sleep 0.5; kill -TERM $process; wait $process; status=$?
          kill $writer; exit $status
          """, in: folder)
      #expect(run.status == 130)
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/runs"))
    }
  }
}
