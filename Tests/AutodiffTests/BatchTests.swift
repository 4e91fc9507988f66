import Autodiff
import Tensors
import TestSupport
import Testing

/// A batch in shards gives what the whole batch gives.
@Suite struct BatchTests {
  /// A function of a batch and of parameters; its results, and the gradients of its first by the
  /// parameters, are compared.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var common: [[Int]] = []
    var row = [3]
    let f: @Sendable (_ common: [Variable<Double>], _ x: Variable<Double>) -> [Variable<Double>]

    var testDescription: String { name }

    func run(rows: Int) -> BatchRun {
      var rng = Philox(seed: 31)
      return BatchRun(
        common: common.map { rng.normals($0) }, rows: [rng.normals([rows] + row)],
        body: { common, rows in
          let results = f(common, rows[0])
          let loss = results[0].squared().mean()
          return results + loss.gradients(common + rows)
        })
    }
  }

  @Test(arguments: Case.all, [1, 2, 3, 7]) func shardsGiveTheWhole(_ one: Case, shards: Int) {
    let rows = 22
    let run = one.run(rows: rows)
    let results = run.results(shardRows: (rows + shards - 1) / shards)
    for (actual, expected) in zip(results, run.whole) {
      expectClose(actual, expected, rtol: 1e-11, atol: 1e-13)
    }
    #expect(results.count == run.whole.count)
  }

  /// As many shards as rows, and a single row.
  @Test(arguments: Case.all) func shardsOfOneRow(_ one: Case) {
    for rows in [1, 5] {
      let run = one.run(rows: rows)
      for (actual, expected) in zip(run.results(shardRows: 1), run.whole) {
        expectClose(actual, expected, rtol: 1e-11, atol: 1e-13)
      }
    }
  }

  @Test(arguments: Case.all) func threadsDoNotMatter(_ one: Case) {
    let run = one.run(rows: 22)
    let expected = run.results(shardRows: 4)
    for threads in [2, 3] {
      #expect(run.results(shardRows: 4, threads: threads) == expected, "\(threads) threads")
    }
  }

  @Test func shardsAreEven() {
    for (rows, limit, count) in [(22, 22, 1), (22, 21, 2), (22, 8, 3), (22, 4, 6), (0, 4, 1)] {
      let program = Program<Double>(common: [], rows: [[2]], batchRows: rows, shardRows: limit) {
        $1
      }
      let sizes = Program<Double>.evenSizes(rows, atMost: limit)
      #expect(sizes.count == count && sizes.reduce(0, +) == rows)
      #expect(sizes.allSatisfy { rows / count <= $0 && $0 <= limit }, "\(sizes)")
      #expect(program.outputShapes == [[rows, 2]])
    }
  }

  /// Gradients by rows are those of the whole batch, too: each row's is 2x/(N·n).
  @Test func gradientsByRows() {
    let run = BatchRun(rows: [Tensor((0..<20).map { Double($0) }, shape: [10, 2])]) { _, rows in
      rows[0].squared().mean().gradients(rows)
    }
    expectClose(run.results(shardRows: 3)[0], run.rows[0].map { $0 / 10 })
  }
}
