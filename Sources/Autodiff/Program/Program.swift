package import Tensors

/// A recorded computation made ready to run again and again: scheduled, with its memory laid out.
///
/// A batch is cut into shards of at most `shardRows` rows, as even as possible. Each shard is computed on
/// one thread, and sums over the batch are added in the order of the shards: so the results are the same
/// on any number of threads. Its memory is laid out beforehand.
package final class Program<Scalar: KernelScalar>: @unchecked Sendable {
  /// The shapes of the results: of all rows, where a result has rows.
  package let outputShapes: [[Int]]
  /// The number of rows of the batch.
  package let batchRows: Int
  /// Whether something is summed over the rows of the batch.
  package var sumsRows: Bool {
    schedule.stages.contains { if case .sums = $0 { true } else { false } }
  }

  private let shards: [Shard<Scalar>]
  private let schedule: Schedule
  private let sums: ShardSums<Scalar>
  private let outputs: ProgramOutputs<Scalar>
  private let commonMemory: UnsafeMutableBufferPointer<Scalar>
  private let commonInputs: [Int]
  private let commonNodes: [Int]
  private let commonSources: [Int]

  /// Records `body` and plans how to run it.
  ///
  /// - Parameters:
  ///   - common: The shapes of the inputs that are the same for all rows.
  ///   - rows: The shapes of one row of the inputs that are a batch.
  ///   - batchRows: The number of rows of the batch.
  ///   - shardRows: The largest number of rows that one thread works on at a time.
  ///   - body: The computation: from its inputs to its results.
  package init(
    common: [[Int]], rows: [[Int]] = [], batchRows: Int = 0, shardRows: Int = 128,
    _ body: (_ common: [Variable<Scalar>], _ rows: [Variable<Scalar>]) -> [Variable<Scalar>]
  ) {
    precondition(shardRows > 0, "a shard of \(shardRows) rows")
    let sizes = Self.evenSizes(batchRows, atMost: shardRows)
    var recordings: [Int: Recording<Scalar>] = [:]
    for size in Set(sizes) {
      recordings[size] = Recording(
        common: common, rows: rows, shardRows: size, batchRows: batchRows, body)
    }
    let recorded = sizes.compactMap { recordings[$0] }
    let first = recorded[0]
    precondition(
      recorded.allSatisfy { $0.hasSameSteps(as: first) },
      "a computation on shards of \(sizes) rows takes other steps, or has other numbers, on some than "
        + "on others; the length of the batch is batchLength, not shape[0]")
    self.batchRows = batchRows
    schedule = first.schedule
    commonInputs = first.commonInputs
    (commonNodes, commonSources) = (first.commonNodes, first.commonSources)
    commonMemory = .allocate(capacity: max(first.plan.commonSize, 1))
    outputs = ProgramOutputs(first, batchRows: batchRows)
    outputShapes = outputs.shapes

    var start = 0
    var shards: [Shard<Scalar>] = []
    for (size, recording) in zip(sizes, recorded) {
      shards.append(
        Shard(
          recording, rows: start..<start + size, common: commonMemory, outputs: outputs))
      start += size
    }
    self.shards = shards
    sums = ShardSums(first, shards)
  }

  deinit { commonMemory.deallocate() }

  /// Computes the results.
  ///
  /// - Parameters:
  ///   - common: The inputs that are the same for all rows, in the order of their shapes.
  ///   - fill: Writes the given rows of the given input of the batch; called by several threads.
  package func run(
    on pool: ThreadPool, seed: UInt64 = 0, step: UInt64 = 0, common: [UnsafePointer<Scalar>],
    fill: (_ input: Int, _ rows: Range<Int>, _ target: UnsafeMutablePointer<Scalar>) -> Void = {
      _, _, _ in
    }
  ) {
    precondition(
      common.count == commonInputs.count, "\(common.count) inputs, not \(commonInputs.count)")
    // Loops over indices: generic code allocates for every other kind of iteration.
    for shard in shards {
      for index in commonNodes.indices {
        shard.buffers[commonNodes[index]] = UnsafeMutablePointer(
          mutating: common[commonSources[index]])
      }
    }
    var isFilled = false
    for stage in schedule.stages {
      switch stage {
      case .rows(let range):
        pool.run(shards.count) { index in
          if !isFilled { shards[index].fill(fill) }
          shards[index].evaluate(range, of: schedule, seed: seed, step: step)
        }
        isFilled = true
      case .common(let range):
        shards[0].evaluate(range, of: schedule, seed: seed, step: step)
      case .sums(let range):
        sums.add(stage: range.lowerBound, on: pool)
      }
    }
  }

  /// The values of a result of the last run.
  package func output(_ index: Int) -> UnsafeMutableBufferPointer<Scalar> { outputs.buffer(index) }

  /// The values of some results of the last run, which have no rows: one after another in memory.
  package func outputs(_ range: Range<Int>) -> UnsafeMutableBufferPointer<Scalar> {
    outputs.buffer(range)
  }

  /// A copy of a result of the last run.
  package func tensor(_ index: Int) -> Tensor<Scalar> {
    Tensor(Array(output(index)), shape: outputShapes[index])
  }

  /// The sizes of the fewest parts of at most `limit` rows, which differ by one at most.
  package static func evenSizes(_ rows: Int, atMost limit: Int) -> [Int] {
    let count = max(1, (rows + limit - 1) / limit)
    return (0..<count).map { rows / count + ($0 < rows % count ? 1 : 0) }
  }
}
