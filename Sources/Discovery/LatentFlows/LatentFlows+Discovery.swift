internal import Networks
public import Oracles
internal import Tensors

extension LatentFlows {
  /// The largest relative invariance of fields that count as invariant.
  ///
  /// Too large and arbitrary fields pass; too small and trained fields, never exact, do not.
  public static let largestInvariance = 0.05
  /// The share of ``leastConflict(fields:directions:normalization:)`` up to which fields count as normalised and
  /// orthogonal.
  public static let largestConflict = 0.25

  /// Learns fields that leave the outputs of `oracle` unchanged.
  ///
  /// - Parameters:
  ///   - oracle: Frozen: it is not trained here.
  ///   - points: Where the fields are trained and judged.
  ///   - scaling: How the points were scaled, if they were; generators of polynomial fields are given in the
  ///     coordinates before.
  ///   - checkpoints: The folder in which trainings are kept, so that they can go on; nil keeps none.
  ///   - report: Told how the search goes on.
  /// - Throws: A ``FlowError`` for conditions that cannot be met, before any training; errors of checkpoints.
  public func discover(
    _ oracle: any Oracle, at points: FlowPoints, scaling: SampleScaling? = nil,
    checkpoints: String? = nil, report: (Event) -> Void = { _ in }
  ) throws -> FlowFinding {
    try check(oracle)
    let data = data(oracle, points)
    guard data.validationSpace.singularValues.maximumMagnitude > 0 else {
      throw FlowError.constantOracle
    }
    let localRank = LocalRank(data.validationSpace)
    var trained: [(flow: Flow, training: TrainingResult, trial: FlowFinding.Trial)] = []
    func train(_ count: Int, restart: Int = 0) throws {
      let name = "flows-\(count)" + (restart > 0 ? "-\(restart)" : "")
      let stage =
        "training \(count == 1 ? "1 flow" : "\(count) flows")"
        + (restart > 0 ? ", restart \(restart)" : "")
      let (flow, training) = try self.train(
        count, oracle, data, restart: restart,
        checkpoint: checkpoints.map { Checkpoint("\($0)/\(name).safetensors", interval: 5) }
      ) { event in
        switch event {
        case .step(let step, let total, _):
          if step % 50 == 0 { report(.progress(stage: stage, share: Double(step) / Double(total))) }
        case .epoch(let record): report(.epoch(stage: stage, record))
        case .checkpoint: break
        }
      }
      trained.append((flow, training, trial(flow, data)))
    }

    if let generators {
      try train(generators)
    } else {
      let most = min(localRank.freeDirections + 1, mostFields(dimension: localRank.dimension))
      for count in 1...max(1, most) {
        try train(count)
        if !trained[count - 1].trial.isAccepted { break }
      }
    }
    let searched = trained.map(\.trial)
    let (chosen, outcome, reason) = judgement(searched, localRank)
    let best = trained[chosen]
    let hasDiverged = best.training.hasDiverged || !best.trial.measures.conflict.isFinite
    var family: FlowFinding.RestartFamily?
    if restarts > 1 {
      let first = trained.count
      for restart in 1..<restarts { try train(best.flow.count, restart: restart) }
      let all = [best.flow] + trained[first...].map(\.flow)
      family = self.family(all, trials: [best.trial] + trained[first...].map(\.trial), points)
    }
    let few = points.validation.rows(0..<min(Self.structurePoints, points.validation.shape[0]))
    let structure = best.flow.structure(
      isFound: outcome != .noneFound,
      at: few, coordinates: oracle.layout.coordinates,
      scaling: scaling, noise: best.trial.measures.relativeInvariance.squareRoot(), threads: threads
    )
    return FlowFinding(
      flow: best.flow, points: few, coordinates: oracle.layout.coordinates,
      outcome: hasDiverged ? .undecided : outcome,
      reason: hasDiverged ? "the training diverged; lower the learning rate" : reason,
      trials: searched, localRank: localRank,
      measures: best.trial.measures, structure: structure,
      history: best.training.history.map(\.training), family: family, remarks: remarks(localRank))
  }

  /// The points at which brackets are looked at.
  private static let structurePoints = 2000

