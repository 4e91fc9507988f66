package import Tensors

/// A function of rows made ready to be applied again and again to batches of one length, such as the
/// right side of a differential equation.
///
/// One thread at a time may call it.
package final class RowFunction<Scalar: KernelScalar> {
  private let program: Program<Scalar>
  private let pool: ThreadPool
  private let common: [Tensor<Scalar>]
  private let rowSize: Int

  /// Records a function of `rows` rows.
  ///
  /// - Parameters:
  ///   - rows: The length of a batch.
  ///   - shape: The shape of a row.
  ///   - common: Further inputs that all rows share, such as the parameters of a frozen model.
  ///   - threads: How many threads work; the results do not depend on it.
  ///   - f: A function that treats every row alone: `[N, …]` to results whose first axis has length N.
  /// - Precondition: `f` does not mix rows.
  package init(
    rows: Int, of shape: [Int], common: [Tensor<Scalar>] = [], threads: Int = 1,
    _ f: (_ x: Variable<Scalar>, _ common: [Variable<Scalar>]) -> [Variable<Scalar>]
  ) {
    program = Program(common: common.map(\.shape), rows: [shape], batchRows: rows, shardRows: 128) {
      f($1[0], $0)
    }
    precondition(!program.sumsRows, "a function that is applied to every row alone sums over rows")
    pool = ThreadPool(threads: min(threads, (rows + 127) / 128))
    self.common = common
    rowSize = shape.reduce(1, *)
  }

  /// The results at the rows of `x`, `[N, …]`.
  ///
  /// - Precondition: There are as many rows as the function was recorded for.
  package func callAsFunction(_ x: Tensor<Scalar>) -> [Tensor<Scalar>] {
    precondition(
      x.shape[0] == program.batchRows, "\(x.shape[0]) rows, not \(program.batchRows)")
    x.scalars.withUnsafeBufferPointer { source in
      withPointers(to: common) { pointers in
        program.run(on: pool, common: pointers) { _, range, target in
          guard let base = source.baseAddress else { return }
          target.update(from: base + range.lowerBound * rowSize, count: range.count * rowSize)
        }
      }
    }
    return program.outputShapes.indices.map(program.tensor)
  }
}
