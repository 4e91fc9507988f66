/// The numbers of one epoch.
public struct EpochRecord: Sendable, Equatable, Codable {
  /// The number of the epoch, from 1.
  public let epoch: Int
  /// The steps taken so far.
  public let steps: Int
  /// The learning rate of its last step.
  public let learningRate: Double
  /// The means over its batches: `loss` and the metrics.
  public let training: [String: Double]
  /// The same on the validation rows, with the parameters at its end; empty without such rows.
  public let validation: [String: Double]
}

/// How a training ended.
public enum TrainingOutcome: Sendable, Equatable {
  /// All epochs were done.
  case finished
  /// Nothing improved for as many epochs as the monitor waits.
  case stoppedEarly(epoch: Int)
  /// The monitored number reached its target.
  case reachedTarget(epoch: Int)
  /// The loss, a gradient or a parameter was no longer finite; the parameters are the last finite ones,
  /// those of the last epoch if the step before left none.
  case diverged(epoch: Int, step: Int)
  /// The caller asked to stop.
  case interrupted(epoch: Int, step: Int)
}

/// What a training leaves.
public struct TrainingResult: Sendable {
  /// The parameters of the best epoch, or the last.
  public var parameters: Parameters
  /// The epoch at whose end the parameters were these.
  ///
  /// After a divergence without a best epoch, the last whole one: the parameters have moved on from it.
  public let epoch: Int
  /// The numbers of every epoch.
  public let history: [EpochRecord]
  /// How it ended.
  public let outcome: TrainingOutcome

  /// The numbers of ``epoch``.
  public var record: EpochRecord? { history.last { $0.epoch == epoch } }
}

/// What a training reports while it runs.
public enum TrainingEvent: Sendable {
  /// A step was taken, of so many.
  case step(Int, of: Int, loss: Double)
  /// An epoch ended.
  case epoch(EpochRecord)
  /// A checkpoint was written.
  case checkpoint(String)
}
