internal import Datasets
internal import Networks
internal import Tensors

extension NetworkFit {
  /// A network that was trained on one half of the rows.
  private struct Trained {
    let model: Model<Sequential>
    /// Its loss on both halves, that of a model without features being 1.
    let training: Double
    let heldOut: Double
    let accuracy: Double?
    /// Where its training diverged, if it did.
    let divergence: Divergence?
  }

  /// The networks of a target: a weight decay is tried only if the ones before left it something to
  /// gain.
  static func output(
    _ name: String, _ target: LearnedTarget, _ inputs: Tensor<Float>,
    _ settings: NetworkFitSettings, seed: UInt64, threads: Int, _ progress: TrainingProgress
  ) -> Output {
    let halves = halves(of: inputs, seed: seed)
    // Networks `members` of both halves, half after half.
    func trained(_ members: Range<Int>, decay: Double) -> [[Trained]] {
      let all = Parallel.map(2 * members.count, threads: threads) { index in
        let half = index / members.count
        let member = members.lowerBound + index % members.count
        return train(
          target, inputs, trainingRows: halves[half], heldOut: halves[1 - half], settings,
          Member(target: name, half: half, network: member, decay: decay),
          seed: seed &+ UInt64(2 * member + half) << 32, progress)
      }
      return [Array(all[..<members.count]), Array(all[members.count...])]
    }
    func mean(_ networks: [[Trained]], _ part: (Trained) -> Double) -> Double {
      networks.joined().reduce(0) { $0 + part($1) } / Double(max(networks.joined().count, 1))
    }
    var best = (networks: [[Trained]](), decay: 0.0, error: Double.infinity)
    for (index, decay) in settings.decays.enumerated() {
      let pair = trained(0..<1, decay: decay)
      let error = mean(pair, \.heldOut)
      let isBetter = error < best.error || index == 0
      if isBetter { best = (pair, decay, error) }
      // As good on rows that it has not seen: no noise that a stiffer network could ignore.
      if !isBetter || error <= mean(pair, \.training) * overfitting || error < exactShare { break }
    }
    if settings.ensemble > 1 {
      let others = trained(1..<settings.ensemble, decay: best.decay)
      best.networks = zip(best.networks, others).map { $0 + $1 }
    }
    progress.finishTarget()
    return Output(
      target: name, classes: target.classes,
      halves: best.networks.map { $0.map(\.model) },
      explained: best.networks.map { 1 - mean([$0], \.heldOut) },
      accuracy: target.isCategorical ? mean(best.networks) { $0.accuracy ?? 0 } : nil,
      decay: best.decay, divergences: best.networks.joined().compactMap(\.divergence))
  }

  /// The factor of the training error from which that on other rows calls for a stiffer network.
  private static let overfitting = 1.5
  /// An unexplained share that needs no stiffer network.
  private static let exactShare = 1e-3

  /// The rows in two random halves; rows with the same features go to the same one, or what is held out
  /// would have been seen.
  static func halves(of inputs: Tensor<Float>, seed: UInt64) -> [[Int]] {
    var groups: [[Float]: [Int]] = [:]
    let width = inputs.shape[1]
    for row in 0..<inputs.shape[0] {
      groups[Array(inputs.scalars[row * width..<(row + 1) * width]), default: []].append(row)
    }
    var rng = Philox(seed: seed, stream: 0x6861_6c76_6573_0000)
    var halves: [[Int]] = [[], []]
    for group in groups.values.sorted(by: { $0[0] < $1[0] }).shuffled(using: &rng) {
      halves[halves[0].count <= halves[1].count ? 0 : 1] += group
    }
    return halves.map { $0.sorted() }
  }

  private static func train(
    _ target: LearnedTarget, _ inputs: Tensor<Float>, trainingRows: [Int], heldOut: [Int],
    _ settings: NetworkFitSettings, _ member: Member, seed: UInt64, _ progress: TrainingProgress
  ) -> Trained {
    let network = Sequential(
      mlp: [inputs.shape[1]] + settings.hidden + [target.outputs], hidden: .silu)
    let batch = min(settings.batchSize, trainingRows.count)
    let stepsPerEpoch = (trainingRows.count + batch - 1) / batch
    let training = TrainingSettings(
      optimizer: Adam(weightDecay: Float(member.decay)), learningRate: settings.learningRate,
      schedule: .oneCycle(rise: 0.1),
      epochs: max(1, (settings.steps + stepsPerEpoch - 1) / stepsPerEpoch), batchSize: batch,
      clipNorm: 1, restoresBest: false, seed: seed)
    let trainer = Trainer(target.objective(network), training)
    let columns = [inputs, target.values]
    let data = TrainingData(columns, trainingRows: trainingRows, validationRows: [])
    let trainings = Double(2 * (settings.decays.count + settings.ensemble - 1))
    let result: TrainingResult
    do {
      // One thread each: the two halves are trained at the same time.
      result = try trainer.train(
        on: data, threads: 1,
        report: { event in
          switch event {
          case .step(let step, let total, _):
            if step % 100 == 0 { progress.add(100 / Double(total) / trainings) }
          case .epoch(let record):
            let (epoch, epochs) = (record.epoch, training.epochs)
            guard epoch * 10 / epochs > (epoch - 1) * 10 / epochs else { return }
            progress.tell(
              .epoch(member, epoch: epoch, of: epochs, loss: record.training["loss"] ?? .nan))
          case .checkpoint: return
          }
        })
    } catch {
      // Without a checkpoint only data that are not finite are refused. These are: a table's
      // numbers are finite, standardised ones at most √N, and quantiles and class numbers smaller
      // still.
      preconditionFailure("standardised data are refused: \(error)")
    }
    var divergence: Divergence?
    if case .diverged(let epoch, let step) = result.outcome {
      let place = Divergence(
        half: member.half, network: member.network, epoch: epoch, step: step)
      progress.tell(.diverged(member, place))
      divergence = place
    }
    let parameters = result.parameters
    let losses = [trainingRows, heldOut].map {
      trainer.evaluate(parameters, on: data, rows: $0, threads: 1)
    }
    func relative(_ losses: [String: Double], _ rows: [Int]) -> Double {
      let loss = losses["loss"] ?? .infinity
      return loss.isFinite ? loss / max(target.baseline(rows), .leastNormalMagnitude) : .infinity
    }
    return Trained(
      model: Model(network, parameters), training: relative(losses[0], trainingRows),
      heldOut: relative(losses[1], heldOut), accuracy: losses[1]["accuracy"],
      divergence: divergence)
  }
}
