public import Tensors

/// The number of rows that are worked on together when a function is applied to a table: fixed, so that
/// results do not depend on the number of threads.
private let blockRows = 1024
/// The rows that one thread works on at a time.
private let shardRows = 128

/// A function of rows applied to every row of a table, on several threads.
///
/// - Parameters:
///   - f: A function that treats every row alone: `[N, …]` to results whose first axis has length N.
///   - x: The rows, `[N, …]`.
///   - common: Further inputs that all rows share, such as the parameters of a model.
///   - threads: How many threads work; the results do not depend on it.
/// - Returns: The results for all rows, each `[N, …]`.
/// - Precondition: `f` does not mix rows, and its results have rows.
public func mapRows<Scalar>(
  _ f: (_ x: Variable<Scalar>, _ common: [Variable<Scalar>]) -> [Variable<Scalar>],
  over x: Tensor<Scalar>, common: [Tensor<Scalar>] = [], threads: Int = Parallel.processors
) -> [Tensor<Scalar>] {
  precondition(x.rank >= 1, "a single number has no rows")
  let (count, rowShape) = (x.shape[0], Array(x.shape.dropFirst()))
  let rowSize = rowShape.reduce(1, *)
  let pool = ThreadPool(threads: min(threads, blockRows / shardRows))
  var program: Program<Scalar>?
  var results: [[Scalar]] = []
  var shapes: [[Int]] = []
  for start in stride(from: 0, to: max(count, 1), by: blockRows) {
    let rows = min(blockRows, count - start)
    if program?.batchRows != rows {
      program = Program(
        common: common.map(\.shape), rows: [rowShape], batchRows: rows, shardRows: shardRows
      ) {
        let outputs = f($1[0], $0)
        precondition(outputs.allSatisfy(\.hasRows), "a result of a function of rows has no rows")
        return outputs
      }
    }
    guard let program else { continue }
    precondition(!program.sumsRows, "a function that is applied to every row alone sums over rows")
    x.scalars.withUnsafeBufferPointer { source in
      withPointers(to: common) { pointers in
        program.run(on: pool, common: pointers) { _, range, target in
          guard let base = source.baseAddress else { return }
          target.update(
            from: base + (start + range.lowerBound) * rowSize, count: range.count * rowSize)
        }
      }
    }
    if results.isEmpty {
      shapes = program.outputShapes
      results = shapes.map { shape in
        var result: [Scalar] = []
        result.reserveCapacity(shape.dropFirst().reduce(count, *))
        return result
      }
    }
    for index in results.indices { results[index].append(contentsOf: program.output(index)) }
  }
  return zip(results, shapes).map { Tensor($0, shape: [count] + $1.dropFirst()) }
}

/// The value of a function of rows, and its Jacobian, at every row.
///
/// Uses reverse mode where a row has no more results than inputs, else forward mode.
///
/// - Parameters:
///   - f: A function that treats every row alone: `[N, n]` to `[N, k]`.
///   - x: The rows, `[N, n]`.
///   - common: Further inputs that all rows share, such as the parameters of a frozen model.
///   - threads: How many threads work; the result does not depend on it.
/// - Returns: `values`, `[N, k]`, and `jacobian`, `[N, k, n]`, with `jacobian[i, a, b] = ∂fₐ/∂x_b` at row i.
/// - Precondition: `f` does not mix rows.
/// - Complexity: O(min(k, n)) evaluations of `f`.
///
/// Checked by: `JacobianTests`.
public func jacobian<Scalar>(
  of f: (_ x: Variable<Scalar>, _ common: [Variable<Scalar>]) -> Variable<Scalar>,
  at x: Tensor<Scalar>, common: [Tensor<Scalar>] = [], threads: Int = Parallel.processors
) -> (values: Tensor<Scalar>, jacobian: Tensor<Scalar>) {
  let results = mapRows(
    { x, common in
      let y = f(x, common)
      return [y, jacobian(of: y, by: x)]
    }, over: x, common: common, threads: threads)
  return (results[0], results[1])
}

/// The value of a function of rows, and its Jacobian, at every row.
///
/// - SeeAlso: The same with inputs that all rows share.
public func jacobian<Scalar>(
  of f: (Variable<Scalar>) -> Variable<Scalar>, at x: Tensor<Scalar>,
  threads: Int = Parallel.processors
) -> (values: Tensor<Scalar>, jacobian: Tensor<Scalar>) {
  jacobian(of: { x, _ in f(x) }, at: x, threads: threads)
}

/// The Jacobian of `y`, `[N, k]`, by `x`, `[N, n]`, in a computation where each row of `y` depends on that
/// row of `x` alone: `[N, k, n]`.
public func jacobian<Scalar>(of y: Variable<Scalar>, by x: Variable<Scalar>) -> Variable<Scalar> {
  precondition(
    y.rank == 2 && x.rank == 2 && x.shape[0] == y.shape[0],
    "a Jacobian by rows is of [N, k] by [N, n], not of \(y.shape) by \(x.shape)")
  let (rows, k, n) = (x.shape[0], y.shape[1], x.shape[1])
  func unit(_ index: Int, like z: Variable<Scalar>) -> Variable<Scalar> {
    var unit = Tensor<Scalar>.zeros([1, z.shape[1]])
    unit.scalars[index] = 1
    return z.constant(unit).broadcast(like: z)
  }
  if k <= n {
    let parts = (0..<k).map { index in
      Variable.pullback([y], [unit(index, like: y)], to: [x])[0].reshaped([rows, 1, n])
    }
    return .concatenating(parts, along: 1)
  }
  let parts = (0..<n).map { index in
    Variable.pushforward([y], from: [x], along: [unit(index, like: x)])[0].reshaped([rows, k, 1])
  }
  return .concatenating(parts, along: 2)
}
