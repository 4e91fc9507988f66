internal import Foundation
public import Tensors

/// The training loop: every model of the project is trained by it.
///
/// Goals, in order: the same bits for the same seed, on any number of threads and however often it is
/// interrupted and resumed; the speed of its matrix products; one loop for every objective.
public struct Trainer: Sendable {
  /// What is made small.
  public let objective: Objective
  /// How.
  public let settings: TrainingSettings

  /// A training.
  public init(_ objective: Objective, _ settings: TrainingSettings) {
    (self.objective, self.settings) = (objective, settings)
  }

  /// Trains until all epochs are done or the monitor stops it.
  ///
  /// - Parameters:
  ///   - data: The columns that the objective takes.
  ///   - start: The first parameters; without, those of the seed.
  ///   - threads: How many threads work; the result does not depend on it.
  ///   - checkpoint: Where the state is kept, and how often; a training that finds its own checkpoint goes on
  ///     from there.
  ///   - shouldStop: Asked in every step.
  ///   - report: Told about every step and epoch, on the calling thread.
  /// - Precondition: There are training rows, and the monitored metric is one of the objective's.
  /// - Throws: `.nonFiniteData` for data with such numbers; errors of the checkpoint.
  public func train(
    on data: TrainingData, from start: Parameters? = nil, threads: Int = Parallel.processors,
    checkpoint: Checkpoint? = nil, shouldStop: () -> Bool = { false },
    report: (TrainingEvent) -> Void = { _ in }
  ) throws(NetworkError) -> TrainingResult {
    precondition(!data.trainingRows.isEmpty, "there are no rows to be trained on")
    if let (column, row) = data.nonFinite { throw .nonFiniteData(column: column, row: row) }
    let parameters = start ?? Parameters(objective.slots, seed: settings.seed)
    checkLayout(parameters)
    var state = TrainingState(parameters, optimizer: settings.optimizer)
    if let checkpoint,
      let saved = try checkpoint.read(
        like: state, summary(data), epochs: settings.epochs)
    {
      state = saved
    }
    var lastSave = Date.now
    // A training that has ended is not continued.
    let end = state.end(settings.monitor)
    var outcome = end ?? .finished

    let run = TrainingRun(self, data, state, threads: threads)
    epochs: while end == nil, state.epoch < settings.epochs {
      switch run.epoch(after: state, shouldStop, report) {
      case .ended(let record):
        guard run.writeIfFinite(to: &state) else {
          outcome = .diverged(epoch: record.epoch, step: record.steps - 1)
          break epochs
        }
        report(.epoch(record))
        let end = state.finishEpoch(record, settings.monitor)
        if let checkpoint, Date.now.timeIntervalSince(lastSave) >= checkpoint.interval {
          try checkpoint.write(state, summary(data))
          report(.checkpoint(checkpoint.path))
          lastSave = .now
        }
        if let end {
          outcome = end
          break epochs
        }
      case .diverged(let step):
        outcome = .diverged(epoch: state.epoch + 1, step: step)
        // If the last step left none that are finite, those of the last epoch stay.
        _ = run.writeIfFinite(to: &state)
        break epochs
      case .interrupted(let step):
        outcome = .interrupted(epoch: state.epoch + 1, step: step)
        break epochs
      }
    }
    // What is saved is the end of an epoch: from there a resumed training takes the same steps again.
    if case .diverged = outcome {
    } else if let checkpoint {
      try checkpoint.write(state, summary(data))
      report(.checkpoint(checkpoint.path))
    }
    let best = settings.restoresBest ? state.best : nil
    return TrainingResult(
      parameters: best?.parameters ?? state.parameters, epoch: best?.epoch ?? state.epoch,
      history: state.history, outcome: outcome)
  }

  /// The loss and the metrics of frozen parameters on some rows.
  ///
  /// - Precondition: The parameters are the objective's, and the columns have the rows.
  public func evaluate(
    _ parameters: Parameters, on data: TrainingData, rows: [Int],
    threads: Int = Parallel.processors
  ) -> [String: Double] {
    checkLayout(parameters)
    let judged = TrainingData(data.columns, trainingRows: [], validationRows: rows)
    let state = TrainingState(parameters, optimizer: settings.optimizer)
    return TrainingRun(self, judged, state, threads: threads).validate()
  }

  /// All that the result depends on but the numbers themselves, as text.
  private func summary(_ data: TrainingData) -> [String: String] {
    let own = objective.settingsSummary.merging([
      "number of training rows": "\(data.trainingRows.count)"
    ]) {
      $1
    }
    return settings.summary.merging(own) { $1 }
  }

  private func checkLayout(_ parameters: Parameters) {
    precondition(
      parameters.layout == ParameterLayout(objective.slots), "the parameters are another model's")
  }
}
