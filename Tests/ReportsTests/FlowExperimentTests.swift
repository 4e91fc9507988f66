import Datasets
import Discovery
import Foundation
import Oracles
import Reports
import Tensors
import TestSupport
import Testing

/// Whole experiments on images that are made here, small enough for every change.
@Suite struct FlowExperimentTests {
  /// Blobs of light in images of 8 × 8 pixels, left, right or below, by class.
  static func blobs(_ count: Int, classes: Int, seed: UInt64) -> LabelledImages {
    var rng = Philox(seed: seed)
    var (pixels, labels): ([Float], [Int]) = ([], [])
    let centres: [(Double, Double)] = [(2, 2.5), (5, 2.5), (3.5, 5.5)]
    for i in 0..<count {
      let label = i % classes
      let (x, y) = (centres[label].0 + 0.5 * rng.normal(), centres[label].1 + 0.5 * rng.normal())
      let width = 1 + 0.2 * rng.uniform()
      for row in 0..<8 {
        for column in 0..<8 {
          let (dx, dy) = (Double(column) - x, Double(row) - y)
          pixels.append(Float(exp(-(dx * dx + dy * dy) / (2 * width * width))))
        }
      }
      labels.append(label)
    }
    return LabelledImages(
      name: "blobs", pixels: Tensor(pixels, shape: [count, 64]), labels: labels, height: 8,
      width: 8)
  }

  static func experiment(_ configure: (inout FlowExperiment) -> Void = { _ in }) -> FlowExperiment {
    var experiment = FlowExperiment()
    var autoencoder = AutoencoderSettings()
    (autoencoder.latent, autoencoder.hidden) = (3, [16])
    (autoencoder.epochs, autoencoder.batchSize) = (60, 32)
    autoencoder.learningRate = 5e-3
    experiment.autoencoder = autoencoder
    experiment.oracle.hidden = [16]
    (experiment.oracle.epochs, experiment.oracle.batchSize) = (60, 32)
    experiment.flows.field = .network(hidden: [16])
    (experiment.flows.generators, experiment.flows.steps, experiment.flows.batchSize) = (1, 150, 64)
    (experiment.streamlines.length, experiment.streamlines.kept) = (1, 6)
    experiment.followed = [3]
    configure(&experiment)
    return experiment
  }

  /// Every number of a JSON document; those that are not finite have no place in JSON.
  private func numbers(_ value: Any) -> [Double] {
    switch value {
    case let list as [Any]: list.flatMap(numbers)
    case let object as [String: Any]: object.values.flatMap(numbers)
    case let number as NSNumber: [number.doubleValue]
    default: []
    }
  }

  @Test(arguments: [2, 3], [FlowConstraint.soft, .hard])
  func everythingIsFinite(classes: Int, constraint: FlowConstraint) throws {
    let images = Self.blobs(360, classes: classes, seed: 1)
    let samples = LabelledSamples(images, validationShare: 0.25, seed: 0)
    var experiment = Self.experiment()
    experiment.flows.constraint = constraint
    // Three logits in three dimensions leave no direction; the decision leaves two.
    experiment.flows.preserved = classes == 3 ? .prediction : .logits
    let result = try experiment.run(samples, features: (0..<64).map { "pixel \($0)" })
    let rotation = result.rotationAngles(images)
    let document = FlowDocument(result, rotation: rotation)
    // Encoding fails for numbers that are not finite.
    let data = try JSONEncoder().encode(document)
    #expect(numbers(try JSONSerialization.jsonObject(with: data)).count > 50)
    let arrays = result.arrays
    for (name, array) in arrays.numbers { #expect(array.isFinite, "\(name)") }

    // Blobs that hardly overlap are told apart.
    #expect(result.oracle.validationScore > 0.95, "\(result.oracle.validationScore)")
    let trained = try #require(result.autoencoder)
    let variance = result.trivial.variance.reduce(0, +) / 64
    #expect(trained.validationError < variance, "\(trained.validationError) of \(variance)")
    // The starts: a centre for every class, and the sample.
    #expect(document.walks?.starts.count == classes + 1)
    #expect(document.walks?.halves.count == (classes + 1) * 2)
    #expect(document.networks?.trainingSamples == 270)
    #expect(arrays.numbers["streamlines"]?.shape == [classes + 1, 1, 13, 3])
    #expect(arrays.numbers["streamline_probabilities"]?.row(0).row(0).shape == [13, classes])
    if constraint == .hard {
      #expect(result.finding.measures.relativeInvariance < 1e-10)
      #expect(result.finding.measures.normError < 1e-6)
    }
    #expect(rotation.images == 90 && Set(rotation.byClass.keys).count == classes)
  }

  /// The same on any number of threads, and another with another seed.
  @Test func threadsDoNotMatter() throws {
    let images = Self.blobs(200, classes: 2, seed: 2)
    let samples = LabelledSamples(images, validationShare: 0.25, seed: 0)
    func document(threads: Int, seed: UInt64) throws -> Data {
      var experiment = Self.experiment()
      (experiment.threads, experiment.flows.threads) = (threads, threads)
      (experiment.seed, experiment.flows.seed) = (seed, seed)
      let result = try experiment.run(samples, features: (0..<64).map { "pixel \($0)" })
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return try encoder.encode(
        FlowDocument(result, rotation: result.rotationAngles(images, threads: threads)))
    }
    let one = try document(threads: 1, seed: 0)
    #expect(try document(threads: 2, seed: 0) == one)
    #expect(try document(threads: 2, seed: 1) != one)
  }

  /// What cannot work is refused before anything is trained.
  @Test func refusals() throws {
    let images = Self.blobs(90, classes: 3, seed: 3)
    let samples = LabelledSamples(images, validationShare: 0.3, seed: 0)
    func expect(
      _ error: FlowError, _ samples: LabelledSamples,
      at location: SourceLocation = #_sourceLocation,
      _ configure: (inout FlowExperiment) -> Void = { _ in }
    ) {
      var hasTrained = false
      #expect(throws: error, sourceLocation: location) {
        _ = try Self.experiment(configure).run(samples, features: []) { event in
          if case .epoch = event { hasTrained = true }
        }
      }
      #expect(!hasTrained, sourceLocation: location)
    }
    let ones = try images.selecting(classes: [1])
    expect(.oneClass("1"), LabelledSamples(ones, validationShare: 0.3, seed: 0))
    expect(.latentTooLarge(latent: 64, features: 64), samples) { $0.autoencoder?.latent = 64 }
    expect(.tooManyGenerators(4, dimension: 3, most: 3), samples) { $0.flows.generators = 4 }
    let few = images.selecting(rows: 0..<30)
    expect(
      .tooFewSamples(9, needed: 20), LabelledSamples(few, validationShare: 0.3, seed: 0))
  }
}
