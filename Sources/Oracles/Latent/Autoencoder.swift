public import Networks
public import Tensors

/// A network that squeezes samples through a few latent numbers and restores them: `x ≈ decode(encode(x))`.
///
/// Source: Roman, Forestano, Matchev, Matcheva, Unlu, *Oracle-Preserving Latent Flows* (2023), eq. 18 and
/// fig. 3; the sizes of the layers are not printed there.
public struct Autoencoder: Sendable {
  /// From samples, `[N, d]`, to latent points, `[N, ℓ]`.
  public let encoder: Model<Sequential>
  /// From latent points, `[N, ℓ]`, to samples, `[N, d]`.
  public let decoder: Model<Sequential>
  /// The mean squared error of an element of a validation sample.
  public let validationError: Double
  /// How the training went.
  public let training: TrainingResult
  /// The number ℓ of latent coordinates.
  public let latentCount: Int

  /// The latent points of samples, `[N, d]` to `[N, ℓ]`.
  public func encode(_ x: Tensor<Float>, threads: Int = Parallel.processors) -> Tensor<Float> {
    encoder.predict(x, threads: threads)
  }

  /// What the decoder makes of latent points, `[N, ℓ]` to `[N, d]`.
  public func decode(_ z: Tensor<Float>, threads: Int = Parallel.processors) -> Tensor<Float> {
    decoder.predict(z, threads: threads)
  }
}

/// How an autoencoder is built and trained.
public struct AutoencoderSettings: Sendable {
  /// The number ℓ of latent coordinates.
  ///
  /// Too few and samples are blurred; too many and directions carry nothing.
  public var latent = 16
  /// The widths of the encoder's hidden layers; the decoder mirrors them.
  public var hidden = [512, 128, 64]
  /// Whether what is decoded lies in [0, 1], as the brightness of pixels does.
  public var isBounded = true
  /// How often all samples are seen.
  public var epochs = 12
  /// The samples of a step.
  public var batchSize = 256
  /// The largest learning rate, of a one-cycle schedule.
  public var learningRate = 2e-3

  /// The defaults, for images of 784 pixels.
  public init() {}

  /// Trains an autoencoder on the training samples.
  ///
  /// - Parameters:
  ///   - samples: Their labels are not looked at.
  ///   - seed: The seed of initial values and of the order of samples.
  ///   - threads: Threads to use; the result does not depend on it.
  ///   - checkpoint: Where the training is kept, so that it can go on.
  ///   - report: Told about every step and epoch.
  /// - Precondition: There are fewer latent coordinates than inputs.
  /// - Throws: Errors of the checkpoint; `.nonFiniteData`.
  public func train(
    on samples: LabelledSamples, seed: UInt64, threads: Int = Parallel.processors,
    checkpoint: Checkpoint? = nil, report: (TrainingEvent) -> Void = { _ in }
  ) throws(NetworkError) -> Autoencoder {
    let d = samples.inputs.shape[1]
    precondition((1..<d).contains(latent), "\(latent) latent coordinates of \(d) inputs")
    let encoder = Sequential(mlp: [d] + hidden + [latent])
    let decoder = Sequential(
      mlp: [latent] + hidden.reversed() + [d], output: isBounded ? .sigmoid : .linear)
    let trainer = Trainer(
      .regression(Sequential([encoder, decoder])),
      TrainingSettings(
        learningRate: learningRate, schedule: .oneCycle(), epochs: epochs, batchSize: batchSize,
        restoresBest: false, seed: seed))
    let data = TrainingData(
      [samples.inputs], trainingRows: samples.trainingRows, validationRows: [])
    let result = try trainer.train(
      on: data, threads: threads, checkpoint: checkpoint, report: report)
    let judged = trainer.evaluate(
      result.parameters, on: data, rows: samples.validationRows, threads: threads)
    let parts = result.parameters.split(into: [encoder.slots, decoder.slots])
    return Autoencoder(
      encoder: Model(encoder, parts[0]), decoder: Model(decoder, parts[1]),
      validationError: judged["loss"] ?? .nan, training: result, latentCount: latent)
  }
}
