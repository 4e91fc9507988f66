public import Oracles
internal import Tensors

extension LatentFlows {
  /// Learns fields that leave an exact oracle unchanged, at standard normal points.
  ///
  /// - Parameters:
  ///   - samples: The points that train; half as many judge.
  ///   - checkpoints: The folder in which trainings are kept; nil keeps none.
  ///   - report: Told how the search goes on.
  /// - Throws: `DiscoveryError.undefined` if the oracle is finite almost nowhere; a ``FlowError``.
  public func discover(
    _ oracle: some Oracle, samples: Int, checkpoints: String? = nil,
    report: (Event) -> Void = { _ in }
  ) throws -> FlowFinding {
    // Finite steps need the formula in the middle of a computation.
    let oracle: any Oracle =
      epsilon == nil ? oracle : (oracle as? FormulaOracle).flatMap(RecordedFormula.init) ?? oracle
    try check(oracle)
    var rng = Philox(seed: seed, stream: Self.sampleStream)
    let training = try GaussianSamples(samples, of: oracle, using: &rng)
    let validation = try GaussianSamples(max(samples / 2, 1), of: oracle, using: &rng)
    return try discover(
      oracle, at: FlowPoints(training: training.samples, validation: validation.samples),
      checkpoints: checkpoints, report: report)
  }

  private static let sampleStream: UInt64 = 0x666c_6f77_7300_0000
}
