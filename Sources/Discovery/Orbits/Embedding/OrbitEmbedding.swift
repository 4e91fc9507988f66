internal import Autodiff
public import Networks
public import Tensors

/// A classifier whose last hidden layer sorts points by the orbits on which they lie.
///
/// The network is told the classes alone, one head for each label. Points on one orbit come to lie together in
/// the last hidden layer, and points of one class on different orbits apart.
///
/// Source: Krippendorf, Syvaeri, *Detecting symmetries with neural networks* (2021), section 2.1. The learning
/// rate and its schedule are ours.
/// Checked by: `OrbitDiscoveryTests`.
public struct OrbitEmbedding: Sendable {
  /// What is embedded, and how: the paper's method, and its two controls.
  public enum Control: String, Sendable, CaseIterable, Codable {
    /// The last hidden layer of the classifier.
    case classifier
    /// That of the same trunk trained to predict the numbers of the classes.
    case regression
    /// The inputs themselves; nothing is trained.
    case raw
  }

  /// What is embedded.
  public var control = Control.classifier
  /// The number of hidden layers; the last one is the embedding.
  public var layers = 7
  /// Their width: 80 in the paper for the Mexican hat, 60 for the superpotential.
  ///
  /// Too large takes time; too small cannot tell the classes apart.
  public var width = 80
  /// Training stops at this share of points whose every class is right.
  ///
  /// Too small and orbits are not told apart yet; 1 wastes time on a few points.
  public var accuracy = 0.99
  /// The most epochs; the rate falls over them.
  public var epochs = 60
  /// The largest learning rate of Adam.
  public var learningRate = 2e-3
  /// The rows of a step.
  public var batchSize = 64
  /// The seed of initial values and of the order of rows.
  public var seed: UInt64 = 0
  /// Threads to use; the result does not depend on it.
  public var threads = Parallel.processors

  /// The embedding of the paper for functions of few variables.
  public init() {}

  /// Points in an embedding.
  public struct Result: Sendable {
    /// The embedding of every point, `[N, width]`.
    public let points: Tensor<Float>
    /// Whether all classes of a point are predicted rightly; of the raw inputs, always.
    public let isRight: [Bool]
    /// The share of right classes for each label; empty for the raw inputs.
    public let accuracies: [Double]
    /// The numbers of every epoch.
    public let history: [EpochRecord]
    /// How the training ended; nil for the raw inputs.
    public let outcome: TrainingOutcome?
    /// The network; nil for the raw inputs.
    public let model: MultiHeadModel?
  }

  /// Trains a network on points, `[N, n]`, with numbers of classes for each label, `[labels][N]`.
  ///
  /// - Parameters:
  ///   - checkpoint: Where the training is kept, so that it can go on.
  ///   - report: Told about every step and epoch.
  /// - Throws: `.nonFiniteData`; errors of the checkpoint.
  /// - Precondition: There is a class for each point and label.
  public func embed(
    _ features: Tensor<Double>, labels: [[Int]], checkpoint: Checkpoint? = nil,
    report: (TrainingEvent) -> Void = { _ in }
  ) throws(NetworkError) -> Result {
    let inputs = Self.standardised(features)
    let count = inputs.shape[0]
    precondition(
      !labels.isEmpty && labels.allSatisfy { $0.count == count },
      "\(count) points need as many classes for each label")
    guard control != .raw else {
      return Result(
        points: inputs, isRight: [Bool](repeating: true, count: count), accuracies: [], history: [],
        outcome: nil, model: nil)
    }
    let classes = labels.map { ($0.max() ?? 0) + 1 }
    let sizes = [inputs.shape[1]] + [Int](repeating: width, count: layers)
    let network = MultiHead(
      trunk: Sequential(mlp: sizes, hidden: .relu, output: .relu),
      heads: classes.map { Sequential(mlp: [width, control == .regression ? 1 : $0]) })
    let settings = TrainingSettings(
      learningRate: learningRate, schedule: .oneCycle(), epochs: epochs, batchSize: batchSize,
      monitor: Monitor("accuracy", isMaximized: true, target: accuracy), restoresBest: true,
      seed: seed)
    let targets = zip(labels, classes).map { label, classes in
      Tensor(label.map { target(Float($0), classes) })
    }
    let result = try Trainer(objective(network, classes), settings).train(
      on: TrainingData([inputs] + targets), threads: threads, checkpoint: checkpoint,
      report: report)
    let model = MultiHeadModel(network, result.parameters)
    let predicted = model.predict(inputs, threads: threads)
    var isRight = [Bool](repeating: true, count: count)
    var accuracies: [Double] = []
    for (label, (output, classes)) in zip(labels, zip(predicted.outputs, classes)) {
      var right = 0
      for i in 0..<count {
        let isSame = predictedClass(output.row(i).scalars, classes) == label[i]
        if isSame { right += 1 } else { isRight[i] = false }
      }
      accuracies.append(Double(right) / Double(max(1, count)))
    }
    return Result(
      points: predicted.embedding, isRight: isRight, accuracies: accuracies,
      history: result.history, outcome: result.outcome, model: model)
  }

  /// The number that a head is to give for a class: the class for classifiers, and for regressions its place
  /// between −1 and 1.
  private func target(_ label: Float, _ classes: Int) -> Float {
    control == .regression ? 2 * label / Float(max(1, classes - 1)) - 1 : label
  }

  private func predictedClass(_ output: [Float], _ classes: Int) -> Int {
    guard control == .regression else {
      return output.indices.max { output[$0] < output[$1] } ?? 0
    }
    return Int(((output[0] + 1) / 2 * Float(max(1, classes - 1))).rounded())
  }

  private func objective(_ network: MultiHead, _ classes: [Int]) -> Objective {
    let isRegression = control == .regression
    return Objective(network.slots, summary: "\(control), \(network.summary)") { columns, scope in
      let outputs = network(columns[0], in: &scope).outputs
      var loss: Variable<Float>?
      var right: Variable<Float>?
      for (label, output) in outputs.enumerated() {
        let target = columns[label + 1]
        let (term, isRight): (Variable<Float>, Variable<Float>)
        if isRegression {
          let difference = output.reshaped(target.shape) - target
          term = difference.squared().mean()
          // Within half the distance of neighbouring classes.
          isRight = (1 / Float(max(1, classes[label] - 1)) - difference.abs()).step()
        } else {
          term = output.crossEntropy(labels: target).mean()
          isRight = output.isLargest(at: target)
        }
        loss = loss.map { $0 + term } ?? term
        right = right.map { $0 * isRight } ?? isRight
      }
      guard let loss, let right else { preconditionFailure("a network without heads") }
      return .init(loss, metrics: [("accuracy", right.mean())])
    }
  }

  /// Columns with mean 0 and deviation 1; constant ones are 0.
  static func standardised(_ features: Tensor<Double>) -> Tensor<Float> {
    let (count, n) = (features.shape[0], features.shape[1])
    var (mean, square) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    for i in 0..<count {
      for a in 0..<n { mean[a] += features[i, a] / Double(count) }
    }
    for i in 0..<count {
      for a in 0..<n {
        square[a] += (features[i, a] - mean[a]) * (features[i, a] - mean[a]) / Double(count)
      }
    }
    let factors = square.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    var result = Tensor<Float>.zeros(features.shape)
    for i in 0..<count {
      for a in 0..<n { result[i, a] = Float((features[i, a] - mean[a]) * factors[a]) }
    }
    return result
  }
}
