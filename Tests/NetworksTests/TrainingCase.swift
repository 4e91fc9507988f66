import Autodiff
import Networks
import Tensors
import Testing

/// A small training of each kind that the project has.
enum TrainingCase: String, Sendable, CaseIterable, CustomTestStringConvertible {
  case autoencoder
  case classifier
  case flows

  var testDescription: String { rawValue }

  /// 301 rows in batches of 101, 100 and 100, in shards of 34 and 33, or 34, 33 and 33.
  var settings: TrainingSettings {
    TrainingSettings(
      optimizer: self == .flows ? Adam(weightDecay: 1e-3) : Adam(), learningRate: 2e-3,
      schedule: .warmUp(steps: 2, then: .cosine(end: 0.1)), epochs: 2, batchSize: 128,
      shardRows: 40, clipNorm: self == .classifier ? 1 : nil, seed: 9)
  }

  var trainer: Trainer { Trainer(objective, settings) }

  var objective: Objective {
    switch self {
    case .autoencoder:
      return .regression(
        Sequential(
          Sequential(mlp: [784, 96, 8]).layers
            + Sequential(mlp: [8, 96, 784], output: .sigmoid).layers))
    case .classifier: return .classification(Self.normalizedClassifier)
    case .flows: return Self.flowLosses
    }
  }

  var data: TrainingData {
    var rng = Philox(seed: 40)
    func normals(_ shape: [Int]) -> Tensor<Float> { rng.normals(shape) }
    switch self {
    case .autoencoder:
      let latent = normals([301, 8]).matmul(normals([8, 784]))
      return TrainingData([evaluate({ (0.5 * $0).sigmoid() }, at: latent)])
    case .classifier:
      let x = normals([350, 6])
      let labels = x.unstacked.map { row in Float(row[0] > 0.3 ? 2 : row[1] * row[2] > 0 ? 1 : 0) }
      return TrainingData(
        [x, Tensor(labels)], trainingRows: Array(0..<301), validationRows: Array(301..<350))
    case .flows: return TrainingData([normals([301, 4])])
    }
  }

  private static let normalizedClassifier = Sequential([
    Dense(6, 24, activation: .relu), BatchNorm(24), Dropout(rate: 0.2),
    Dense(24, 16, activation: .tanh, penalty: 1e-3), BatchNorm(16), Dropout(rate: 0.1),
    Dense(16, 3),
  ])

  /// Three fields that leave a frozen classifier's logits alone, are of length 1, orthogonal, and whose
  /// brackets are combinations of them with learned coefficients.
  private static let flowLosses: Objective = {
    let field = Sequential(mlp: [4, 16, 4], hidden: .tanh)
    let frozen = Model(Sequential(mlp: [4, 12, 3]), seed: 77)
    let pairs = [(0, 1), (0, 2), (1, 2)]
    let ε: Float = 1e-2
    let slots =
      (0..<3).flatMap { k in field.slots.map { $0.prefixed(by: "fields.\(k)") } }
      + [
        ParameterSlot(
          name: "structure", shape: [3, 3], initialization: .glorot(inputs: 3, outputs: 3))
      ]
    return Objective(slots) { columns, scope in
      let z = columns[0]
      let fields = (0..<3).map { _ -> VectorField<Float> in
        let parameters = field.slots.map { _ in scope.next() }
        let isTraining = scope.isTraining
        return { x in
          var inner = Scope(field.slots, parameters, isTraining: isTraining)
          return field(x, in: &inner)
        }
      }
      let structure = scope.next()
      let g = fields.map { $0(z) }
      let logits = frozen(z)
      let invariance = g.map { field in
        ((frozen(z + ε * field) - logits) / ε).squared().sum(along: 1).mean()
      }
      let normalization = g.map { ($0.norm(along: 1) - 1).squared().mean() }
      let orthogonality = pairs.map { a, b in (g[a] * g[b]).sum(along: 1).squared().mean() }
      let closure = pairs.enumerated().map { k, pair in
        let bracket = lieBracket(fields[pair.0], fields[pair.1], at: z)
        let combination = (0..<3).map { j in
          structure.sliced(k..<k + 1, along: 0).sliced(j..<j + 1, along: 1) * g[j]
        }
        let rest = combination.reduce(bracket) { $0 - $1 }
        return rest.squared().sum(along: 1).mean()
      }
      let terms = invariance + normalization + orthogonality + closure
      let total = terms.dropFirst().reduce(terms[0]) { $0 + $1 }
      return .init(total, metrics: [("closure", closure[0]), ("invariance", invariance[0])])
    }
  }()
}
