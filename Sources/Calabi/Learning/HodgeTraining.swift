public import Networks
public import Tensors

/// How the network of Hodge numbers is trained.
///
/// Checked by: `HodgeNetworkTests`.
public struct HodgeTraining: Sendable {
  /// The network.
  public var network: HodgeNetwork
  /// A manifold with fewer representatives is repeated until an epoch sees about so many.
  ///
  /// Too large and epochs are long; too small and manifolds with one representative are forgotten.
  public var leastRows: Int
  /// Training ends when the share of validation rows with both numbers right reaches this.
  ///
  /// The paper stops above 0.95 on each head. By default all must be right, which small lists reach; training on a
  /// large one goes on until the learning rate has fallen. Too small and representatives of one manifold lie apart.
  public var target: Double
  /// The share of the representatives that judges, and is not trained on.
  public var validationShare: Double
  /// The most epochs, over which the learning rate falls; nil for as many as ``epochCount(for:)`` says.
  ///
  /// Too few and Hodge numbers are not learned; too many cost time. From features of the graph alone the whole list
  /// needs 120.
  public var epochs: Int?
  /// The rows of a step.
  public var batchSize: Int
  /// The largest learning rate.
  public var learningRate: Double
  /// The variance that is added to that of the features in every direction before they are whitened.
  ///
  /// Too large and what tells manifolds apart stays small; too small and rare types of vertices, which tell single
  /// matrices apart, drown the rest.
  public var varianceFloor: Double

  /// A training; all numbers are our choice, as the paper prints none but 0.95.
  public init(
    network: HodgeNetwork = HodgeNetwork(), leastRows: Int = 30, target: Double = 1,
    validationShare: Double = 0.02, epochs: Int? = nil, batchSize: Int = 1024,
    learningRate: Double = 3e-3, varianceFloor: Double = 1e-3
  ) {
    (self.network, self.leastRows, self.target) = (network, leastRows, target)
    (self.validationShare, self.epochs) = (validationShare, epochs)
    (self.batchSize, self.learningRate) = (batchSize, learningRate)
    self.varianceFloor = varianceFloor
  }

  /// The most epochs for a set: where they are not given, as many as make about 7000 steps, at least 10.
  public func epochCount(for set: RepresentativeSet) -> Int {
    let rows = (0..<set.manifolds).reduce(0) { sum, manifold in
      let count = set.representatives(of: manifold).count
      return sum + count * repetitions(of: count)
    }
    let steps = max(1, (rows + batchSize - 1) / batchSize)
    return epochs ?? max(10, (Self.usualSteps + steps / 2) / steps)
  }

  private static let usualSteps = 7000

  /// How often an epoch sees each of so many representatives of a manifold.
  private func repetitions(of count: Int) -> Int { max(1, (leastRows + count / 2) / count) }

  /// Trains on representatives of manifolds with the given Hodge numbers.
  ///
  /// The network learns from whitened features. What is returned is one on the features themselves, as the whitening
  /// becomes part of its first layer.
  ///
  /// - Parameters:
  ///   - set: The representatives.
  ///   - hodge: Of each manifold.
  ///   - checkpoint: Where the state is kept; a training that finds its own goes on from there.
  ///   - shouldStop: Asked in every step.
  ///   - report: Told about every step and epoch.
  /// - Throws: Errors of the checkpoint.
  public func callAsFunction(
    _ set: RepresentativeSet, hodge: [HodgePair], seed: UInt64, threads: Int = Parallel.processors,
    checkpoint: Checkpoint? = nil, shouldStop: () -> Bool = { false },
    report: (TrainingEvent) -> Void = { _ in }
  ) throws(NetworkError) -> TrainingResult {
    let settings = TrainingSettings(
      learningRate: learningRate, schedule: .oneCycle(), epochs: epochCount(for: set),
      batchSize: batchSize,
      monitor: Monitor("both", isMaximized: true, target: target), restoresBest: false, seed: seed)
    let whitening = FeatureWhitening(of: set, floor: varianceFloor)
    var result = try Trainer(network.objective(features: set.featureCount), settings).train(
      on: data(whitening(set), set, hodge: hodge, seed: seed), threads: threads,
      checkpoint: checkpoint, shouldStop: shouldStop, report: report)
    result.parameters = whitening.absorbed(into: result.parameters)
    return result
  }

  /// The columns of features, h²¹ and h¹¹, with rare manifolds repeated.
  ///
  /// - Parameter features: Of all representatives of the set, `[representatives, features]`.
  package func data(
    _ features: Tensor<Float>, _ set: RepresentativeSet, hodge: [HodgePair], seed: UInt64
  ) -> TrainingData {
    precondition(
      hodge.count == set.manifolds, "\(hodge.count) pairs for \(set.manifolds) manifolds")
    let manifold = set.manifoldOfEach
    var rng = Philox(seed: seed, stream: Self.splitStream)
    var (training, validation): ([Int], [Int]) = ([], [])
    for m in 0..<set.manifolds {
      let rows = set.representatives(of: m)
      // The listed matrix, which is the first, is always trained on.
      var mine = [rows.lowerBound]
      for row in rows.dropFirst() {
        if rng.uniform() < validationShare { validation.append(row) } else { mine.append(row) }
      }
      for _ in 0..<repetitions(of: mine.count) { training += mine }
    }
    return TrainingData(
      [
        features, Tensor(manifold.map { Float(hodge[$0].h21) }),
        Tensor(manifold.map { Float(hodge[$0].h11) }),
      ], trainingRows: training, validationRows: validation)
  }

  private static let splitStream: UInt64 = 1 << 33
}
