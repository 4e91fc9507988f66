import Foundation
import Testing

/// `symmetron cicy` on the threefolds of `Examples/`.
@Suite(.serialized) struct CICYRunTests {
  private static let command = "symmetron cicy Examples/threefolds.txt --moves 60 --epochs 4"

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func resultAndThreads() throws {
    try SymmetronTool.inPlayground { folder in
      let runs = try ["1", "2"].map {
        try SymmetronTool.run(
          shell: "\(Self.command) --json --threads \($0) --output run", in: folder)
      }
      #expect(runs[0].status == 0, "\(runs[0].complaint)")
      #expect(runs[0].output == runs[1].output)
      let result = try json(runs[0].output)
      #expect(result["schema"] as? String == "symmetron.cicy/1")
      let list = try #require(result["list"] as? [String: Any])
      #expect(list["manifolds"] as? Int == 14 && list["isPublished"] as? Bool == false)
      #expect((list["contradictions"] as? [Int])?.isEmpty == true)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/run")
      #expect(
        names.sorted() == [
          "arrays.npz", "config.yaml", "figures", "log.jsonl", "model.safetensors", "report.html",
          "result.json",
        ])
    }
  }

  @Test("A run that was killed goes on, and ends with the same result")
  func resuming() throws {
    try SymmetronTool.inPlayground { folder in
      let whole = try SymmetronTool.run(
        shell: "\(Self.command) --epochs 40 --target 1 --json --output whole", in: folder)
      let killed = try SymmetronTool.run(
        shell: """
          \(Self.command) --epochs 40 --target 1 --output run & process=$!
          while ! grep -q '"epoch":2' run/log.jsonl 2>/dev/null; do sleep 0.02; done
          kill -INT $process; wait $process
          """, in: folder)
      #expect(killed.status == 130)
      let kept = try FileManager.default.contentsOfDirectory(
        atPath: folder.path + "/run/checkpoints")
      #expect(kept.contains { $0.hasPrefix("representatives-") })
      let resumed = try SymmetronTool.run(
        shell: "symmetron cicy --resume run --json", in: folder)
      #expect(resumed.status == 0, "\(resumed.complaint)")
      #expect(resumed.output == whole.output)
      let log = try String(
        contentsOf: folder.appendingPathComponent("run/log.jsonl"), encoding: .utf8)
      #expect(log.contains("\"from_checkpoint\":\"yes\""))
    }
  }

  @Test("A file that is not the published list is a note, a damaged one an error with its line")
  func badLists() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(shell: Self.command, in: folder)
      #expect(run.status == 0 && run.output.contains("SHA-256 is another one"))
      for (change, status, message) in [
        ("s/{5}/{6}/", 65, "list.txt, line 9: the manifold has dimension 4"),
        ("s/H11/H12/", 65, "list.txt, line 5: 'H12    : 1' stands where 'H11 : …' should"),
        ("12,$d", 65, "list.txt, line 11: the file ends where 'NumPs"),
        ("9d", 65, "list.txt, line 9: '' stands where a row of degrees"),
      ] {
        let run = try SymmetronTool.run(
          shell: "sed '\(change)' Examples/threefolds.txt > list.txt; symmetron cicy list.txt",
          in: folder)
        #expect(run.status == Int32(status) && run.output.isEmpty)
        #expect(run.complaint.contains(message), "\(run.complaint)")
      }
      for (line, status) in [
        ("symmetron cicy nowhere.txt", 66), ("symmetron cicy", 64),
        ("symmetron cicy Examples/threefolds.txt --every 0", 64),
        ("symmetron cicy Examples/threefolds.txt --every 100", 65),
        ("symmetron cicy Examples/threefolds.txt --target 2", 64),
      ] {
        let run = try SymmetronTool.run(shell: line, in: folder)
        #expect(run.status == Int32(status), "\(line): \(run.complaint)")
        #expect(!run.complaint.isEmpty)
      }
    }
  }

  @Test("A packed list is read as a plain one")
  func gzip() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell: """
          gzip -k Examples/threefolds.txt && symmetron cicy Examples/threefolds.txt.gz --epochs 1 \
          --moves 20 --json
          """, in: folder)
      #expect(run.status == 0 && run.output.contains("\"manifolds\": 14"), "\(run.complaint)")
    }
  }
}
