import Discovery
import Networks
import Oracles
import Tensors

/// Flows that need no training.
enum KnownFlows {
  /// Linear fields with these matrices, exact in single precision, of a formula's oracle.
  static func linear(_ matrices: [Tensor<Double>], _ oracle: any Oracle) -> Flow {
    let n = matrices[0].shape[0]
    let family = FieldFamily(
      .polynomial(.linear), count: matrices.count, shift: .init(repeating: 0, count: n),
      scale: .init(repeating: 1, count: n))
    var parameters = Parameters(family.slots, seed: 0)
    var coefficients = Tensor<Float>.zeros([n, matrices.count * n])
    for (a, matrix) in matrices.enumerated() {
      for i in 0..<n { for j in 0..<n { coefficients[j, a * n + i] = Float(matrix[i, j]) } }
    }
    parameters[0] = coefficients
    return Flow(
      family: Model(family, parameters), constraint: .soft, oracle: oracle, preserved: .logits,
      isOrthonormal: false)
  }

  /// Untrained networks, projected onto what an oracle does not see.
  static func projected(_ count: Int, _ oracle: any Oracle, seed: UInt64) -> Flow {
    let n = oracle.layout.dimension
    let family = FieldFamily(
      .network(hidden: [16]), count: count, shift: .init(repeating: 0.3, count: n),
      scale: .init(repeating: 1.5, count: n))
    return Flow(
      family: Model(family, seed: seed), constraint: .hard, oracle: oracle, preserved: .logits,
      isOrthonormal: true)
  }

  /// The generator of the rotation of the plane, counterclockwise.
  static let turn = Tensor<Double>(rows: [[0, -1], [1, 0]])
}
