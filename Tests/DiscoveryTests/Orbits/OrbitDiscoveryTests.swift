import Datasets
import Discovery
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// From labels to orbits and generators, at full size behind `SYMMETRON_FULL`.
@Suite(.serialized) struct OrbitDiscoveryTests {
  @Test("Mexican hat: seventeen orbits and one rotation", arguments: [1e-3, 1e-2])
  func mexicanHat(halfWidth: Double) throws {
    for seed in 0..<UInt64(trials(usual: 1, full: 3)) {
      var hat = MexicanHat()
      hat.halfWidth = halfWidth
      hat.pointsPerClass = trials(usual: 300, full: 1000)
      let table = hat.sample(seed: seed)
      var method = OrbitDiscovery()
      (method.embedding.seed, method.generators.seed) = (seed, seed)
      let result = try method.discover(
        table.features, labels: table.labels, coordinates: table.featureNames)
      #expect((result.embedding.accuracies.first ?? 0) > 0.95)
      let agreement = result.agreement(with: table.orbits)
      #expect(result.orbits.count == 17)
      #expect(agreement.all >= 0.99 && agreement.rightCounts == 1)
      let common = try #require(result.common)
      #expect(common.finding.summary == "so(2): 1 generator, certain")
      if isFullRun {
        print(
          "hat \(halfWidth), seed \(seed): accuracy \(result.embedding.accuracies), "
            + "\(result.orbits.count) orbits, index \(agreement)")
      }
      // The outer circle of level −2, r = 1.4527: within a degree of the rotation, neither polished nor rounded.
      let outer = try #require(
        result.orbits.first { orbit in
          orbit.classes == [3] && (orbit.rows.first.map { table.invariants[$0] > 1.1 } ?? false)
        })
      let solution = try #require(outer.generators)
      #expect(solution.finding.count == 1)
      let angle = largestAngle(solution.raw.reshaped([1, 4]), rotations(2))
      #expect(angle < 1)
      if isFullRun { print("r = 1.45: \(outer.rows.count) points, \(angle) degrees") }
    }
  }

  @Test(.enabled(if: isFullRun, "SYMMETRON_FULL=1"))
  func superpotential() throws {
    let table = Superpotential().sample(seed: 0)
    var method = OrbitDiscovery()
    (method.embedding.width, method.embedding.epochs) = (60, 150)
    (method.embedding.batchSize, method.embedding.learningRate) = (256, 4e-3)
    let result = try method.discover(
      table.features, labels: table.labels, coordinates: table.featureNames)
    let agreement = result.agreement(with: table.orbits)
    print(
      "superpotential: accuracies \(result.embedding.accuracies), orbits "
        + "\(result.orbits.count), index \(agreement), \(result.common?.finding.summary ?? "none")")
    for accuracy in result.embedding.accuracies { #expect(accuracy > 0.95) }
    #expect(agreement.meanOfClasses >= 0.95)
    #expect(agreement.rightCounts >= 0.9)
    #expect(result.common?.finding.count == 12)
  }

  /// The paper's control: the inputs themselves do not fall into orbits.
  @Test func rawInputsOfTheSuperpotentialShowNoClusters() throws {
    var potential = Superpotential()
    potential.classes = trials(usual: 1, full: 5)
    let table = potential.sample(seed: 3)
    var method = OrbitDiscovery()
    method.embedding.control = .raw
    let result = try method.discover(
      table.features, labels: table.labels, coordinates: table.featureNames)
    let agreement = result.agreement(with: table.orbits)
    if isFullRun { print("superpotential, raw inputs: \(agreement)") }
    #expect(agreement.rightCounts <= 0.05 && agreement.meanOfClasses < 0.05)
  }

  /// The other control: a regression on the numbers of the classes, of which the paper says that it does not
  /// show orbits in the same way.
  @Test(.enabled(if: isFullRun, "SYMMETRON_FULL=1"))
  func regressionControl() throws {
    let table = MexicanHat().sample(seed: 0)
    var method = OrbitDiscovery()
    method.embedding.control = .regression
    let result = try method.discover(
      table.features, labels: table.labels, coordinates: table.featureNames)
    print(
      "hat, regression: accuracies \(result.embedding.accuracies), orbits \(result.orbits.count), "
        + "index \(result.agreement(with: table.orbits))")
    #expect(result.embedding.accuracies.count == 1)
  }

  @Test func threadsAndSeedsRepeat() throws {
    var hat = MexicanHat()
    (hat.pointsPerClass, hat.classes) = (60, 1)
    let table = hat.sample(seed: 1)
    var method = OrbitDiscovery()
    (method.embedding.epochs, method.embedding.layers) = (3, 2)
    method.embedding.batchSize = 256
    func run(threads: Int) throws -> OrbitDiscovery.Result {
      var tsne = TSNE()
      (tsne.iterations, tsne.threads) = (20, threads)
      method.picture = tsne
      (method.embedding.threads, method.clustering.threads) = (threads, threads)
      method.generators.threads = threads
      return try method.discover(
        table.features, labels: table.labels, coordinates: table.featureNames)
    }
    let (one, two) = (try run(threads: 1), try run(threads: 2))
    #expect(one.embedding.points == two.embedding.points)
    #expect(one.orbitOf == two.orbitOf)
    #expect(one.picture?.positions == two.picture?.positions)
  }
}
