import Calabi
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct HodgeNetworkTests {
  @Test("The layers are those of table 1")
  func layers() {
    let network = HodgeNetwork().layers(features: 315)
    let weights = network.slots.filter { $0.name.hasSuffix("weight") && $0.shape.count == 2 }
    #expect(
      weights.map(\.shape) == [
        [315, 315], [315, 315], [315, 100], [100, 100], [100, 102], [100, 20],
      ])
    #expect(weights.map(\.penalty) == [0, 1e-5, 0, 1e-3, 0, 0])
  }

  @Test("About 7000 steps if nothing else is asked for", arguments: [16, 4096])
  func epochs(batchSize: Int) throws {
    let set = RepresentativeSet(
      of: Examples.several, walk: RepresentativeWalk(moves: 40), seed: 1)
    let hodge = Examples.several.indices.map { HodgePair($0 % 3 + 1, $0) }
    var training = HodgeTraining(epochs: 3, batchSize: batchSize)
    #expect(training.epochCount(for: set) == 3)
    training.epochs = nil
    // One step is enough to hear of how many it is.
    var (taken, planned) = (0, 0)
    _ = try training(
      set, hodge: hodge, seed: 1, threads: 1, shouldStop: { taken > 0 },
      report: { event in
        if case .step(let step, let steps, _) = event { (taken, planned) = (step, steps) }
      })
    #expect((6500...7500).contains(planned), "\(planned)")
  }

  @Test("A large set is seen ten times")
  func atLeastTen() {
    let set = RepresentativeSet(
      of: Examples.several, walk: RepresentativeWalk(moves: 40), seed: 1)
    // Eleven manifolds, at least 200 rows of each.
    #expect(HodgeTraining(leastRows: 200, batchSize: 1).epochCount(for: set) == 10)
  }

  @Test("Rare manifolds are repeated in training and never judge twice")
  func balance() {
    let set = RepresentativeSet(
      of: Examples.several, walk: RepresentativeWalk(moves: 200), seed: 1)
    let hodge = Examples.several.indices.map { HodgePair($0 % 3 + 1, $0) }
    let data = HodgeTraining(leastRows: 10, validationShare: 0.3).data(
      set.features(0..<set.count), set, hodge: hodge, seed: 1)
    #expect(Set(data.validationRows).count == data.validationRows.count)
    #expect(Set(data.validationRows).isDisjoint(with: data.trainingRows))
    #expect(Set(data.trainingRows + data.validationRows).count == set.count)
    for m in 0..<set.manifolds {
      let rows = data.trainingRows.filter { set.representatives(of: m).contains($0) }
      #expect(rows.contains(set.starts[m]))
      #expect(rows.count >= 7 && rows.count <= max(15, set.representatives(of: m).count))
    }
  }
}

@Suite struct CICYStudyTests {
  @Test("The whole way on a few manifolds, in one go or from what an earlier run left")
  func stages() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/cicy-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let list = try CICYList(text: CICYListTests.two, path: "x")
    let study = CICYStudy(
      training: HodgeTraining(epochs: 2), neighbors: 5, seed: 1, threads: 2)
    var kept: [Bool] = []
    let results = try (0..<2).map { _ in
      try study(list, folder: folder) { event in
        if case .ended(.representatives, let wasKept) = event { kept.append(wasKept) }
      }
    }
    #expect(kept == [false, true])
    #expect(results[0].set == results[1].set && results[0].clusters == results[1].clusters)
    #expect(results[0].training.parameters == results[1].training.parameters)
  }

  @Test("A list of one pair of Hodge numbers has nothing to learn")
  func nothing() throws {
    let list = try CICYList(text: CICYListTests.two, path: "x")
    #expect(throws: CalabiError.nothingToLearn) {
      try CICYStudy(every: 2)(list, folder: "/nowhere")
    }
  }

  @Test("A thirtieth of the list: manifolds are told apart", .enabled(if: Examples.hasList))
  func small() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/cicy-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard let list = Examples.list else { return }
    let study = CICYStudy(
      every: 30, walk: RepresentativeWalk(moves: 200),
      training: HodgeTraining(epochs: 40, batchSize: 128), neighbors: 120, seed: 1)
    let result = try study(list, folder: folder)
    #expect(result.entries.count > 200)
    #expect(result.embedding.accuracy.h11 > 0.95 && result.embedding.accuracy.h21 > 0.95)
    #expect(result.share().byLabel >= 0.8, "\(result.share())")
  }

  @Test(
    "The whole list, as the paper had it: 86.6 % of the manifolds, 80.6 % of those with (10, 20)",
    .enabled(if: Examples.hasList && isFullRun))
  func whole() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/cicy-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard let list = Examples.list else { return }
    let result = try CICYStudy()(list, folder: folder)
    #expect(result.entries.count == 7868)
    #expect(result.embedding.accuracy.h11 > 0.95 && result.embedding.accuracy.h21 > 0.95)
    #expect(result.share().byLabel >= 0.866, "\(result.share())")
    let pair = result.share(of: CICYResult.paperPair)
    #expect(pair.byLabel >= 0.806, "\(pair)")
    #expect(result.identities.identities == Identity.allCases)
  }
}
