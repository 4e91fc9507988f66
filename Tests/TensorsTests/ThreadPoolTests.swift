import Foundation
import Synchronization
import Tensors
import Testing

@Suite struct ThreadPoolTests {
  @Test("Every index is taken once", arguments: [1, 2, 7], [0, 1, 3, 1000])
  func indices(threads: Int, count: Int) {
    let pool = ThreadPool(threads: threads)
    let taken = Mutex([Int](repeating: 0, count: count))
    for _ in 0..<3 { pool.run(count) { index in taken.withLock { $0[index] += 1 } } }
    #expect(taken.withLock { $0.allSatisfy { $0 == 3 } })
  }

  @Test("Denormal numbers count as zero in all threads, and not after the work", arguments: [1, 3])
  func denormals(threads: Int) {
    // Not constants, as the compiler would compute with them by itself.
    let (small, half) = (Float.leastNormalMagnitude, Float(threads) / Float(2 * threads))
    let denormal = Float.leastNonzeroMagnitude * Float(threads)
    let products = Mutex<[Float]>([])
    let arrived = Atomic<Int>(0)
    ThreadPool(threads: threads).run(threads) { _ in
      // Each thread waits for the others, so that all of them take part.
      arrived.add(1, ordering: .sequentiallyConsistent)
      while arrived.load(ordering: .sequentiallyConsistent) < threads { sched_yield() }
      let both = [small * half, denormal / half]
      products.withLock { $0 += both }
    }
    #expect(products.withLock { $0 == [Float](repeating: 0, count: 2 * threads) })
    #expect(small * half > 0)
    #expect(denormal / half == 2 * Float(threads) * Float.leastNonzeroMagnitude)
  }
}
