import Autodiff
import Networks
import Tensors
import TestSupport
import Testing

/// When training stops, and what it returns, where every number has a closed form.
///
/// The loss is w², a step of plain descent with rate 0.1 multiplies w by 0.8, and there is one step in
/// each epoch, so w is 0.8ᵏ after k epochs. The metric on the validation rows is (w − 0.5)², which is
/// smallest after three.
@Suite struct MonitorTests {
  private func train(
    _ monitor: Monitor, rate: Double = 0.1, epochs: Int = 10, restoresBest: Bool = true
  ) throws -> TrainingResult {
    let slot = ParameterSlot(name: "w", shape: [1], initialization: .constant(1))
    let objective = Objective([slot]) { columns, scope in
      let w = scope.next()
      let distance = (columns[0] * w - 0.5).squared().mean()
      return .init(
        (columns[0] * w).squared().mean(),
        metrics: [
          ("distance", distance), ("nearness", 0 - distance), ("root", (0.6 - w).sqrt().sum()),
        ])
    }
    let ones = Tensor<Float>(repeating: 1, shape: [6])
    let settings = TrainingSettings(
      optimizer: StochasticGradientDescent(momentum: 0), learningRate: rate, epochs: epochs,
      batchSize: 4, monitor: monitor, restoresBest: restoresBest)
    return try Trainer(objective, settings).train(
      on: TrainingData([ones], trainingRows: Array(0..<4), validationRows: [4, 5]))
  }

  private func w(_ epochs: Int) -> Float { (0..<epochs).reduce(1) { w, _ in 0.8 * w } }

  @Test func numbersOfEveryEpoch() throws {
    let result = try train(Monitor())
    #expect(result.outcome == .finished)
    for (k, record) in result.history.enumerated() {
      let (before, after) = (Double(w(k)), Double(w(k + 1)))
      expectClose(try #require(record.training["loss"]), before * before, rtol: 1e-5)
      expectClose(try #require(record.validation["loss"]), after * after, rtol: 1e-5)
      expectClose(
        try #require(record.validation["distance"]), (after - 0.5) * (after - 0.5), rtol: 1e-4)
      #expect(record.epoch == k + 1 && record.steps == k + 1 && record.learningRate == 0.1)
    }
    #expect(result.history.count == 10 && result.epoch == 10)
  }

  @Test func bestEpochIsRestored() throws {
    for monitor in [Monitor("distance"), Monitor("nearness", isMaximized: true)] {
      let result = try train(monitor)
      #expect(result.outcome == .finished && result.epoch == 3 && result.history.count == 10)
      #expect(result.record?.epoch == 3)
      expectClose(result.parameters.learned, Tensor([w(3)]), rtol: 1e-5)
      let last = try train(monitor, restoresBest: false)
      #expect(last.epoch == 10)
      expectClose(last.parameters.learned, Tensor([w(10)]), rtol: 1e-5)
    }
  }

  @Test func stopsEarly() throws {
    for patience in [1, 2, 4] {
      let result = try train(Monitor("distance", patience: patience))
      #expect(result.outcome == .stoppedEarly(epoch: 3 + patience))
      #expect(result.epoch == 3 && result.history.count == 3 + patience)
      expectClose(result.parameters.learned, Tensor([w(3)]), rtol: 1e-5)
    }
    #expect(try train(Monitor("distance", patience: 8)).outcome == .finished)
  }

  /// √(0.6 − w) is no number in the first two epochs, smallest in the third.
  @Test func everyNumberIsBetterThanNone() throws {
    let result = try train(Monitor("root", patience: 2))
    #expect(result.outcome == .stoppedEarly(epoch: 5) && result.epoch == 3)
  }

  @Test func stopsAtTheTarget() throws {
    // (0.64 − 0.5)² = 0.0196, after two epochs.
    let result = try train(Monitor("distance", target: 0.02))
    #expect(result.outcome == .reachedTarget(epoch: 2))
    let other = try train(Monitor("nearness", isMaximized: true, target: -0.02))
    #expect(other.outcome == .reachedTarget(epoch: 2))
    expectClose(other.parameters.learned, Tensor([w(2)]), rtol: 1e-5)
  }

  /// With rate 10⁶ a step multiplies w by 1 − 2·10⁶: the loss overflows after four.
  @Test func divergence() throws {
    let result = try train(Monitor(), rate: 1e6, restoresBest: false)
    #expect(result.outcome == .diverged(epoch: 5, step: 4))
    let factor = Float(1 - 2e6)
    expectClose(result.parameters.learned, Tensor([factor * factor * factor * factor]), rtol: 1e-4)
    let best = try train(Monitor(), rate: 1e6)
    #expect(best.outcome == result.outcome && best.epoch == 1)
    expectClose(best.parameters.learned, Tensor([factor]), rtol: 1e-5)
  }

  /// A rate so large that the first step leaves no finite parameters: those before it are kept.
  @Test(arguments: [3e38, 1e39]) func divergenceInOneStep(rate: Double) throws {
    for restoresBest in [true, false] {
      let result = try train(Monitor(), rate: rate, restoresBest: restoresBest)
      guard case .diverged(epoch: 1, step: _) = result.outcome else {
        Issue.record("the outcome is \(result.outcome)")
        return
      }
      #expect(result.parameters.learned == Tensor([1]))
    }
  }

  /// In a network, with several steps in an epoch, and statistics.
  @Test(arguments: TrainingCase.allCases) func networksDivergeToFiniteParameters(
    _ one: TrainingCase
  ) throws {
    var settings = one.settings
    settings.optimizer = StochasticGradientDescent()
    (settings.learningRate, settings.clipNorm, settings.epochs) = (1e6, nil, 10)
    settings.restoresBest = false
    let result = try Trainer(one.objective, settings).train(on: one.data)
    guard case .diverged(let epoch, let step) = result.outcome else {
      #expect(result.parameters.learned.isFinite, "\(result.outcome)")
      return
    }
    #expect(step / 3 + 1 == epoch)
    #expect(result.parameters.learned.isFinite && result.parameters.statistics.isFinite)
  }
}
