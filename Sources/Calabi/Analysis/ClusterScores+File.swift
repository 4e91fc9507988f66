internal import Foundation
internal import Networks
internal import Tensors

extension ClusterScores {
  /// Scores of the first points, as far as they are done.
  struct Partial {
    /// The number of points that were looked at.
    var done: Int
    var scores: ClusterScores

    /// Writes what is done, with a key that names what it depends on.
    func write(to path: String, key: String) throws {
      var file = Safetensors(metadata: [ClusterScores.keyName: key])
      file["done"] = .integers([Int64(done)], shape: [1])
      let width = ClusterScores.columns
      let rows = scores.scores.flatMap { score in
        let fixed = [score.point, score.size, score.sameManifold, score.sameClass]
        let empty = [Int](repeating: -1, count: keptOthers - score.others.count)
        return (fixed + score.others + empty).map(Int64.init)
      }
      file["scores"] = .integers(rows, shape: [scores.scores.count, width])
      file["thresholds"] = .float(Tensor(scores.scores.map(\.threshold)))
      try file.write(to: path)
    }
  }

  private static let keyName = "symmetron_clusters"
  private static let columns = 4 + keptOthers

  /// Scores that were written with the same key; nil if there is no file, or one of another key.
  static func partial(contentsOf path: String, key: String) throws -> Partial? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let file = try Safetensors(contentsOf: path)
    guard file.metadata[keyName] == key else { return nil }
    guard case .integers(let done, _)? = file["done"], done.count == 1,
      case .integers(let rows, let shape)? = file["scores"], shape.count == 2, shape[1] == columns,
      case .float(let thresholds)? = file["thresholds"], thresholds.count == shape[0]
    else { throw CalabiError.unreadableStage(path, reason: "a tensor is missing") }
    let scores = (0..<shape[0]).map { i in
      let row = rows[i * columns..<(i + 1) * columns].map(Int.init)
      return Score(
        point: row[0], size: row[1], threshold: thresholds[i], sameManifold: row[2],
        sameClass: row[3], others: row.dropFirst(4).filter { $0 >= 0 })
    }
    return Partial(done: Int(done[0]), scores: ClusterScores(scores))
  }
}
