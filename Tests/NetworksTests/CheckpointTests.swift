import Autodiff
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// Trainings that are interrupted and go on from a file.
@Suite struct CheckpointTests {
  private let one = TrainingCase.classifier

  private var trainer: Trainer {
    var settings = one.settings
    settings.epochs = 4  // of three steps
    return Trainer(one.objective, settings)
  }

  private func expectSame(
    _ result: TrainingResult, _ expected: TrainingResult, _ comment: Comment,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(result.parameters == expected.parameters, comment, sourceLocation: location)
    #expect(result.history == expected.history, comment, sourceLocation: location)
    #expect(result.outcome == expected.outcome, comment, sourceLocation: location)
    #expect(result.epoch == expected.epoch, comment, sourceLocation: location)
  }

  @Test(arguments: [0.0, 1e9]) func interruptedAtEveryStep(interval: Double) throws {
    let data = one.data
    let expected = try trainer.train(on: data)
    for step in 0...12 {
      try SafetensorsFiles.withPath { path in
        let checkpoint = Checkpoint(path, interval: interval)
        var asked = 0
        let first = try trainer.train(
          on: data, checkpoint: checkpoint,
          shouldStop: {
            asked += 1
            return asked > step
          })
        #expect(step == 12 || first.outcome == .interrupted(epoch: step / 3 + 1, step: step))
        let second = try trainer.train(on: data, threads: 1, checkpoint: checkpoint)
        expectSame(second, expected, "interrupted before step \(step)")
      }
    }
  }

  @Test func interruptedAgainAndAgain() throws {
    let data = one.data
    let expected = try trainer.train(on: data)
    try SafetensorsFiles.withPath { path in
      for attempt in 1...10 {
        var asked = 0
        let result = try trainer.train(
          on: data, checkpoint: Checkpoint(path),
          shouldStop: {
            asked += 1
            return asked > 5  // one epoch and a part of the next
          })
        if result.outcome == .finished {
          expectSame(result, expected, "after \(attempt) attempts")
          #expect(attempt == 4)
          return
        }
      }
      Issue.record("it never finished")
    }
  }

  @Test(arguments: TrainingCase.allCases) func everyKindResumes(_ one: TrainingCase) throws {
    let expected = try one.trainer.train(on: one.data)
    try SafetensorsFiles.withPath { path in
      var asked = 0
      _ = try one.trainer.train(
        on: one.data, checkpoint: Checkpoint(path),
        shouldStop: {
          asked += 1
          return asked > 4
        })
      expectSame(
        try one.trainer.train(on: one.data, checkpoint: Checkpoint(path)), expected, "resumed")
    }
  }

  /// A training that has ended is not continued, however it ended.
  @Test(arguments: [
    Monitor(), Monitor(patience: 1), Monitor(target: 1e9),
    Monitor("accuracy", isMaximized: true, patience: 1),
  ]) func endedTrainings(_ monitor: Monitor) throws {
    var settings = one.settings
    (settings.epochs, settings.monitor, settings.learningRate) = (8, monitor, 0.3)
    let trainer = Trainer(one.objective, settings)
    try SafetensorsFiles.withPath { path in
      let expected = try trainer.train(on: one.data, checkpoint: Checkpoint(path))
      let bytes = try SafetensorsFiles.bytes(of: path)
      for _ in 0..<2 {
        expectSame(
          try trainer.train(on: one.data, checkpoint: Checkpoint(path)), expected, "again")
      }
      #expect(try SafetensorsFiles.bytes(of: path) == bytes)
    }
  }

  @Test func reportsWhatItWrites() throws {
    try SafetensorsFiles.withPath { path in
      var written = 0
      var steps: [Int] = []
      _ = try trainer.train(
        on: one.data, checkpoint: Checkpoint(path, interval: 0),
        report: { event in
          switch event {
          case .checkpoint(let file):
            #expect(file == path)
            written += 1
          case .step(let step, let total, _):
            #expect(total == 12)
            steps.append(step)
          case .epoch: break
          }
        })
      #expect(written >= 4)
      #expect(steps == Array(1...12))
      #expect(try SafetensorsFiles.folder(of: path) == ["a.safetensors"])
    }
  }

