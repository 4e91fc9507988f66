package import Oracles
internal import Tensors

/// What of an oracle's outputs a flow must leave unchanged.
public enum Preserved: String, Sendable, CaseIterable, Codable {
  /// All of them: the logits of the paper.
  ///
  /// Source: *Oracle-Preserving Latent Flows* (2023), eq. 21.
  case logits
  /// The probabilities, of which the logits' common shift is no part.
  case probabilities
  /// The decision: the margin of the likeliest class over the next.
  ///
  /// Source: *Oracle-Preserving Latent Flows* (2023), eq. 17, which asks for the likeliest class alone; what keeps
  /// it along a flow is that its margin does not reach zero.
  case prediction
}

extension Preserved {
  /// What is preserved of the outputs of an oracle, and its derivatives.
  ///
  /// With a single output there is nothing to choose.
  package func part(of all: OracleValues) -> OracleValues {
    let (count, k, n) = (all.jacobians.shape[0], all.jacobians.shape[1], all.jacobians.shape[2])
    guard k > 1, self != .logits else { return all }
    var (values, jacobians) = (all.values, all.jacobians)
    switch self {
    case .logits: break
    case .probabilities:
      for i in 0..<count {
        let mean = values.row(i).sum / Double(k)
        for a in 0..<k { values[i, a] -= mean }
        for j in 0..<n {
          let slope = (0..<k).reduce(0) { $0 + jacobians[i, $1, j] } / Double(k)
          for a in 0..<k { jacobians[i, a, j] -= slope }
        }
      }
    case .prediction:
      (values, jacobians) = (.zeros([count, 1]), .zeros([count, 1, n]))
      for i in 0..<count {
        let order = (0..<k).sorted { (all.values[i, $1], $0) < (all.values[i, $0], $1) }
        values[i, 0] = all.values[i, order[0]] - all.values[i, order[1]]
        for j in 0..<n {
          jacobians[i, 0, j] = all.jacobians[i, order[0], j] - all.jacobians[i, order[1], j]
        }
      }
    }
    return OracleValues(values: values, jacobians: jacobians)
  }
}
