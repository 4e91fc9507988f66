internal import Tensors

/// The hyperparameters of a training.
public struct TrainingSettings: Sendable {
  /// The rule that moves the parameters.
  public var optimizer: any Optimizer
  /// The largest learning rate.
  ///
  /// Too large and the loss jumps or diverges; too small and it hardly falls.
  public var learningRate: Double
  /// How the learning rate changes.
  public var schedule: LearningRateSchedule
  /// How often all rows are seen.
  public var epochs: Int
  /// The most rows of a step; an epoch has as few steps as that allows, as even as possible.
  ///
  /// Too large and there are few steps; too small and gradients are noisy and threads idle.
  public var batchSize: Int
  /// The rows that one thread works on at a time: part of the result's identity, as sums are grouped by it.
  ///
  /// Too large and threads idle; too small and matrix products are slow.
  public var shardRows: Int
  /// The largest norm of a gradient; longer ones are shortened to it.
  public var clipNorm: Double?
  /// What decides on the best epoch, and when to stop.
  public var monitor: Monitor
  /// Whether the parameters of the best epoch are returned, or those of the last.
  public var restoresBest: Bool
  /// The seed of initial values, of the order of rows and of dropout.
  public var seed: UInt64

  /// Settings; the defaults suit small networks on tables.
  ///
  /// Without `shardRows`, it is a quarter of the batch, but 128 to 256.
  public init(
    optimizer: any Optimizer = Adam(), learningRate: Double = 1e-3,
    schedule: LearningRateSchedule = .constant,
    epochs: Int = 10, batchSize: Int = 256, shardRows: Int? = nil, clipNorm: Double? = nil,
    monitor: Monitor = Monitor(), restoresBest: Bool = true, seed: UInt64 = 0
  ) {
    precondition(
      epochs >= 0 && batchSize > 0 && shardRows ?? 1 > 0, "training needs rows and epochs")
    (self.optimizer, self.learningRate, self.schedule) = (optimizer, learningRate, schedule)
    (self.epochs, self.batchSize) = (epochs, batchSize)
    self.shardRows = shardRows ?? min(max(batchSize / 4, 128), 256)
    (self.clipNorm, self.monitor, self.restoresBest) = (clipNorm, monitor, restoresBest)
    self.seed = seed
  }

  /// Every setting that the result depends on, as text.
  var summary: [String: String] {
    [
      "optimizer": optimizer.summary, "learning rate": "\(learningRate)",
      "schedule": "\(schedule)", "epochs": "\(epochs)", "batch size": "\(batchSize)",
      "shard rows": "\(shardRows)", "clip norm": clipNorm.map { "\($0)" } ?? "none",
      "monitor": "\(monitor)", "restores best": "\(restoresBest)", "seed": "\(seed)",
    ]
  }
}