  /// Numbers that JSON does not have are kept, too.
  @Test func nonFiniteMetrics() throws {
    let slot = ParameterSlot(name: "w", shape: [1], initialization: .constant(1))
    let objective = Objective([slot]) { columns, scope in
      let w = scope.next()
      let loss = (columns[0] * w).squared().mean()
      return .init(loss, metrics: [("root", (0 - loss).sqrt()), ("pole", (0 * loss).reciprocal())])
    }
    let data = TrainingData([Tensor<Float>(repeating: 1, shape: [4])])
    let trainer = Trainer(objective, TrainingSettings(epochs: 3, restoresBest: false))
    let expected = try trainer.train(on: data)
    try SafetensorsFiles.withPath { path in
      var asked = 0
      _ = try trainer.train(
        on: data, checkpoint: Checkpoint(path),
        shouldStop: {
          asked += 1
          return asked > 1
        })
      let result = try trainer.train(on: data, checkpoint: Checkpoint(path))
      #expect(result.parameters == expected.parameters)
      #expect(result.history.count == 3)
      for record in result.history {
        #expect(record.training["root"]?.isNaN == true)
        #expect(record.training["pole"] == .infinity)
      }
    }
  }

  private func expectRefusal(
    _ trainer: Trainer, _ data: TrainingData, _ path: String, mentioning words: [String],
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try SafetensorsFiles.bytes(of: path)
    do {
      _ = try trainer.train(on: data, checkpoint: Checkpoint(path))
      Issue.record("nothing was thrown", sourceLocation: location)
    } catch {
      for word in words + [path] {
        #expect("\(error)".contains(word), "\(error)", sourceLocation: location)
      }
    }
    let after = try SafetensorsFiles.bytes(of: path)
    #expect(after == before, "the file was changed", sourceLocation: location)
  }

  @Test func checkpointsOfOtherTrainingsAreRefused() throws {
    try SafetensorsFiles.withPath { path in
      _ = try trainer.train(on: one.data, checkpoint: Checkpoint(path))
      var settings = trainer.settings
      settings.learningRate = 0.125
      try expectRefusal(
        Trainer(one.objective, settings), one.data, path,
        mentioning: ["learning rate", "0.125", "0.002"])
      settings = trainer.settings
      settings.optimizer = Adam(beta1: 0.75)
      try expectRefusal(
        Trainer(one.objective, settings), one.data, path, mentioning: ["optimizer", "0.75"])
      settings = trainer.settings
      settings.seed = 123_456
      try expectRefusal(
        Trainer(one.objective, settings), one.data, path, mentioning: ["seed", "123456"])
      // Of another width, of another depth.
      let wide = Objective.classification(Sequential(mlp: [6, 25, 3]))
      try expectRefusal(
        Trainer(wide, trainer.settings), one.data, path, mentioning: ["running_mean"])
    }
    try SafetensorsFiles.withPath { path in
      let narrow = Objective.classification(Sequential(mlp: [6, 24, 3]))
      let wide = Objective.classification(Sequential(mlp: [6, 25, 3]))
      _ = try Trainer(narrow, trainer.settings).train(on: one.data, checkpoint: Checkpoint(path))
      try expectRefusal(
        Trainer(wide, trainer.settings), one.data, path,
        mentioning: ["0.weight", "[6, 24]", "[6, 25]"])
    }
  }

