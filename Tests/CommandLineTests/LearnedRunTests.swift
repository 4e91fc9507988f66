import Foundation
import Symmetron
import Testing

/// What `discover --oracle mlp` prints, keeps and logs.
///
/// Trainings are short, so the answer does not matter.
@Suite struct LearnedRunTests {
  static let command =
    "symmetron discover Examples/waves.csv --target height --oracle mlp --hidden 16,8 --steps 300 "
    + "--ensemble 1"

  @Test func keepsTheNetworks() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(shell: "\(Self.command) --output run", in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      #expect(run.output.contains("level sets of height by 2 networks 3-16-8-1: "))
      #expect(run.output.hasSuffix("config.yaml, model.safetensors\n"))

      let networks = try Safetensors(
        contentsOf: folder.appendingPathComponent("run/model.safetensors").path)
      #expect(networks.metadata["features"] == #"["x","y","z"]"#)
      #expect(networks.metadata["outputs"] == #"[{"target":"height"}]"#)
      for (name, shape) in [
        ("features.scale", [3]), ("height.0.0.0.weight", [3, 16]), ("height.1.0.2.bias", [1]),
      ] { #expect(networks[name]?.shape == shape) }

      let json = try JSONSerialization.jsonObject(
        with: Data(contentsOf: folder.appendingPathComponent("run/result.json")))
      let fits = try #require((json as? [String: Any])?["fits"] as? [[String: Any]])
      let fit = try #require(fits.first)
      #expect(Set(fit.keys) == ["output", "method", "layers", "networks", "explained", "rows"])
      #expect(fit["method"] as? String == "mlp")
      #expect(fit["layers"] as? [Int] == [3, 16, 8, 1])
      #expect(fit["rows"] as? Int == 2000)
    }
  }

  @Test func logsLossesAndRepeats() throws {
    try SymmetronTool.inPlayground { folder in
      let first = try SymmetronTool.run(
        shell: "\(Self.command) --threads 1 --output run", in: folder)
      #expect(first.status == 0, "\(first.complaint)")
      let configuration = try Self.text("run/config.yaml", folder)
      for line in ["oracle: mlp", "hidden:\n- 16\n- 8", "ensemble: 1", "steps: 300"] {
        #expect(configuration.contains("\(line)\n"), "\(configuration)")
      }
      let again = try SymmetronTool.run(
        shell: "symmetron --config run/config.yaml --threads 2 --output again", in: folder)
      #expect(again.status == 0, "\(again.complaint)")
      for file in ["result.json", "arrays.npz", "model.safetensors"] {
        let runs = try ["run", "again"].map {
          try Data(contentsOf: folder.appendingPathComponent("\($0)/\(file)"))
        }
        #expect(runs[0] == runs[1], "\(file)")
      }

      // At least one network of each half, and ten events for each.
      var losses: [String: [Double]] = [:]
      for line in try Self.text("run/log.jsonl", folder).split(separator: "\n") {
        let event = try #require(
          JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        guard event["message"] as? String == "training a network" else { continue }
        let fields = try #require(event["fields"] as? [String: Any])
        #expect(fields["target"] as? String == "height" && fields["epochs"] as? Int == 75)
        let network = "\(fields["half"] ?? "") \(fields["network"] ?? "") \(fields["decay"] ?? "")"
        losses[network, default: []].append(try #require(fields["loss"] as? Double))
      }
      #expect(Set(losses.keys).isSuperset(of: ["0 0 0", "1 0 0"]), "\(losses.keys)")
      for losses in losses.values {
        #expect(losses.count == 10)
        #expect((losses.last ?? .nan) < losses[0])
      }
    }
  }

  private static func text(_ file: String, _ folder: URL) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
  }
}