  /// How good fields are.
  func trial(_ flow: Flow, _ data: FlowData) -> FlowFinding.Trial {
    func measures(_ fields: Tensor<Double>) -> FlowMeasures {
      FlowMeasures(
        fields, jacobians: data.validationJacobians, space: data.validationSpace,
        normalization: normalization, orthogonality: orthogonality)
    }
    let trained = measures(flow.trainedFields(at: data.points.validation, threads: threads))
    let measures =
      flow.isOrthonormal
      ? measures(flow.fields(at: data.points.validation, threads: threads)) : trained
    var judged = measures
    if let epsilon {
      // Finite transformations are judged by finite steps.
      judged.relativeInvariances = FlowMeasures.relativeChanges(
        flow.fields(at: data.points.validation, threads: threads), step: epsilon,
        at: data.points.validation
      ) { preserved.part(of: flow.oracle.evaluate(at: $0)).values }
      judged.relativeInvariance =
        judged.relativeInvariances.reduce(0, +) / Double(judged.relativeInvariances.count)
    }
    let least = leastConflict(
      fields: flow.count, directions: flow.count - 1, normalization: normalization)
    let conflict = measures.conflict / least
    return FlowFinding.Trial(
      count: flow.count, measures: judged, conflict: conflict,
      trainedConflict: trained.conflict / least,
      isAccepted: judged.relativeInvariance <= Self.largestInvariance
        && conflict <= Self.largestConflict)
  }

  /// Which trial is the answer, and why.
  private func judgement(
    _ trials: [FlowFinding.Trial], _ rank: LocalRank
  ) -> (chosen: Int, outcome: Outcome, reason: String) {
    func failure(_ trial: FlowFinding.Trial) -> String {
      let number = trial.count == 1 ? "one field" : "\(trial.count) fields"
      let conflict = RoughNumber.text(trial.conflict)
      return "\(number) cannot be invariant, normalised and orthogonal at once "
        + "(relative invariance \(RoughNumber.text(trial.measures.relativeInvariance)), conflict \(conflict))"
    }
    let accepted = trials.lastIndex { $0.isAccepted }
    if let generators {
      let trial = trials[0]
      guard trial.isAccepted else { return (0, .noneFound, failure(trial)) }
      return (
        0, .clear,
        generators == 1 ? "as asked for" : "invariant, normalised and orthogonal, as asked for"
      )
    }
    guard let accepted else { return (0, .noneFound, failure(trials[0])) }
    let free = rank.freeDirections
    let local = "the oracle leaves \(free) of \(rank.dimension) directions"
    if normalization == .average || orthogonality == .average {
      return (accepted, .clear, trials.last.map { $0.isAccepted ? "" : failure($0) } ?? "")
    }
    if accepted + 1 > free {
      // Directions that are hardly seen pass for free ones.
      return (
        max(free - 1, 0), .ambiguous,
        "\(local) exactly, and \(accepted + 1) within the tolerance: some are hardly seen"
      )
    }
    if accepted + 1 == free {
      return (
        accepted, .clear,
        "\(local)" + (trials.last.map { $0.isAccepted ? "" : ", and \(failure($0))" } ?? "")
      )
    }
    return (accepted, .ambiguous, "\(local), but \(failure(trials[accepted + 1]))")
  }

  /// What the fields of several trainings span together.
  private func family(
    _ flows: [Flow], trials: [FlowFinding.Trial], _ points: FlowPoints
  ) -> FlowFinding.RestartFamily {
    let x = points.validation.rows(0..<min(Self.structurePoints, points.validation.shape[0]))
    let all = flows.map { $0.fields(at: x, threads: threads) }
    let count = all.reduce(0) { $0 + $1.shape[1] }
    var sums = [Double](repeating: 0, count: count)
    for i in 0..<x.shape[0] {
      let g = all.dropFirst().reduce(all[0].row(i)) { $0.appending(rowsOf: $1.row(i)) }
      let values = g.matmul(g, transposed: .right).symmetricEigenvalues.reversed()
      for (k, value) in values.enumerated() { sums[k] += max(0, value) }
    }
    let total = sums.reduce(0, +)
    let shares = sums.map { $0 / max(total, .leastNormalMagnitude) }
    return FlowFinding.RestartFamily(
      restarts: flows.count, shares: shares,
      directions: shares.count { $0 >= 0.1 * shares[0] },
      relativeInvariances: trials.map(\.measures.relativeInvariance))
  }
}

extension TrainingResult {
  /// Whether it ended because numbers were no longer finite.
  fileprivate var hasDiverged: Bool { if case .diverged = outcome { true } else { false } }
}
