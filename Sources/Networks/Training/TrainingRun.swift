internal import Autodiff
internal import Tensors

/// A training under way: its threads, its programs and its buffers.
final class TrainingRun {
  enum EpochEnd {
    case ended(EpochRecord)
    case diverged(step: Int)
    case interrupted(step: Int)
  }

  private let trainer: Trainer
  private let data: TrainingData
  private let pool: ThreadPool
  private let descent: Descent
  private let columnShapes: [[Int]]
  private var programs: [Key: TrainingStep] = [:]

  private struct Key: Hashable {
    let rows: Int
    let isTraining: Bool
  }

  /// Rows are judged in batches of this size.
  private static let validationRows = 1024

  init(_ trainer: Trainer, _ data: TrainingData, _ state: TrainingState, threads: Int) {
    (self.trainer, self.data) = (trainer, data)
    // A thread without a shard would only be waited for.
    let settings = trainer.settings
    let shards = (settings.batchSize + settings.shardRows - 1) / settings.shardRows
    pool = ThreadPool(threads: min(threads, shards))
    descent = Descent(state, trainer.settings.optimizer)
    columnShapes = data.columns.map { Array($0.shape.dropFirst()) }
  }

  /// Copies the parameters and the optimizer's state, if they are finite; returns whether they are.
  func writeIfFinite(to state: inout TrainingState) -> Bool {
    var now = state
    descent.write(to: &now)
    guard now.parameters.learned.isFinite, now.parameters.statistics.isFinite else { return false }
    state = now
    return true
  }

  /// Sees every training row once, then judges on the validation rows.
  func epoch(
    after state: TrainingState, _ shouldStop: () -> Bool, _ report: (TrainingEvent) -> Void
  ) -> EpochEnd {
    let settings = trainer.settings
    var rng = Philox(
      seed: settings.seed, stream: RandomStreams.epochs + UInt64(state.epoch))
    let order = data.trainingRows.shuffled(using: &rng)
    // As even as possible, because a last batch of a single row would have no variance.
    let sizes = Program<Float>.evenSizes(order.count, atMost: settings.batchSize)
    let stepsPerEpoch = sizes.count
    let totalSteps = stepsPerEpoch * settings.epochs
    var step = state.epoch * stepsPerEpoch
    var means = Means()
    var rate = 0.0
    var start = 0
    for size in sizes {
      if shouldStop() { return .interrupted(step: step) }
      let rows = order[start..<start + size]
      start += size
      let batch = self.step(rows.count, isTraining: true)
      run(batch, rows, step: step)
      let loss = batch.numbers[0]
      rate =
        settings.learningRate * settings.schedule.factor(step: step, of: totalSteps)
      guard
        loss.isFinite,
        descent.move(
          along: batch.gradients, clipNorm: settings.clipNorm, rate: Float(rate), step: step,
          on: pool)
      else { return .diverged(step: step) }
      for (index, value) in batch.statistics.enumerated() { descent.statistics[index] = value }
      means.add(batch.numbers, rows: rows.count)
      step += 1
      report(.step(step, of: totalSteps, loss: Double(loss)))
    }
    return .ended(
      EpochRecord(
        epoch: state.epoch + 1, steps: step, learningRate: rate,
        training: means.named(step > 0 ? names(isTraining: true) : []), validation: validate()))
  }

  /// The means of the losses on the validation rows.
  func validate() -> [String: Double] {
    let rows = data.validationRows
    var means = Means()
    for start in stride(from: 0, to: rows.count, by: Self.validationRows) {
      let part = rows[start..<min(start + Self.validationRows, rows.count)]
      let batch = step(part.count, isTraining: false)
      run(batch, part, step: 0)
      means.add(batch.numbers, rows: part.count)
    }
    return means.named(names(isTraining: false))
  }

  private func names(isTraining: Bool) -> [String] {
    programs.first { $0.key.isTraining == isTraining }?.value.names ?? []
  }

  private func step(_ rows: Int, isTraining: Bool) -> TrainingStep {
    let key = Key(rows: rows, isTraining: isTraining)
    if let known = programs[key] { return known }
    let made = TrainingStep(
      trainer.objective, columns: columnShapes, rows: rows, shardRows: trainer.settings.shardRows,
      isTraining: isTraining)
    let metric = trainer.settings.monitor.metric
    let isWatched = !data.trainingRows.isEmpty && isTraining == data.validationRows.isEmpty
    precondition(
      !isWatched || made.names.contains(metric),
      "there is no metric \(metric) to be watched among \(made.names)")
    programs[key] = made
    return made
  }

  private func run(_ batch: TrainingStep, _ rows: ArraySlice<Int>, step: Int) {
    batch.program.run(
      on: pool, seed: trainer.settings.seed, step: UInt64(step), common: descent.pointers
    ) { column, range, target in
      let size = columnShapes[column].reduce(1, *)
      data.columns[column].scalars.withUnsafeBufferPointer { source in
        guard let base = source.baseAddress else { return }
        for (place, index) in range.enumerated() {
          let row = rows[rows.startIndex + index]
          (target + place * size).update(from: base + row * size, count: size)
        }
      }
    }
  }
}

/// Means of numbers over batches, weighted by their rows.
private struct Means {
  private var sums: [Double] = []
  private var rows = 0

  mutating func add(_ numbers: UnsafeMutableBufferPointer<Float>, rows: Int) {
    if sums.isEmpty { sums = [Double](repeating: 0, count: numbers.count) }
    for index in sums.indices { sums[index] += Double(rows) * Double(numbers[index]) }
    self.rows += rows
  }

  func named(_ names: [String]) -> [String: Double] {
    guard rows > 0 else { return [:] }
    return Dictionary(
      zip(names, sums.map { $0 / Double(rows) }), uniquingKeysWith: { first, _ in first })
  }
}
