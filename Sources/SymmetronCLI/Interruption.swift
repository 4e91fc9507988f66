import Dispatch
import Foundation
import Symmetron

/// What Ctrl-C and SIGTERM do: note it in the run's folder, if there is one yet, remove what is only half
/// there, and end with 130.
///
/// Unchecked `Sendable`: the variables are used under the lock only.
final class Interruption: @unchecked Sendable {
  private let lock = NSLock()
  private var folder: RunFolder?
  private var unfinished: String?
  private var isOver = false
  private var sources: [any DispatchSourceSignal] = []

  /// Listens from now on.
  init() {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in self?.interrupt() }
      source.resume()
      return source
    }
  }

  /// Has an interruption noted in the folder of a run.
  func noting(in folder: RunFolder) { lock.withLock { self.folder = folder } }

  /// Has a file or folder removed by an interruption.
  func removing(_ path: String) { lock.withLock { unfinished = path } }

  /// Ignores interruptions from now on, so that the files of a finished run are written to the end.
  func end() { lock.withLock { isOver = true } }

  private func interrupt() {
    lock.withLock {
      if isOver { return }
      try? folder?.abandon(.interrupted, "interrupted")
      if let unfinished { try? FileManager.default.removeItem(atPath: unfinished) }
      let place = folder.map { "; what was done is in \($0.path)" } ?? ""
      let start = isatty(STDERR_FILENO) == 1 ? "\n" : ""
      FileHandle.standardError.write(Data("\(start)interrupted\(place)\n".utf8))
      // Not `exit`: it would tear down what other threads still use.
      _exit(Failure.interrupted)
    }
  }
}
