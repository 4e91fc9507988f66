internal import Synchronization

/// How several trainings go on, and the share of their work that is done.
final class TrainingProgress: Sendable {
  private let state = Mutex(State())
  private let targets: Double
  private let report: @Sendable (NetworkFit.Event) -> Void

  private struct State {
    var finished = 0.0
    var share = 0.0
  }

  init(targets: Int, _ report: @escaping @Sendable (NetworkFit.Event) -> Void) {
    (self.targets, self.report) = (Double(max(targets, 1)), report)
  }

  /// A part of the present target's trainings was done.
  func add(_ part: Double) {
    let total = state.withLock { state in
      state.share = min(state.share + part, 1)
      return (state.finished + state.share) / targets
    }
    report(.progress(total))
  }

  /// Something else is to be told.
  func tell(_ event: NetworkFit.Event) { report(event) }

  /// The trainings of the present target are done, perhaps sooner than they could be.
  func finishTarget() {
    state.withLock { state in
      state.finished += 1
      state.share = 0
    }
  }
}
