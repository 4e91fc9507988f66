import Foundation
import Testing

/// What `symmetron flows` leaves behind, and that it can be repeated and resumed.
///
/// Trainings are short, so the answer does not matter.
@Suite struct FlowRunTests {
  static let short =
    "--generators 1 --steps 40 --batch 64 --field-hidden 8 --epochs 2 --classifier-epochs 2 "
    + "--classifier 8 --encoder 8 --length 0.5"
  static let commands = [
    "symmetron flows digits-images --labels digits-labels --latent 2 \(short)",
    "symmetron flows t.csv --target kind --latent none \(short) --constraint hard",
    "symmetron flows --oracle 'x^2 + y^2' --samples 200 --field linear --generators 1 --steps 40",
    "symmetron flows --oracle 'x^2 + y^2 + z^2' --samples 200 --steps 20 --field-hidden 8 --seed 3",
  ]
  static let files = ["result.json", "arrays.npz", "model.safetensors"]

  private func contents(_ file: String, _ folder: URL) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent(file))
  }

  @Test(arguments: commands) func jsonRepeatsFromItsConfiguration(command: String) throws {
    try SymmetronTool.inPlayground { folder in
      try FlowInputs.write(to: folder)
      let run = try SymmetronTool.run(
        shell: "\(command) --threads 1 --json --output run", in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      #expect(run.complaint.isEmpty)
      #expect(Data(run.output.utf8) == (try contents("run/result.json", folder)))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/run")
      #expect(
        Set(names) == Set(Self.files + ["config.yaml", "log.jsonl", "report.html", "figures"]))
      let json = try #require(
        JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      #expect(json["schema"] as? String == "symmetron.flows/1")
      let always: Set = [
        "schema", "summary", "outcome", "count", "reason", "coordinates", "trials", "localRank",
        "measures", "structure", "remarks",
      ]
      #expect(always.isSubset(of: json.keys), "\(json.keys)")
      #expect((json["walks"] == nil) == command.contains("--oracle"))
      #expect((json["rotation"] != nil) == command.contains("digits"))

      let again = try SymmetronTool.run(
        shell: "symmetron --config run/config.yaml --threads 2 --output again", in: folder)
      #expect(again.status == 0, "\(again.complaint)")
      for file in Self.files {
        #expect(try contents("run/\(file)", folder) == contents("again/\(file)", folder), "\(file)")
      }
    }
  }

  /// Ctrl-C leaves what was trained; the run goes on to the same bits as one that was left alone.
  @Test(arguments: [1, 2]) func goesOnWhereItWasInterrupted(threads: Int) throws {
    try SymmetronTool.inPlayground { folder in
      let command =
        "symmetron flows --oracle 'x^2 + y^2 + z^2' --generators 1 --samples 400 --batch 64 "
        + "--steps 600 --field-hidden 24 --restarts 12 --threads 2"
      let run = try SymmetronTool.run(
        shell: """
          \(command) --output run & process=$!
          until [ -e run/checkpoints/flows-1.safetensors ]; do sleep 0.02; done
          kill -INT $process; wait $process
          """, in: folder)
      #expect(run.status == 130, "\(run.complaint)")
      #expect(run.complaint.contains("interrupted; what was done is in run"))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/run/result.json"))

      let resumed = try SymmetronTool.run(
        shell: "symmetron --resume run --threads \(threads)", in: folder)
      #expect(resumed.status == 0, "\(resumed.complaint)")
      let whole = try SymmetronTool.run(shell: "\(command) --output whole", in: folder)
      #expect(whole.status == 0, "\(whole.complaint)")
      for file in Self.files {
        #expect(try contents("run/\(file)", folder) == contents("whole/\(file)", folder), "\(file)")
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/run")
      #expect(
        Set(names) == Set(Self.files + ["config.yaml", "log.jsonl", "report.html", "figures"]))
      let log = String(decoding: try contents("run/log.jsonl", folder), as: UTF8.self)
      for line in ["\"status\":\"interrupted\"", "flows resumed", "\"status\":\"done\""] {
        #expect(log.contains(line))
      }
      // The first training was done, and was not done again.
      let after = try #require(log.range(of: "flows resumed"))
      #expect(!log[after.upperBound...].contains("\"training 1 flow\""))

      let done = try SymmetronTool.run(shell: "symmetron --resume run", in: folder)
      #expect(done.status == 64)
      #expect(done.complaint.contains("that run is done"))
    }
  }
}
