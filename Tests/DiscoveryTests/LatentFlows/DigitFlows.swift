import Datasets
import Discovery
import Oracles
import Tensors
import TestSupport

/// An experiment on handwritten digits, and further searches with its oracle.
struct DigitFlows {
  let result: FlowExperiment.Result
  private let experiment: FlowExperiment
  private let points: FlowPoints

  /// The experiment, as `symmetron flows mnist` carries it out.
  init(_ images: LabelledImages, _ experiment: FlowExperiment) throws {
    let share = images.classes.count == 2 ? 0.25 : 1.0 / 6
    let samples = LabelledSamples(images, validationShare: share, seed: experiment.seed)
    result = try experiment.run(samples, features: (0..<784).map { "pixel \($0)" })
    self.experiment = experiment
    let (all, n) = (result.points.inputs, result.points.inputs.shape[1])
    func rows(_ rows: [Int]) -> Tensor<Double> {
      Tensor(rows.flatMap { i in (0..<n).map { Double(all[i, $0]) } }, shape: [rows.count, n])
    }
    points = FlowPoints(
      training: rows(result.points.trainingRows), validation: rows(result.points.validationRows))
  }

  /// Another search with the same oracle at the same points.
  func search(_ generators: Int?, _ constraint: FlowConstraint = .soft) throws -> FlowFinding {
    var flows = experiment.flows
    (flows.generators, flows.constraint) = (generators, constraint)
    return try flows.discover(result.oracle, at: points)
  }

  /// What happens along the flows of another search.
  func walks(_ finding: FlowFinding) -> FlowWalks {
    FlowWalks(
      finding.flow, oracle: result.oracle, decoder: result.autoencoder, points: result.points,
      followed: [], settings: experiment.streamlines)
  }

  /// The experiment of the command, at full size.
  static func experiment(latent: Int, trainingSamples: Int, seed: UInt64) -> FlowExperiment {
    var experiment = FlowExperiment()
    var autoencoder = AutoencoderSettings()
    autoencoder.latent = latent
    // At least 750 steps, as the command has it.
    let least = (750 + (trainingSamples + 255) / 256 - 1) / ((trainingSamples + 255) / 256)
    autoencoder.epochs = max(autoencoder.epochs, least)
    experiment.autoencoder = autoencoder
    experiment.oracle.epochs = max(experiment.oracle.epochs, least)
    experiment.flows.generators = 1
    (experiment.seed, experiment.flows.seed) = (seed, seed)
    return experiment
  }
}
