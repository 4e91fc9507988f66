internal import Tensors

/// All that decides how a training goes on: at the end of an epoch.
struct TrainingState: Sendable, Equatable {
  var parameters: Parameters
  /// The state of the optimizer, flat.
  var optimizer: [Tensor<Float>]
  /// The numbers of epochs and of steps done.
  var epoch = 0
  var step = 0
  var history: [EpochRecord] = []
  /// The parameters of the best epoch so far, its number and the number that it was best by.
  var best: Best?

  struct Best: Sendable, Equatable {
    var parameters: Parameters
    var epoch: Int
    var value: Double
  }

  init(_ parameters: Parameters, optimizer: any Optimizer) {
    self.parameters = parameters
    self.optimizer = (0..<optimizer.stateCount).map { _ in
      .zeros([parameters.layout.learnedCount])
    }
  }

  /// Takes the numbers of an epoch into account; returns why training should end, if it should.
  mutating func finishEpoch(_ record: EpochRecord, _ monitor: Monitor) -> TrainingOutcome? {
    (epoch, step) = (record.epoch, record.steps)
    history.append(record)
    guard let value = monitor.value(in: record) else {
      preconditionFailure("there is no metric \(monitor.metric) to be watched")
    }
    if best.map({ monitor.isBetter(value, than: $0.value) }) ?? true {
      best = Best(parameters: parameters, epoch: epoch, value: value)
    }
    return end(monitor)
  }

  /// Why training should end after the last epoch, if it should.
  func end(_ monitor: Monitor) -> TrainingOutcome? {
    guard let record = history.last, let value = monitor.value(in: record) else { return nil }
    if monitor.isReached(by: value) { return .reachedTarget(epoch: epoch) }
    if let patience = monitor.patience, let best, epoch - best.epoch >= patience {
      return .stoppedEarly(epoch: epoch)
    }
    return nil
  }
}
