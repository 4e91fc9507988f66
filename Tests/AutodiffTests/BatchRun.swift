import Autodiff
import Tensors
import Testing

/// A computation on a batch, run in shards.
struct BatchRun {
  /// Inputs that all rows share.
  var common: [Tensor<Double>] = []
  /// Inputs with rows, `[N, …]`.
  var rows: [Tensor<Double>]
  var body: (_ common: [Variable<Double>], _ rows: [Variable<Double>]) -> [Variable<Double>]

  /// The results with shards of at most `shardRows` rows.
  func results(shardRows: Int, threads: Int = 1) -> [Tensor<Double>] {
    let program = Program(
      common: common.map(\.shape), rows: rows.map { Array($0.shape.dropFirst()) },
      batchRows: rows[0].shape[0], shardRows: shardRows, body)
    let pool = ThreadPool(threads: threads)
    // Twice, because what the first run leaves behind must not matter to the second.
    for _ in 0..<2 {
      withPointers(to: common) { pointers in
        program.run(on: pool, common: pointers) { input, range, target in
          let size = rows[input].shape.dropFirst().reduce(1, *)
          rows[input].scalars.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            target.update(from: base + range.lowerBound * size, count: range.count * size)
          }
        }
      }
    }
    return program.outputShapes.indices.map(program.tensor)
  }

  /// The results of the same function where nothing is known of rows.
  var whole: [Tensor<Double>] {
    evaluate(
      { body(Array($0.prefix(common.count)), Array($0.dropFirst(common.count))) },
      at: common + rows)
  }
}
