import Foundation
import Testing

/// An interrupted `symmetron orbits` goes on to the bits of one that was not.
@Suite struct OrbitsResumeTests {
  @Test func resumes() throws {
    try SymmetronTool.inPlayground { folder in
      // The picture takes long enough to be interrupted, once the training is done.
      let command = "symmetron orbits mexican-hat --points 100 --epochs 20"
      let interrupted = try SymmetronTool.run(
        shell: """
          \(command) --output run & tool=$!
          until [ -e run/checkpoints/embedding.safetensors ]; do sleep 0.02; done
          kill -INT $tool; wait $tool
          """, in: folder)
      #expect(interrupted.status == 130, "\(interrupted.complaint)")
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/run/result.json"))

      let resumed = try SymmetronTool.run(shell: "symmetron --resume run", in: folder)
      #expect(resumed.status == 0, "\(resumed.complaint)")
      let whole = try SymmetronTool.run(shell: "\(command) --output whole", in: folder)
      #expect(whole.status == 0, "\(whole.complaint)")
      for file in ["result.json", "arrays.npz", "model.safetensors"] {
        let both = try ["run", "whole"].map { name in
          try Data(contentsOf: folder.appendingPathComponent("\(name)/\(file)"))
        }
        #expect(both[0] == both[1], "\(file)")
      }
      // The training was done, and was not done again.
      let log = try String(
        contentsOf: folder.appendingPathComponent("run/log.jsonl"), encoding: .utf8)
      let after = try #require(log.range(of: "orbits resumed"))
      #expect(!log[after.upperBound...].contains("\"training the network\""))
    }
  }
}
