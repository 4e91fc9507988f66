public import Oracles
public import Tensors

/// Standard normal samples at which an oracle is defined.
public struct GaussianSamples: Sendable {
  /// `[count, layout.count]`.
  public let samples: Tensor<Double>
  /// The oracle at the samples; all finite.
  public let values: OracleValues
  /// The share of draws at which the oracle was not finite and which were thrown away.
  public let undefinedShare: Double

  /// Draws `count` samples at which `oracle` is finite.
  ///
  /// - Throws: `.undefined` if fewer than one draw in twenty is.
  public init(
    _ count: Int, of oracle: some Oracle, using rng: inout some RandomNumberGenerator
  ) throws(DiscoveryError) {
    let width = oracle.layout.count
    let jacobianWidth = oracle.outputs * width
    var (points, outputs, jacobians): ([Double], [Double], [Double]) = ([], [], [])
    var (kept, refused) = (0, 0)
    var bad: [Double] = []
    while kept < count {
      guard refused <= 20 * count else {
        throw .undefined(share: Double(refused) / Double(refused + kept), sample: bad)
      }
      let draws = max(32, count - kept)
      let x: Tensor<Double> = rng.normals([draws, width])
      let y = oracle.evaluate(at: x)
      for i in 0..<draws where kept < count {
        let value = y.values.scalars[i * oracle.outputs..<(i + 1) * oracle.outputs]
        let jacobian = y.jacobians.scalars[i * jacobianWidth..<(i + 1) * jacobianWidth]
        let point = x.scalars[i * width..<(i + 1) * width]
        guard value.allSatisfy(\.isFinite), jacobian.allSatisfy(\.isFinite) else {
          bad = Array(point)
          refused += 1
          continue
        }
        points += point
        outputs += value
        jacobians += jacobian
        kept += 1
      }
    }
    samples = Tensor(points, shape: [count, width])
    values = OracleValues(
      values: Tensor(outputs, shape: [count, oracle.outputs]),
      jacobians: Tensor(jacobians, shape: [count, oracle.outputs, width]))
    undefinedShare = Double(refused) / Double(refused + kept)
  }
}
