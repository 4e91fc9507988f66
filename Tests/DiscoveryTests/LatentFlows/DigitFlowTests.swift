import Datasets
import Discovery
import Oracles
import Tensors
import TestSupport
import Testing

/// The flows of the paper on handwritten digits: small for every change, and at full size with three
/// seeds (`SYMMETRON_FULL=1`), where the numbers are those that the project has set itself.
@Suite(.serialized, .needsData("mnist/train-images-idx3-ubyte.gz"))
struct DigitFlowTests {
  private static func images(_ classes: [Int]?) throws -> LabelledImages {
    let all = try LabelledImages(.mnist, .train)
    return try classes.map { try all.selecting(classes: $0) } ?? all
  }

  /// The first 1600 zeros and ones, small networks, few steps.
  @Test func zerosAndOnesInThePlane() throws {
    let images = try Self.images([0, 1])
    var experiment = DigitFlows.experiment(latent: 2, trainingSamples: 1200, seed: 0)
    experiment.autoencoder?.hidden = [64]
    experiment.autoencoder?.epochs = 20
    experiment.autoencoder?.batchSize = 64
    (experiment.oracle.epochs, experiment.oracle.batchSize) = (20, 64)
    experiment.flows.field = .network(hidden: [32, 32])
    (experiment.flows.steps, experiment.flows.batchSize) = (500, 128)
    (experiment.streamlines.length, experiment.streamlines.kept) = (2, 10)
    let digits = try DigitFlows(images.selecting(rows: 0..<1600), experiment)
    let soft = digits.result.finding
    #expect(digits.result.oracle.validationScore >= 0.99)
    #expect(soft.measures.relativeInvariance <= 0.02, "\(soft.measures)")
    #expect(soft.localRank.freeDirections == 1)

    let hard = try digits.search(1, .hard)
    #expect(hard.measures.relativeInvariance <= 1e-6)
    #expect(hard.measures.normError <= 1e-6)
    let walks = digits.walks(hard)
    for half in walks.halves {
      #expect(half.keepsClass && half.drift <= 1e-3, "\(half)")
      #expect(half.leastProbability >= half.startProbability - 0.001)
    }
    let two = try digits.search(2)
    #expect(two.outcome == .noneFound)
    #expect(two.measures.conflict >= 5 * soft.measures.conflict)
    // 114 of the pixels of zeros and ones at the least never light up; of 784 there are two latent ones.
    #expect(digits.result.trivial.ignorable.count > 100)
  }

  @Test(.enabled(if: isFullRun), arguments: UInt64(0)..<3) func latentPlane(seed: UInt64) throws {
    let images = try Self.images([0, 1])
    let digits = try DigitFlows(
      images, DigitFlows.experiment(latent: 2, trainingSamples: images.count * 3 / 4, seed: seed))
    let soft = digits.result.finding
    #expect(digits.result.oracle.validationScore >= 0.997)
    #expect(soft.measures.relativeInvariance <= 0.003)
    #expect(try digits.search(1, .hard).measures.relativeInvariance <= 1e-6)
    #expect(try digits.search(2).measures.conflict >= 5 * soft.measures.conflict)
    let found = try digits.search(nil)
    #expect(found.flow.count == 1 && found.outcome == .clear, "\(found.summary)")
  }

  @Test(.enabled(if: isFullRun), arguments: UInt64(0)..<3) func latentSpace(seed: UInt64) throws {
    let images = try Self.images([0, 1])
    let digits = try DigitFlows(
      images, DigitFlows.experiment(latent: 3, trainingSamples: images.count * 3 / 4, seed: seed))
    #expect(digits.result.oracle.validationScore >= 0.997)
    let two = try digits.search(2)
    #expect(two.measures.relativeInvariance <= 0.004, "\(two.measures)")
    #expect(two.measures.meanAbsoluteCosine <= 0.02, "\(two.measures)")
    #expect(try digits.search(3).measures.conflict >= 20 * two.measures.conflict)
    let found = try digits.search(nil)
    #expect(found.flow.count == 2 && found.outcome == .clear, "\(found.summary)")
  }

  @Test(.enabled(if: isFullRun), arguments: UInt64(0)..<3) func tenDigits(seed: UInt64) throws {
    let digits = try DigitFlows(
      Self.images(nil), DigitFlows.experiment(latent: 16, trainingSamples: 50_000, seed: seed))
    let result = digits.result
    #expect((result.autoencoder?.validationError ?? .nan) <= 0.0155)
    #expect(result.oracle.validationScore >= 0.965)
    #expect(result.finding.measures.relativeInvariance <= 0.008, "\(result.finding.measures)")
    #expect(try digits.search(4).measures.relativeInvariance <= 0.013)
    let six = try digits.search(6, .hard).measures
    #expect(six.relativeInvariance <= 1e-6 && six.meanAbsoluteCosine <= 0.02, "\(six)")

    // Twenty halves of streamlines, six units long, from the ten centres.
    let soft = result.walks
    #expect(soft.halves.count == 20)
    let keeping = soft.halves.count { $0.keepsClass }
    #expect(keeping >= 18, "\(keeping) of 20")
    let hard = digits.walks(try digits.search(1, .hard))
    for half in hard.halves {
      #expect(half.keepsClass && half.drift <= 1e-3, "\(half)")
      #expect(half.leastProbability >= half.startProbability - 0.001, "\(half)")
    }
    for walks in [soft, hard] {
      let changes = walks.decodedChanges ?? []
      #expect(changes.count == 20)
      #expect(changes.allSatisfy { $0 >= 0.4 }, "\(changes)")
    }
  }
}
