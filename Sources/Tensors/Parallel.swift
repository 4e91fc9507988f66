internal import Dispatch
internal import Foundation

/// Work over indices on several threads, with a result that does not depend on their number.
public enum Parallel {
  /// The number of processors.
  public static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// `body(0)`, …, `body(count − 1)`, in order, computed on up to `threads` threads.
  ///
  /// Each `body` must depend on its index alone (draw random numbers from a stream of its own).
  public static func map<Result: Sendable>(
    _ count: Int, threads: Int = processors, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let workers = max(1, min(threads, count))
    guard workers > 1 else { return (0..<count).map(body) }
    let slots = Slots<Result>(count)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in stride(from: worker, to: count, by: workers) {
        slots.fill(index, body(index))
      }
    }
    return slots.results()
  }

  /// One place per index; each is written once, by one thread, under the lock.
  private final class Slots<Result: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Result?]

    init(_ count: Int) { values = Array(repeating: nil, count: count) }

    func fill(_ index: Int, _ value: Result) {
      lock.withLock { values[index] = value }
    }

    func results() -> [Result] { lock.withLock { values.compactMap { $0 } } }
  }
}
