import Tensors
import Testing

@Suite struct ParallelTests {
  @Test("Results do not depend on the number of threads", arguments: [0, 1, 3, 100], [2, 7, 64])
  func threads(count: Int, threads: Int) {
    @Sendable func draw(_ index: Int) -> [Double] {
      var rng = Philox(seed: 4, stream: UInt64(index))
      return (0..<50).map { _ in rng.normal() }
    }
    let serial = (0..<count).map(draw)
    #expect(Parallel.map(count, threads: 1, draw) == serial)
    #expect(Parallel.map(count, threads: threads, draw) == serial)
    #expect(Parallel.map(count, draw) == serial)
  }

  @Test func matrixProductsInsideAreTheSame() {
    let a = MatrixCase(rows: 70, columns: 70, rank: 70).matrix(Double.self)
    let gram = a.gram
    #expect(Parallel.map(16, threads: 4) { _ in a.gram }.allSatisfy { $0 == gram })
  }
}
