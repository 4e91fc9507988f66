import Foundation
import Symmetron

/// One run: its folder, what an interruption does to it, and how its result is shown.
struct Run {
  /// What to say is going on.
  let progress = Progress()
  private let command: String
  private let options: RunOptions
  private let plotly: ReportPage.Plotly
  private let interruption = Interruption()

  /// Prepares a run, and checks that its folder can be written, before any work.
  init(command: String, options: RunOptions) throws {
    try RunFolder.check(output: options.output)
    (self.command, self.options) = (command, options)
    plotly = try options.page.source()
  }

  /// Creates the folder, carries out the work, writes its result and prints it.
  func callAsFunction(
    configuration: some Encodable, _ work: (RunFolder) throws -> Answer
  ) throws {
    let folder =
      try options.resume.map { try RunFolder(resuming: $0, command: command) }
      ?? RunFolder(command: command, output: options.output)
    interruption.noting(in: folder)
    do {
      try folder.write(config: configuration)
      let start = Date()
      let answer = try work(folder)
      progress.end()
      interruption.end()
      for event in answer.events { try folder.log(.info, event.message, event.fields) }
      try folder.log(
        .info, answer.summary, ["seconds": .number(Date().timeIntervalSince(start))])
      try folder.write(arrays: answer.arrays, integers: answer.integers)
      for file in answer.files { try file.write(folder.file(file.name)) }
      let json = try folder.finish(with: answer.document, schema: answer.schema)
      // The answer does not wait for its pictures.
      try Output.print(options.json ? json : Output.emphasizingAnswer(answer.text) + "\n\n")
      let files =
        (options.report && report(folder) ? ["report.html"] : [])
        + ["result.json", "arrays.npz", "config.yaml"] + answer.files.map(\.name)
      if !options.json {
        try Output.print("saved in \(folder.path): \(files.joined(separator: ", "))\n")
      }
    } catch {
      progress.end()
      if RunFolder.status(of: folder.path) != .done {
        try? folder.abandon(.failed, Failure(error)?.message ?? "\(error)")
      }
      throw error
    }
  }

  /// Writes the report of a run that is done; what fails is said, and the result stays.
  private func report(_ folder: RunFolder) -> Bool {
    progress("drawing the report")
    defer { progress.end() }
    do {
      let notes = try RunReport(contentsOf: folder.path).write(
        plotly: plotly, threads: options.threads)
      progress.end()
      notes.forEach(Output.note)
      return true
    } catch {
      progress.end()
      Output.note("there is no report: \(Failure(error)?.message ?? "\(error)")")
      return false
    }
  }

  /// Shows and logs how a search for flows goes on.
  func report(_ event: LatentFlows.Event, in folder: RunFolder) {
    switch event {
    case .progress(let stage, let share): progress(stage, share: share)
    case .epoch(let stage, let record):
      let losses = record.training.mapValues { RunFolder.LogValue.number($0) }
      // A folder that can no longer be written is noticed when the result is.
      try? folder.log(.info, stage, losses.merging(["epoch": .integer(record.epoch)]) { $1 })
    }
  }

  /// Shows and logs how the training of networks goes on.
  func report(_ event: NetworkFit.Event, in folder: RunFolder) {
    func log(
      _ level: RunFolder.Level, _ message: String, _ member: NetworkFit.Member,
      _ more: [String: RunFolder.LogValue]
    ) {
      let fields: [String: RunFolder.LogValue] = [
        "target": .text(member.target), "half": .integer(member.half),
        "network": .integer(member.network), "decay": .number(member.decay),
      ]
      // A folder that can no longer be written is noticed when the result is.
      try? folder.log(level, message, fields.merging(more) { $1 })
    }
    switch event {
    case .progress(let share): progress("training networks", share: share)
    case .epoch(let member, let epoch, let epochs, let loss):
      log(
        .info, "training a network", member,
        ["epoch": .integer(epoch), "epochs": .integer(epochs), "loss": .number(loss)])
    case .diverged(let member, let place):
      log(
        .warning, "a network diverged", member,
        ["epoch": .integer(place.epoch), "step": .integer(place.step)])
    }
  }
}
