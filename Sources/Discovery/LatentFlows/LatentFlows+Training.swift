internal import Autodiff
internal import Networks
internal import Oracles
internal import Tensors

/// What is computed once for all trainings of a search: the points with the oracle's Jacobians.
struct FlowData {
  let points: FlowPoints
  /// `[N, k, n]` at the validation points.
  let validationJacobians: Tensor<Double>
  /// At the validation points.
  let validationSpace: RowSpace
  /// Points, and Jacobians or, of hard flows, row spaces.
  let columns: [Tensor<Float>]
}

extension LatentFlows {
  /// The data of a search.
  func data(_ oracle: any Oracle, _ points: FlowPoints) -> FlowData {
    func jacobians(_ x: Tensor<Double>) -> Tensor<Double> {
      preserved.part(of: oracle.evaluate(at: x)).jacobians
    }
    func single(_ x: Tensor<Double>) -> Tensor<Float> {
      Tensor(x.scalars.map { Float($0) }, shape: x.shape)
    }
    let validation = jacobians(points.validation)
    var columns = [single(points.training)]
    if epsilon == nil {
      let training = jacobians(points.training)
      columns.append(
        single(constraint == .soft ? training : RowSpace(of: training, threads: threads).basis))
    }
    return FlowData(
      points: points, validationJacobians: validation,
      validationSpace: RowSpace(of: validation, threads: threads), columns: columns)
  }

  /// Trains `count` fields.
  ///
  /// - Throws: Errors of the checkpoint; `.nonFiniteData`.
  func train(
    _ count: Int, _ oracle: any Oracle, _ data: FlowData, restart: Int, checkpoint: Checkpoint?,
    report: (TrainingEvent) -> Void
  ) throws(NetworkError) -> (flow: Flow, training: TrainingResult) {
    let spread = data.points.spread
    let family = FieldFamily(field, count: count, shift: spread.mean, scale: spread.deviation)
    let rows = data.columns[0].shape[0]
    let stepsPerEpoch = (rows + batchSize - 1) / batchSize
    let trainer = Trainer(
      objective(family, oracle),
      TrainingSettings(
        learningRate: learningRate, schedule: .oneCycle(),
        epochs: (steps + stepsPerEpoch - 1) / stepsPerEpoch, batchSize: batchSize,
        restoresBest: false, seed: seed &+ UInt64(restart) << 32))
    let result = try trainer.train(
      on: TrainingData(data.columns, trainingRows: Array(0..<rows), validationRows: []),
      threads: threads, checkpoint: checkpoint, report: report)
    let flow = Flow(
      family: Model(family, result.parameters), constraint: constraint, oracle: oracle,
      preserved: preserved,
      isOrthonormal: constraint == .hard && normalization == .points && orthogonality == .points)
    return (flow, result)
  }

  /// The sum of the losses.
  private func objective(_ family: FieldFamily, _ oracle: any Oracle) -> Objective {
    let (count, n) = (family.count, family.dimension)
    // A checkpoint is of these settings, on whatever number of threads.
    var settings = self
    settings.threads = 1
    return Objective(family.slots, summary: "\(family.summary), \(settings)") { columns, scope in
      let x = columns[0]
      var fields = family(x, in: &scope).reshaped([x.shape[0], count, n])
      var terms: [(name: String, value: Variable<Float>, weight: Double)] = []
      if let epsilon, let oracle = oracle as? any RecordableOracle {
        let loss = FiniteInvarianceLoss(epsilon: Float(epsilon)) {
          preserved.part(of: oracle.record($0))
        }
        terms.append(("invariance", loss(SampledFields(points: x, fields: fields)), 1))
      } else if constraint == .soft {
        let loss = InvarianceLoss(jacobians: columns[1])
        terms.append(("invariance", loss(SampledFields(points: x, fields: fields)), 1))
      } else {
        let seen = fields.batchedMatmul(columns[1], transposed: .right)  // [B, N, k]
        fields = fields - seen.batchedMatmul(columns[1])
      }
      let sample = SampledFields(points: x, fields: fields)
      terms.append(
        (
          "normalization", NormalizationLoss(averaging: normalization)(sample),
          weights.normalization
        ))
      terms.append(
        (
          "orthogonality", OrthogonalityLoss(averaging: orthogonality)(sample),
          weights.orthogonality
        ))
      if weights.closure > 0 { terms.append(("closure", ClosureLoss()(sample), weights.closure)) }
      let weighted = terms.map { Float($0.weight) * $0.value }
      return Objective.Losses(
        weighted.dropFirst().reduce(weighted[0], +),
        metrics: terms.map { (name: $0.name, value: $0.value) })
    }
  }
}

extension Preserved {
  /// What is preserved of outputs `[B, k]` that are part of a computation.
  ///
  /// - Precondition: It is not the prediction, which has no formula without comparisons.
  func part(of outputs: Variable<Float>) -> Variable<Float> {
    precondition(self != .prediction, "the margin of the prediction has no finite steps")
    guard self == .probabilities, outputs.shape[1] > 1 else { return outputs }
    return outputs - outputs.mean(along: 1, keepingAxis: true)
  }
}
