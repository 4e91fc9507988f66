internal import Autodiff
internal import Networks
public import Tensors

/// Jacobians of learned functions at some points, with what is known of their errors.
public struct LearnedJacobians: Sendable {
  /// The means over the halves, `[N, outputs, n]`.
  public let mean: Tensor<Double>
  /// Deviations whose outer products add up to the covariance of these means, `[N, outputs, n]`.
  public let deviations: [Tensor<Double>]
  /// How much the labels say of each gradient, `[N, outputs]`: 1 for numbers; for classes p·q of
  /// the two likeliest, because where a class is certain the labels say nothing of how certain.
  public let weights: Tensor<Double>

  /// Jacobians of several targets as those of one function.
  package init(joining parts: [LearnedJacobians]) {
    mean = Self.joined(parts.map(\.mean))
    weights = Self.joined(parts.map(\.weights))
    deviations = parts[0].deviations.indices.map { k in
      Self.joined(parts.map { $0.deviations[k] })
    }
  }

  /// The gradients of what the networks of a number or of classes learned.
  ///
  /// For classes they are those of ln p − ln q for the two classes that all networks together find
  /// likeliest: a level set of the labels is a level set of it, and adding the same to all logits
  /// changes nothing.
  package init(of output: NetworkFit.Output, at x: Tensor<Float>, threads: Int) {
    let all = output.halves.map { models in
      models.map { model in
        let (values, jacobian) = model.valuesAndJacobians(at: x, threads: threads)
        return (
          logits: Tensor<Double>(values.scalars.map(Double.init), shape: values.shape),
          gradients: Tensor<Double>(jacobian.scalars.map(Double.init), shape: jacobian.shape)
        )
      }
    }
    let rows = x.shape[0]
    var gradients = all.map { Self.mean($0.map(\.gradients)) }
    var weights = Tensor<Double>(repeating: 1, shape: [rows, 1])
    if output.isCategorical {
      let mean = Self.mean(all.joined().map { evaluate({ $0.softmax() }, at: $0.logits) })
      let pairs = (0..<rows).map { Self.likeliest(mean.row($0).scalars) }
      gradients = gradients.map { Self.margins($0, pairs) }
      for (i, (a, b)) in pairs.enumerated() { weights[i, 0] = mean[i, a] * mean[i, b] }
    }
    self.weights = weights
    mean = Self.mean(gradients)
    deviations = (0..<gradients.count - 1).map { Self.deviation($0, of: gradients) }
  }

  private static func mean(_ all: [Tensor<Double>]) -> Tensor<Double> {
    all.dropFirst().reduce(all[0]) { $0 + $1 } / Double(all.count)
  }

  /// Deviation `k` of the mean of some tensors, by Helmert's contrasts: of two, half their
  /// difference.
  private static func deviation(_ k: Int, of all: [Tensor<Double>]) -> Tensor<Double> {
    let first = all[...k].dropFirst().reduce(all[0]) { $0 + $1 }
    let m = Double(k + 1)
    let contrast = (first - m * all[k + 1]) / (m * (m + 1)).squareRoot()
    let count = Double(all.count)
    return contrast / (count * (count - 1)).squareRoot()
  }

  /// The two largest of at least two numbers.
  private static func likeliest(_ p: [Double]) -> (Int, Int) {
    let order = p.indices.sorted { (p[$1], $0) < (p[$0], $1) }
    return (order[0], order[1])
  }

  /// The differences of the gradients of two logits at every row, `[N, 1, n]`.
  private static func margins(_ jacobian: Tensor<Double>, _ pairs: [(Int, Int)]) -> Tensor<Double> {
    let n = jacobian.shape[2]
    var result = Tensor<Double>.zeros([pairs.count, 1, n])
    for (i, (a, b)) in pairs.enumerated() {
      for j in 0..<n { result[i, 0, j] = jacobian[i, a, j] - jacobian[i, b, j] }
    }
    return result
  }

  /// Tensors `[N, k, …]` one after another along the second axis.
  private static func joined(_ parts: [Tensor<Double>]) -> Tensor<Double> {
    guard parts.count > 1 else { return parts[0] }
    let rows = parts[0].shape[0]
    var scalars: [Double] = []
    for i in 0..<rows {
      for part in parts {
        let block = part.count / max(rows, 1)
        scalars += part.scalars[i * block..<(i + 1) * block]
      }
    }
    return Tensor(
      scalars,
      shape: [rows, parts.reduce(0) { $0 + $1.shape[1] }] + parts[0].shape.dropFirst(2))
  }
}
