#if compiler(>=6.2)
import Foundation
import Networks
import Tensors
import Testing

/// A process that is killed in the middle of training leaves a file from which another goes on.
@Suite(.serialized) struct KilledTrainingTests {
  private static var trainer: Trainer {
    var settings = TrainingCase.classifier.settings
    settings.epochs = 5  // of three steps
    return Trainer(TrainingCase.classifier.objective, settings)
  }

  /// A path that a process and its child both know.
  private static func path(of process: Int32) -> String {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("symmetron-killed-\(process).safetensors").path
  }

  /// Trains in a child process and kills it when a step is done.
  private static func trainAndDie(inStep last: Int) throws {
    _ = try trainer.train(
      on: TrainingCase.classifier.data, threads: 2,
      checkpoint: Checkpoint(path(of: getppid()), interval: 0),
      report: { event in
        if case .step(last, _, _) = event { kill(getpid(), SIGKILL) }
      })
  }

  private func expectResumption(epochsLeft: Int) throws {
    let path = Self.path(of: getpid())
    defer { try? FileManager.default.removeItem(atPath: path) }
    let data = TrainingCase.classifier.data
    var epochs = 0
    let result = try Self.trainer.train(
      on: data, checkpoint: Checkpoint(path),
      report: { event in if case .epoch = event { epochs += 1 } })
    #expect(epochs == epochsLeft, "epochs that are done again or for the first time")
    let expected = try Self.trainer.train(on: data)
    #expect(result.parameters == expected.parameters)
    #expect(result.history == expected.history)
    #expect(result.outcome == .finished)
  }

  @Test func killedBetweenEpochs() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { try Self.trainAndDie(inStep: 4) }
    try expectResumption(epochsLeft: 4)
  }

  @Test func killedInTheLastStep() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { try Self.trainAndDie(inStep: 15) }
    try expectResumption(epochsLeft: 1)
  }

  @Test func killedInTheFirstEpoch() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { try Self.trainAndDie(inStep: 2) }
    try expectResumption(epochsLeft: 5)
  }
}
#endif
