import Datasets
import Discovery
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite(.serialized) struct OrbitEmbeddingTests {
  @Test("Mexican hat", arguments: [1e-3, 1e-2])
  func hat(halfWidth: Double) throws {
    for seed in 0..<UInt64(trials(usual: 1, full: 3)) {
      var hat = MexicanHat()
      hat.halfWidth = halfWidth
      let table = hat.sample(seed: seed)
      var method = OrbitEmbedding()
      method.seed = seed
      let begin = Date()
      let embedding = try method.embed(table.features, labels: table.labels)
      let trained = Date()
      print("hat", halfWidth, seed, embedding.accuracies, embedding.history.count,
        trained.timeIntervalSince(begin))
      var counts: [String] = []
      var (found, truth): ([Int], [Int]) = ([], [])
      for k in 0..<11 {
        let rows = (0..<table.count).filter { table.labels[0][$0] == k && embedding.isRight[$0] }
        let points = Tensor(stacking: rows.map(embedding.points.row))
        let result = DensityClusters()(points)
        let ari = adjustedRandIndex(result.labels, rows.map { table.orbits[$0] })
        counts.append("\(k - 5): \(result.count) \(Set(rows.map { table.orbits[$0] }).count) ari \((ari * 1000).rounded() / 1000) least \(result.leastContrast ?? 0) next \(result.nextContrast ?? 0)")
        found += result.labels.map { $0 + 100 * k }
        truth += rows.map { table.orbits[$0] }
      }
      print(counts.joined(separator: "\n"))
      print("ARI", adjustedRandIndex(found, truth), Set(found).count)
    }
  }

  @Test(.enabled(if: isFullRun)) func superpotential() throws {
    let table = Superpotential().sample(seed: 0)
    var method = OrbitEmbedding()
    (method.width, method.epochs, method.batchSize, method.learningRate) = (60, 150, 256, 4e-3)
    let begin = Date()
    let embedding = try method.embed(table.features, labels: table.labels) { event in
      if case .epoch(let record) = event, record.epoch % 10 == 0 {
        print(record.epoch, record.training, Date().timeIntervalSince(begin))
      }
    }
    print(embedding.accuracies, Date().timeIntervalSince(begin))
    for source in [embedding.points, Tensor<Float>(table.features.scalars.map { Float($0) }, shape: table.features.shape)] {
      var (aris, counts): ([Double], [Int: Int]) = ([], [:])
      var lines: [String] = []
      for k in 0..<121 {
        let rows = (0..<1000).map { $0 + 1000 * k }.filter { embedding.isRight[$0] }
        let result = DensityClusters()(Tensor(stacking: rows.map(source.row)))
        aris.append(adjustedRandIndex(result.labels, rows.map { table.orbits[$0] }))
        counts[result.count, default: 0] += 1
        lines.append("\(k): \(result.count) \((aris[k] * 100).rounded()) \(result.leastContrast ?? 0) \(result.nextContrast ?? 0)")
      }
      print(lines.joined(separator: "\n"))
      print("mean ARI", aris.reduce(0, +) / 121, counts)
    }
  }
}
