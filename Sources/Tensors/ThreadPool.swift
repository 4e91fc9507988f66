internal import CKernels
internal import Foundation
internal import Synchronization

/// Threads that wait for work, for steps so short that starting threads would dominate them.
///
/// A waiting thread spins for about fifty microseconds, then sleeps. What is computed must not depend on
/// which thread does it. One thread at a time may call ``run(_:_:)``.
///
/// In the work denormal numbers count as zero. In a long training the averages of Adam and the weights of units
/// that died decay into them, and every product then takes several times as long.
package final class ThreadPool: @unchecked Sendable {
  /// The number of threads, the calling one included.
  package let threads: Int
  private let shared: Shared

  /// A pool of `threads`, the calling one included.
  package init(threads: Int = Parallel.processors) {
    self.threads = max(1, threads)
    shared = Shared()
    for _ in 1..<self.threads {
      let worker = Thread { [shared] in shared.work() }
      worker.stackSize = 8 << 20
      worker.start()
    }
  }

  deinit { shared.stop() }

  /// Calls `body` with every index in `0..<count`, on all threads, and returns when all are done.
  package func run(_ count: Int, _ body: (Int) -> Void) {
    let mode = kernel_flush_denormals()
    defer { kernel_restore_denormals(mode) }
    guard threads > 1, count > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    withoutActuallyEscaping(body) { body in
      shared.share(body, count: count, helpers: threads - 1)
    }
  }
}

/// The state that the threads of a pool share.
private final class Shared: @unchecked Sendable {
  /// The number of jobs that were given out.
  private let job = Atomic<Int>(0)
  /// The next index to be taken, and the number of threads that still work.
  private let next = Atomic<Int>(0)
  private let working = Atomic<Int>(0)
  private let stopping = Atomic<Bool>(false)
  private let sleepers = Atomic<Int>(0)
  private let wake = NSCondition()
  // Written by the caller before `job` is advanced, read by the others after.
  private var body: ((Int) -> Void)?
  /// How often a waiting thread looks before it lets others run: about fifty microseconds.
  private static let patience = 2_000
  private var count = 0

  func share(_ body: @escaping (Int) -> Void, count: Int, helpers: Int) {
    self.body = body
    self.count = count
    next.store(0, ordering: .relaxed)
    working.store(helpers, ordering: .relaxed)
    job.add(1, ordering: .sequentiallyConsistent)
    if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
      wake.withLock { wake.broadcast() }
    }
    takeAll(body)
    var spins = 0
    while working.load(ordering: .acquiring) > 0 {
      kernel_pause()
      spins += 1
      // The others may wait for this very processor.
      if spins > Self.patience { sched_yield() }
    }
    self.body = nil
  }

  func stop() {
    stopping.store(true, ordering: .sequentiallyConsistent)
    job.add(1, ordering: .sequentiallyConsistent)
    wake.withLock { wake.broadcast() }
  }

  /// What a worker does all its life.
  func work() {
    _ = kernel_flush_denormals()
    var done = 0
    while true {
      done = waitForJob(after: done)
      if stopping.load(ordering: .acquiring) { return }
      if let body { takeAll(body) }
      working.subtract(1, ordering: .releasing)
    }
  }

  private func takeAll(_ body: (Int) -> Void) {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      body(index)
    }
  }

  private func waitForJob(after done: Int) -> Int {
    for _ in 0..<Self.patience {
      let current = job.load(ordering: .acquiring)
      if current != done { return current }
      kernel_pause()
    }
    return wake.withLock {
      sleepers.add(1, ordering: .sequentiallyConsistent)
      defer { sleepers.subtract(1, ordering: .sequentiallyConsistent) }
      while true {
        let current = job.load(ordering: .sequentiallyConsistent)
        if current != done { return current }
        wake.wait()
      }
    }
  }
}
