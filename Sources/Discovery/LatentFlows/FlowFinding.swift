internal import LieAlgebras
public import Tensors

/// Fields that were learned, how good they are, and what they form.
public struct FlowFinding: Sendable {
  /// The fields.
  public let flow: Flow
  /// Some of the points that judged it, `[M, n]`.
  public let points: Tensor<Double>
  /// The names of the coordinates.
  public let coordinates: [String]
  /// How far to trust it.
  public let outcome: Outcome
  /// Why: the number of fields, and what happens with one more.
  public let reason: String
  /// What was tried: one training for each number of fields.
  public let trials: [Trial]
  /// How many directions the oracle leaves.
  public let localRank: LocalRank
  /// How good the fields are.
  public let measures: FlowMeasures
  /// The brackets.
  public let structure: FlowStructure
  /// The mean losses of every epoch of the training, by name.
  public let history: [[String: Double]]
  /// With restarts, what the fields of all of them span.
  public let family: RestartFamily?
  /// Sentences for a person.
  public let remarks: [String]

  /// The training of some number of fields.
  public struct Trial: Sendable, Codable {
    /// The number of fields.
    public let count: Int
    /// How good they are; of hard flows, once they are orthonormal.
    public let measures: FlowMeasures
    /// The losses of normalization and orthogonality together, over the least that this many fields in one
    /// direction fewer can have: about 1 for one field too many.
    public let conflict: Double
    /// The same of the fields as they were trained: of hard flows, before they are made orthonormal.
    ///
    /// The larger it is, the more the orthonormal fields turn from point to point.
    public let trainedConflict: Double
    /// Whether all conditions hold.
    public let isAccepted: Bool
  }

  /// The fields of several trainings taken together.
  public struct RestartFamily: Sendable, Codable {
    /// The number of trainings.
    public let restarts: Int
    /// The mean eigenvalues of the Gram matrix of all fields at a point, over their sum, decreasing.
    public let shares: [Double]
    /// The number of directions that all fields span at a point: those with at least a tenth of the largest
    /// share.
    public let directions: Int
    /// The relative invariance of each training.
    public let relativeInvariances: [Double]
  }

  /// The answer in one line.
  public var summary: String {
    let fields = measures.relativeInvariances.count == 1 ? "1 flow" : "\(flow.count) flows"
    let change = RoughNumber.text(measures.relativeInvariance)
    switch outcome {
    case .noneFound: return "no such flows: \(reason)"
    case .undecided: return "no answer: \(reason)"
    default:
      let start = outcome == .ambiguous ? "perhaps \(fields)" : fields
      let form = structure.name.map { "\($0.name), " } ?? ""
      return "\(form)\(start) (relative invariance \(change)): \(reason)"
    }
  }
}
