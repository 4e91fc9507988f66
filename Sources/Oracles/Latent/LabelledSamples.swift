public import Tensors

/// Samples with one label each: images with digits, rows of a table with a class or a number.
public struct LabelledSamples: Sendable {
  /// `[N, d]`.
  public let inputs: Tensor<Float>
  /// One label for every sample.
  public let labels: Labels
  /// The samples on which networks and flows are trained, and those that judge them.
  public let trainingRows, validationRows: [Int]

  /// What the labels are.
  public enum Labels: Sendable {
    /// The number of each sample's class in a list of names.
    case classes([Int], names: [String])
    /// A number for each sample.
    case numbers([Float])
  }

  /// Samples of which a random share judges.
  ///
  /// - Parameters:
  ///   - inputs: `[N, d]`.
  ///   - labels: N of them.
  ///   - validationShare: The share of samples that only judge.
  ///   - seed: The seed of the choice.
  /// - Precondition: There are as many labels as samples, and the share is in 0 ..< 1.
  public init(inputs: Tensor<Float>, labels: Labels, validationShare: Double, seed: UInt64) {
    precondition(
      inputs.rank == 2 && inputs.shape[0] == labels.count,
      "\(labels.count) labels do not belong to samples \(inputs.shape)")
    precondition(
      (0..<1).contains(validationShare), "a share of \(validationShare) of the samples cannot judge"
    )
    var rng = Philox(seed: seed, stream: 0x7361_6d70_6c65_7300)
    let order = Array(0..<inputs.shape[0]).shuffled(using: &rng)
    let held = Int((Double(order.count) * validationShare).rounded())
    (self.inputs, self.labels) = (inputs, labels)
    validationRows = order[..<held].sorted()
    trainingRows = order[held...].sorted()
  }

  private init(_ other: LabelledSamples, inputs: Tensor<Float>) {
    self.inputs = inputs
    labels = other.labels
    (trainingRows, validationRows) = (other.trainingRows, other.validationRows)
  }

  /// The same labels and rows for other inputs, such as latent coordinates.
  ///
  /// - Precondition: There are as many.
  public func replacingInputs(by inputs: Tensor<Float>) -> LabelledSamples {
    precondition(
      inputs.shape[0] == labels.count, "\(inputs.shape) are not \(labels.count) samples")
    return LabelledSamples(self, inputs: inputs)
  }
}

extension LabelledSamples.Labels {
  /// The number of samples.
  public var count: Int {
    switch self {
    case .classes(let classes, _): classes.count
    case .numbers(let numbers): numbers.count
    }
  }

  /// The labels as a column that a training takes: class numbers, `[N]`; for two classes 0 and 1, or numbers,
  /// `[N, 1]`.
  var column: Tensor<Float> {
    switch self {
    case .classes(let classes, let names) where names.count > 2:
      Tensor(classes.map(Float.init))
    case .classes(let classes, _): Tensor(classes.map(Float.init), shape: [classes.count, 1])
    case .numbers(let numbers): Tensor(numbers, shape: [numbers.count, 1])
    }
  }
}
