import ArgumentParser
import Symmetron

/// The options of the autoencoder and of the oracle, and of how flows are followed.
struct LatentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The latent coordinates, or none to stay with the data's own.", valueName: "ℓ"))
  var latent = LatentOption(count: 16)

  @Option(
    help: ArgumentHelp(
      "The widths of the encoder, mirrored by the decoder (default: 512,128,64 for images, else 64,64).",
      valueName: "w,…"))
  var encoder: LayerWidths?

  @Option(help: ArgumentHelp("The widths of the oracle's hidden layers.", valueName: "w,…"))
  var classifier = LayerWidths(LabelOracleSettings().hidden)

  @Option(
    help: ArgumentHelp(
      "Epochs of the autoencoder (default: 12, more if they have fewer than 750 steps).",
      valueName: "n"))
  var epochs: Int?

  @Option(
    help: ArgumentHelp(
      "Epochs of the oracle (default: 15, more if they have fewer than 3000 steps).", valueName: "n"
    ))
  var classifierEpochs: Int?

  @Option(
    help: ArgumentHelp("The weight decay of the oracle; more makes it smoother.", valueName: "λ"))
  var classifierDecay = LabelOracleSettings().weightDecay

  @Option(
    help: ArgumentHelp(
      "How flows are followed: rk45 or, as in the paper, euler.", valueName: "method"))
  var follow = FollowOption.rk45

  @Option(help: ArgumentHelp("The step of euler.", valueName: "ε"))
  var eulerStep = 1e-3

  @Option(help: ArgumentHelp("How far flows are followed, each way.", valueName: "s"))
  var length = StreamlineSettings().length

  @Option(
    help: ArgumentHelp(
      "Samples to start from, by number from 0, beside the classes' centres.", valueName: "i,…"))
  var from: String?

  func validate() throws {
    for (widths, name) in [(encoder, "encoder"), (classifier, "classifier")] {
      guard let widths else { continue }
      guard (0...16).contains(widths.widths.count),
        widths.widths.allSatisfy({ (1...16384).contains($0) })
      else { throw ValidationError("--\(name) takes up to 16 widths, such as 128,128,32.") }
    }
    for (value, name) in [(epochs, "epochs"), (classifierEpochs, "classifier-epochs")] {
      guard (1...100_000).contains(value ?? 1) else {
        throw ValidationError("--\(name) must lie between 1 and 100000.")
      }
    }
    guard eulerStep > 0, length > 0, length.isFinite, eulerStep <= length else {
      throw ValidationError("--length must be positive, and --euler-step no longer.")
    }
    if let from, FlowDataOptions.numbers(from)?.allSatisfy({ $0 >= 0 }) != true {
      throw ValidationError("--from takes numbers such as 17,23, not '\(from)'.")
    }
  }

  /// The experiment for so many training samples.
  ///
  /// - Parameter isImage: Whether features are the brightness of pixels, from 0 to 1.
  func experiment(
    flows: LatentFlows, trainingSamples: Int, isImage: Bool, run: RunOptions
  ) -> FlowExperiment {
    var experiment = FlowExperiment()
    func enough(_ epochs: Int, _ batch: Int, steps least: Int) -> Int {
      let steps = max(1, (trainingSamples + batch - 1) / batch)
      return max(epochs, (least + steps - 1) / steps)
    }
    if let latent = latent.count {
      var settings = AutoencoderSettings()
      settings.latent = latent
      settings.hidden = encoder?.widths ?? (isImage ? settings.hidden : [64, 64])
      settings.isBounded = isImage
      settings.epochs = epochs ?? enough(settings.epochs, settings.batchSize, steps: 750)
      experiment.autoencoder = settings
    } else {
      experiment.autoencoder = nil
    }
    experiment.oracle.hidden = classifier.widths
    experiment.oracle.epochs =
      classifierEpochs
      ?? enough(
        experiment.oracle.epochs, experiment.oracle.batchSize, steps: 3000)
    experiment.oracle.weightDecay = classifierDecay
    experiment.flows = flows
    experiment.streamlines.length = length
    if follow == .euler { experiment.streamlines.method = .euler(step: eulerStep) }
    experiment.followed = from.flatMap(FlowDataOptions.numbers) ?? []
    (experiment.seed, experiment.threads) = (run.seed, run.threads)
    return experiment
  }
}

/// A number of latent coordinates as an option: a number, or none.
struct LatentOption: ExpressibleByArgument, CustomStringConvertible {
  /// Nil is none.
  let count: Int?

  init(count: Int?) { self.count = count }

  init?(argument: String) {
    if argument == "none" {
      count = nil
    } else if let number = Int(argument), number > 0 {
      count = number
    } else {
      return nil
    }
  }

  /// As it would be typed.
  var description: String { count.map(String.init) ?? "none" }
  var defaultValueDescription: String { description }
}

/// How flows are followed, as an option.
enum FollowOption: String, ExpressibleByArgument, CaseIterable, Encodable {
  case rk45, euler
}
