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

  /// Every training row is seen once in an epoch, and no other, in an order of the epoch's own.
  @Test func everyRowIsSeenOnce() throws {
    let numbers = Tensor<Float>((0..<40).map { Float($0) })
    let slot = ParameterSlot(name: "w", shape: [1], initialization: .constant(0))
    // In steps of one row, the loss is its number.
    let objective = Objective([slot]) { columns, scope in
      let w = scope.next()
      return .init(columns[0].mean() + (0 * w).sum(), metrics: [("mean", columns[0].mean())])
    }
    let data = TrainingData([numbers], trainingRows: Array(5..<35), validationRows: [36, 38])
    var rows: [Int] = []
    let result = try Trainer(objective, TrainingSettings(epochs: 3, batchSize: 1)).train(
      on: data,
      report: { event in if case .step(_, _, let loss) = event { rows.append(Int(loss)) } })
    try #require(rows.count == 90)
    let orders = (0..<3).map { Array(rows[30 * $0..<30 * $0 + 30]) }
    for order in orders { #expect(order.sorted() == Array(5..<35)) }
    #expect(Set(orders + [Array(5..<35)]).count == 4)
    for record in result.history {
      #expect(record.training["mean"] == 19.5 && record.validation["mean"] == 37)
    }
  }

  /// The means over an epoch weigh a smaller last batch by its rows.
  @Test func meansAreOverRows() throws {
    let numbers = Tensor<Float>((0..<10).map { Float($0 * $0) })
    let slot = ParameterSlot(name: "w", shape: [1], initialization: .constant(0))
    let objective = Objective([slot]) { columns, scope in
      .init(columns[0].mean() + (0 * scope.next()).sum())
    }
    let settings = TrainingSettings(epochs: 1, batchSize: 4, shardRows: 3)
    let result = try Trainer(objective, settings).train(
      on: TrainingData([numbers], trainingRows: Array(0..<10), validationRows: []))
    expectClose(try #require(result.history[0].training["loss"]), 28.5, rtol: 1e-6)
  }

  /// No batch is left with a single row, which has no variance: the loss is the number of rows.
  @Test(arguments: [(257, [129, 128]), (256, [256]), (700, [234, 233, 233]), (3, [3])])
  func batchesAreEven(rows: Int, sizes: [Int]) throws {
    let slot = ParameterSlot(name: "w", shape: [1], initialization: .constant(0))
    let objective = Objective([slot]) { columns, scope in
      .init(columns[0].sum() + (0 * scope.next()).sum())
    }
    var found: [Int] = []
    _ = try Trainer(objective, TrainingSettings(epochs: 1, batchSize: 256)).train(
      on: TrainingData([Tensor<Float>(repeating: 1, shape: [rows])]),
      report: { event in if case .step(_, _, let loss) = event { found.append(Int(loss)) } })
    #expect(found == sizes)
  }

  /// The targets are column 1, whatever follows.
  @Test func regressionTakesColumnOne() throws {
    var rng = Philox(seed: 2)
    let x: Tensor<Float> = rng.normals([20, 2])
    let y: Tensor<Float> = rng.normals([20, 2])
    let other: Tensor<Float> = rng.normals([20, 2])
    let layer = Dense(2, 2)
    let parameters = Parameters(layer.slots, seed: 1)
    func loss(_ columns: [Tensor<Float>]) -> Double? {
      Trainer(.regression(layer), TrainingSettings()).evaluate(
        parameters, on: TrainingData(columns), rows: Array(0..<20))["loss"]
    }
    #expect(loss([x, y, other]) == loss([x, y]))
    #expect(loss([x]) == loss([x, x]) && loss([x]) != loss([x, y]))
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
