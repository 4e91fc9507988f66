import Datasets
import Foundation
import Reports
import Tensors

/// A finished run made by hand, and what its report shows.
struct RunFixture {
  /// What `result.json` holds.
  var document: any Encodable
  /// Its schema.
  var schema: String
  /// What `arrays.npz` holds.
  var arrays: [String: Tensor<Double>]
  /// Its integers.
  var integers: [String: [Int]] = [:]

  private struct Config: Encodable { var command = "test" }

  /// The report, read back from a folder without some of the arrays.
  func report(without missing: Set<String> = []) throws -> Report {
    let path = FileManager.default.temporaryDirectory.path + "/symmetron-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try RunFolder(command: "test", output: path)
    try run.write(config: Config())
    try run.write(
      arrays: arrays.filter { !missing.contains($0.key) },
      integers: integers.filter { !missing.contains($0.key) })
    try finish(run, document)
    return try RunReport(contentsOf: path).report
  }

  private func finish(_ run: RunFolder, _ document: some Encodable) throws {
    try run.finish(with: document, schema: schema)
  }
}

extension Report {
  /// The figure of a name.
  func figure(_ name: String) -> Figure? { figures.first { $0.name == name } }
}

extension Panel {
  /// Its points, mark by mark.
  var points: [Points] {
    marks.compactMap { if case .points(let points) = $0 { points } else { nil } }
  }

  /// Its curves, mark by mark.
  var lines: [Lines] {
    marks.compactMap { if case .lines(let lines) = $0 { lines } else { nil } }
  }

  /// Its first coloured grid.
  var heatMap: HeatMap? {
    marks.lazy.compactMap { if case .heatMap(let map) = $0 { map } else { nil } }.first
  }

  /// Its first grid of pictures.
  var images: ImageGrid? {
    marks.lazy.compactMap { if case .images(let images) = $0 { images } else { nil } }.first
  }
}
