import Dispatch
import Foundation

/// What is going on, and for how many seconds, on one line of a terminal; nothing elsewhere.
///
/// Unchecked `Sendable`: the variables are used on the queue only.
final class Progress: @unchecked Sendable {
  private let queue = DispatchQueue(label: "progress")
  private let timer: any DispatchSourceTimer
  private let isShown = isatty(STDERR_FILENO) == 1
  private var stage = ""
  private var start = Date()

  /// Nothing goes on yet.
  init() {
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.setEventHandler { [weak self] in self?.show() }
    timer.resume()
  }

  deinit { timer.cancel() }

  /// A stage begins, such as `reading data.csv`.
  func callAsFunction(_ stage: String) {
    queue.sync {
      (self.stage, start) = (stage, Date())
      show()
    }
  }

  /// Clears the line.
  func end() {
    queue.sync {
      stage = ""
      show()
    }
  }

  private func show() {
    guard isShown else { return }
    let seconds = Int(Date().timeIntervalSince(start))
    let text = stage.isEmpty ? "" : stage + " …" + (seconds > 0 ? " \(seconds) s" : "")
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }
}
