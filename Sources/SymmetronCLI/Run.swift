import Dispatch
import Foundation
import Symmetron

/// One run: its folder, what an interrupt does to it, and how its result is shown.
struct Run {
  private let folder: RunFolder
  private let isJSON: Bool
  private let signals: [any DispatchSourceSignal]

  /// Creates the run's folder and writes its configuration.
  init(command: String, options: RunOptions, config: some Encodable) throws {
    let folder = try RunFolder(command: command, output: options.output)
    try folder.write(config: config)
    self.folder = folder
    isJSON = options.json
    signals = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        try? folder.abandon(.interrupted, "interrupted")
        FileHandle.standardError.write(
          Data("\ninterrupted; what was done is in \(folder.path)\n".utf8))
        exit(130)
      }
      source.resume()
      return source
    }
  }

  /// Carries out the work, writes its result and prints it.
  func callAsFunction(_ work: () throws -> (finding: Finding, fit: PolynomialFit?)) throws {
    do {
      let start = Date()
      let (finding, fit) = try work()
      try folder.log(
        .info, finding.summary, ["seconds": .number(Date().timeIntervalSince(start))])
      try folder.write(arrays: finding.arrays)
      let text = try folder.finish(
        with: FindingDocument(finding, fit: fit), schema: FindingDocument.schema)
      if isJSON {
        print(text, terminator: "")
      } else {
        print(FindingText(finding, fit: fit))
        print("\nsaved in \(folder.path): result.json, arrays.npz, config.yaml")
      }
    } catch {
      try? folder.abandon(.failed, Failure(error)?.message ?? "\(error)")
      throw error
    }
  }
}
