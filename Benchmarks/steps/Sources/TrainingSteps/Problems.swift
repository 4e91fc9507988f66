import Symmetron

/// The steps that `Benchmarks/peers/problems.py` describes.
enum Problem: String, CaseIterable {
  case a = "A"
  case b = "B"
  case c = "C"
  case d = "D"

  var batchSize: Int { self == .a || self == .b ? 256 : 1024 }

  private static let autoencoder = Sequential(
    Sequential(mlp: [784, 512, 128, 64, 16]).layers
      + Sequential(mlp: [16, 64, 128, 512, 784], output: .sigmoid).layers)
  private static let classifier = Sequential(mlp: [16, 128, 128, 32, 10])
  private static let field = Sequential(mlp: [16, 128, 128, 16], hidden: .tanh)
  private static let ε: Float = 1e-3

  var objective: Objective {
    switch self {
    case .a: return .regression(Self.autoencoder)
    case .b:
      return Objective(Self.classifier.slots) { columns, scope in
        .init(Self.classifier(columns[0], in: &scope).crossEntropy(labels: columns[1]).mean())
      }
    case .c:
      let frozen = Model(Self.classifier, seed: 1)
      return Self.flows { z, g, _ in
        // All moved points as one batch, [N, 3, 16].
        let moved = Variable.concatenating(
          g.map { (z + Self.ε * $0).reshaped([z.shape[0], 1, 16]) }, along: 1)
        let still = frozen(z).reshaped([z.shape[0], 1, 10])
        let changes = (frozen(moved) - still).squared().sum(along: 2)
        return [3 / (Self.ε * Self.ε) * changes.mean()]
      }
    case .d:
      return Self.flows { z, g, jacobian in
        g.map { field in
          let vectors = field.reshaped([field.shape[0], 16, 1])
          return jacobian.batchedMatmul(vectors).squared().sum(along: 1).mean()
        }
      }
    }
  }

  /// Three fields with the losses of the first paper, given that of invariance.
  private static func flows(
    _ invariance:
      @escaping @Sendable (
        _ z: Variable<Float>, _ fields: [Variable<Float>], _ jacobian: Variable<Float>
      ) -> [Variable<Float>]
  ) -> Objective {
    let slots = (0..<3).flatMap { k in field.slots.map { $0.prefixed(by: "fields.\(k)") } }
    return Objective(slots) { columns, scope in
      let z = columns[0]
      let g = (0..<3).map { _ in field(z, in: &scope) }
      var terms = invariance(z, g, columns[columns.count - 1])
      terms += g.map { ($0.norm(along: 1) - 1).squared().mean() }
      for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        terms.append((g[a] * g[b]).sum(along: 1).squared().mean())
      }
      return .init(terms.dropFirst().reduce(terms[0]) { $0 + $1 })
    }
  }

  /// Eight batches of data.
  var data: TrainingData {
    let count = 8 * batchSize
    var rng = Philox(seed: 2023)
    func normals(_ shape: [Int]) -> Tensor<Float> { rng.normals(shape) }
    switch self {
    case .a:
      let mixing = normals([16, 784])
      let latent = normals([count, 16]).matmul(mixing)
      return TrainingData([evaluate({ (0.5 * $0).sigmoid() }, at: latent)])
    case .b:
      let x = normals([count, 16])
      let scores = x.matmul(normals([16, 10]))
      let labels = (0..<count).map { row in
        Float((0..<10).max { scores[row, $0] < scores[row, $1] } ?? 0)
      }
      return TrainingData([x, Tensor(labels)])
    case .c: return TrainingData([normals([count, 16])])
    case .d:
      let x = normals([count, 16])
      return TrainingData([x, Model(Self.classifier, seed: 1).valuesAndJacobians(at: x).jacobian])
    }
  }
}