  /// Trainings that differ in what names and shapes do not say.
  @Test func checkpointsOfOtherLayersAreRefused() throws {
    func layer(
      _ activation: Activation = .relu, rate: Double = 0.25, momentum: Double = 0.9,
      penalty: Double = 0
    ) -> Sequential {
      Sequential([
        Dense(6, 8, activation: activation, penalty: penalty), Dropout(rate: rate),
        BatchNorm(8, momentum: momentum), Dense(8, 3),
      ])
    }
    func trainer(_ layer: Sequential) -> Trainer { Trainer(.classification(layer), one.settings) }
    try SafetensorsFiles.withPath { path in
      _ = try trainer(layer()).train(on: one.data, checkpoint: Checkpoint(path))
      try expectRefusal(trainer(layer(.tanh)), one.data, path, mentioning: ["relu", "tanh"])
      try expectRefusal(trainer(layer(rate: 0.5)), one.data, path, mentioning: ["0.25", "0.5"])
      try expectRefusal(
        trainer(layer(momentum: 0.75)), one.data, path, mentioning: ["0.9", "0.75"])
      try expectRefusal(
        trainer(layer(penalty: 0.125)), one.data, path,
        mentioning: ["penalty", "0.weight: 0.125"])
      let fewer = TrainingData(
        one.data.columns, trainingRows: Array(0..<299), validationRows: [300])
      try expectRefusal(
        trainer(layer()), fewer, path, mentioning: ["number of training rows", "301", "299"])
    }
  }

  /// What a checkpoint says of itself, changed by `change`.
  private func rewrite(_ path: String, _ change: (inout [String: Any]) throws -> Void) throws {
    var file = try Safetensors(contentsOf: path)
    let text = try #require(file.metadata["symmetron_training"])
    var about = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    try change(&about)
    file.metadata["symmetron_training"] = String(
      decoding: try JSONSerialization.data(withJSONObject: about), as: UTF8.self)
    try file.write(to: path)
  }

  @Test func checkpointsSayTheStep() throws {
    try SafetensorsFiles.withPath { path in
      _ = try trainer.train(on: one.data, checkpoint: Checkpoint(path))
      try rewrite(path) { about in
        #expect(about["epoch"] as? Int == 4 && about["step"] as? Int == 12)
      }
      #expect(try trainer.train(on: one.data, checkpoint: Checkpoint(path)).outcome == .finished)
    }
  }

  @Test(arguments: [("epoch", 5), ("epoch", -1), ("epoch", 2), ("step", 7), ("bestEpoch", 9)])
  func impossibleCheckpointsAreRefused(field: String, value: Int) throws {
    try SafetensorsFiles.withPath { path in
      _ = try trainer.train(on: one.data, checkpoint: Checkpoint(path))
      try rewrite(path) { $0[field] = value }
      try expectRefusal(
        trainer, one.data, path, mentioning: [field == "epoch" && value == 2 ? "history" : field])
    }
  }

  @Test(arguments: ["model.0.weight", "best.0.bias", "optimizer.1.0.weight"])
  func nonFiniteCheckpointsAreRefused(name: String) throws {
    try SafetensorsFiles.withPath { path in
      _ = try trainer.train(on: one.data, checkpoint: Checkpoint(path))
      var file = try Safetensors(contentsOf: path)
      var tensor = try #require(file.floats(name))
      tensor.scalars[1] = .nan
      file[name] = .float(tensor)
      try file.write(to: path)
      try expectRefusal(trainer, one.data, path, mentioning: [name])
    }
  }

  @Test func damagedCheckpointsAreRefused() throws {
    try SafetensorsFiles.withPath { path in
      _ = try trainer.train(on: one.data, checkpoint: Checkpoint(path))
      let bytes = try SafetensorsFiles.bytes(of: path)
      for count in [0, 7, 100, bytes.count / 2, bytes.count - 1] {
        try Data(bytes.prefix(count)).write(to: URL(fileURLWithPath: path))
        try expectRefusal(trainer, one.data, path, mentioning: [])
      }
    }
  }

  @Test func otherFilesAreRefused() throws {
    try SafetensorsFiles.withPath { path in
      var file = Safetensors()
      file["model.0.weight"] = .float(Tensor([1]))
      try file.write(to: path)
      try expectRefusal(trainer, one.data, path, mentioning: ["symmetron_training"])
    }
  }
}
