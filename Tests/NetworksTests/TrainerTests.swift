import Autodiff
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// The training loop: the same bits on any number of threads, and how it ends.
@Suite struct TrainerTests {
  @Test(arguments: TrainingCase.allCases) func threadsDoNotMatter(_ one: TrainingCase) throws {
    let expected = try one.trainer.train(on: one.data, threads: 1)
    #expect(expected.outcome == .finished)
    for threads in [2, 3] {
      let result = try one.trainer.train(on: one.data, threads: threads)
      #expect(result.parameters == expected.parameters, "\(threads) threads")
      #expect(result.history == expected.history, "\(threads) threads")
    }
    let start = Parameters(one.objective.slots, seed: one.settings.seed)
    #expect(expected.parameters != start)
  }

  /// How a batch is cut changes rounding, but not more.
  @Test(arguments: TrainingCase.allCases) func shardsOnlyRound(_ one: TrainingCase) throws {
    let results = try [128, 50, 9].map { rows in
      var settings = one.settings
      settings.shardRows = rows
      return try Trainer(one.objective, settings).train(on: one.data).parameters.learned
    }
    let start = Parameters(one.objective.slots, seed: one.settings.seed).learned
    let moved = (results[0] - start).norm
    for other in results.dropFirst() {
      #expect((other - results[0]).norm < 0.02 * moved)
    }
  }

  @Test(arguments: TrainingCase.allCases) func lossFalls(_ one: TrainingCase) throws {
    var settings = one.settings
    settings.epochs = 12
    let history = try Trainer(one.objective, settings).train(on: one.data).history
    let losses = try history.map { try #require($0.training["loss"]) }
    #expect(losses.count == 12)
    #expect(losses[11] < 0.8 * losses[0], "\(losses)")
    #expect(history.map(\.steps) == (1...12).map { 3 * $0 })
  }

  @Test func seedsMatter() throws {
    let one = TrainingCase.classifier
    var settings = one.settings
    settings.seed = 10
    let start = Parameters(one.objective.slots, seed: 1)
    let first = try one.trainer.train(on: one.data, from: start)
    let second = try Trainer(one.objective, settings).train(on: one.data, from: start)
    #expect(first.parameters != second.parameters, "the order of rows, and dropout")
  }

  /// Every training row is seen once in an epoch, and no other; the orders differ.
  @Test func everyRowIsSeenOnce() throws {
    let numbers = Tensor<Float>((0..<100).map { Float($0) })
    let objective = Objective([
      ParameterSlot(name: "w", shape: [1], initialization: .constant(0))
    ]) { columns, scope in
      let w = scope.next()
      // The gradient by w is the mean of the rows; the first batch shows whether the order is new.
      return .init((columns[0] * w).mean(), metrics: [("mean", columns[0].mean())])
    }
    let data = TrainingData(
      [numbers], trainingRows: Array(0..<90), validationRows: Array(90..<100))
    var losses: [Double] = []
    let result = try Trainer(
      objective,
      TrainingSettings(
        optimizer: StochasticGradientDescent(momentum: 0), learningRate: 1, epochs: 3,
        batchSize: 40, shardRows: 16, restoresBest: false)
    ).train(
      on: data,
      report: { event in
        if case .step(_, _, let loss) = event { losses.append(loss) }
      })
    for record in result.history {
      expectClose(try #require(record.training["mean"]), 44.5, rtol: 1e-6)
      expectClose(try #require(record.validation["mean"]), 94.5, rtol: 1e-6)
    }
    #expect(losses.count == 9)
    // w falls by the mean of each batch: after three batches of 40, 40 and 10 rows.
    #expect(result.history.map(\.steps) == [3, 6, 9])
  }

  @Test func nonFiniteDataAreNamed() throws {
    let one = TrainingCase.classifier
    for (column, place, value) in [(0, 6 * 17 + 3, Float.nan), (1, 42, .infinity)] {
      var columns = one.data.columns
      columns[column].scalars[place] = value
      let expected = NetworkError.nonFiniteData(column: column, row: column == 0 ? 17 : 42)
      #expect(throws: expected) {
        try one.trainer.train(on: TrainingData(columns, validationShare: 0))
      }
      #expect(
        "\(expected)".contains("row \(column == 0 ? 17 : 42) of column \(column)"), "\(expected)")
    }
  }

  @Test func stopsWhenAsked() throws {
    let one = TrainingCase.classifier
    for calls in [0, 1, 3, 5] {
      var asked = 0
      let result = try one.trainer.train(
        on: one.data,
        shouldStop: {
          asked += 1
          return asked > calls
        })
      #expect(result.outcome == .interrupted(epoch: calls / 3 + 1, step: calls))
      #expect(result.history.count == calls / 3)
    }
  }

  @Test func withoutEpochsNothingChanges() throws {
    var settings = TrainingCase.flows.settings
    settings.epochs = 0
    let result = try Trainer(TrainingCase.flows.objective, settings).train(
      on: TrainingCase.flows.data)
    #expect(result.parameters == Parameters(TrainingCase.flows.objective.slots, seed: 9))
    #expect(result.outcome == .finished && result.history.isEmpty && result.epoch == 0)
  }
}
