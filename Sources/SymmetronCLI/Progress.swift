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
  private var share: Double?
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
      (self.stage, start, share) = (stage, Date(), nil)
      show()
    }
  }

  /// A share of a stage is done; the bar is drawn again every second.
  func callAsFunction(_ stage: String, share: Double) {
    queue.sync {
      if self.stage != stage { (self.stage, start) = (stage, Date()) }
      self.share = share
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
    var text = stage.isEmpty ? "" : stage + " …" + (seconds > 0 ? " \(seconds) s" : "")
    if !stage.isEmpty, let share {
      let done = Int((20 * min(max(share, 0), 1)).rounded())
      // Of the first seconds nothing can be said.
      let left = seconds >= 2 && share > 0.05 ? Int(Double(seconds) * (1 / share - 1)) : nil
      text =
        "\(stage) " + String(repeating: "█", count: done) + String(repeating: "░", count: 20 - done)
        + " \(Int(100 * share)) %" + (left.map { ", about \($0) s left" } ?? "")
    }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }
}
