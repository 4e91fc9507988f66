internal import Autodiff
public import Networks
public import Oracles
public import Tensors

/// How fields are kept from changing what the oracle gives.
public enum FlowConstraint: String, Sendable, CaseIterable, Codable {
  /// By a loss: approximately, as in *Oracle-Preserving Latent Flows* (2023).
  case soft
  /// By projection onto the null space of the oracle's Jacobian at every point: `(1 − J⁺J)·h` for networks h,
  /// exactly. Where length and orthogonality are asked for at every point, the nearest orthonormal fields are
  /// taken then, so that these conditions hold exactly, too.
  case hard
}

/// Learned vector fields that leave an oracle's outputs unchanged.
public struct Flow: Sendable {
  /// The networks or polynomials; of hard flows, what is projected.
  public let family: Model<FieldFamily>
  /// How the fields are kept from changing what is preserved.
  public let constraint: FlowConstraint
  /// What the fields preserve.
  public let oracle: any Oracle
  /// What of its outputs.
  public let preserved: Preserved
  /// Whether the projected fields are replaced by the nearest orthonormal ones.
  public let isOrthonormal: Bool

  /// A flow of fields, trained or not.
  package init(
    family: Model<FieldFamily>, constraint: FlowConstraint, oracle: any Oracle,
    preserved: Preserved, isOrthonormal: Bool
  ) {
    (self.family, self.constraint, self.oracle) = (family, constraint, oracle)
    (self.preserved, self.isOrthonormal) = (preserved, isOrthonormal)
  }

  /// The number of fields N.
  public var count: Int { family.layer.count }
  /// The dimension n.
  public var dimension: Int { family.layer.dimension }

  /// The fields at `points`, `[M, n]`: `[M, N, n]`.
  public func fields(
    at points: Tensor<Double>, threads: Int = Parallel.processors
  ) -> Tensor<Double> {
    let trained = trainedFields(at: points, threads: threads)
    return isOrthonormal ? OrthonormalFields.nearest(to: trained, threads: threads) : trained
  }

  /// The fields as they were trained, before they are made orthonormal.
  func trainedFields(at points: Tensor<Double>, threads: Int) -> Tensor<Double> {
    let all = family.predict(points, threads: threads)
      .reshaped([points.shape[0], count, dimension])
    guard constraint == .hard else { return all }
    let jacobians = preserved.part(of: oracle.evaluate(at: points)).jacobians
    return RowSpace(of: jacobians, threads: threads).removed(from: all)
  }
}

/// The fields of a flow made ready to be evaluated again and again at as many points.
final class FlowEvaluator {
  private let flow: Flow
  /// In the precision that it was trained in: what is projected need not be exact.
  private let family: RowFunction<Float>
  private let oracle: RowFunction<Double>?

  /// For batches of `rows` points.
  init(_ flow: Flow, rows: Int) {
    self.flow = flow
    family = RowFunction(
      rows: rows, of: [flow.dimension],
      common: flow.family.parameters.tensors
    ) { x, parameters in
      var scope = Scope(flow.family.layer.slots, parameters, isTraining: false)
      return [flow.family.layer(x, in: &scope)]
    }
    guard flow.constraint == .hard, let recordable = flow.oracle as? any RecordableOracle else {
      oracle = nil
      return
    }
    oracle = RowFunction(rows: rows, of: [flow.dimension]) { x, _ in
      let y = recordable.record(x)
      return [y, jacobian(of: y, by: x)]
    }
  }

  /// The fields at points, `[M, n]`: `[M, N, n]`.
  func fields(at points: Tensor<Double>) -> Tensor<Double> {
    let x = Tensor<Float>(points.scalars.map { Float($0) }, shape: points.shape)
    let all = Tensor<Double>(
      family(x)[0].scalars.map(Double.init), shape: [points.shape[0], flow.count, flow.dimension])
    guard flow.constraint == .hard else { return all }
    let values: OracleValues
    if let oracle {
      let results = oracle(points)
      values = OracleValues(values: results[0], jacobians: results[1])
    } else {
      values = flow.oracle.evaluate(at: points)
    }
    let projected = RowSpace(of: flow.preserved.part(of: values).jacobians, threads: 1)
      .removed(from: all)
    return flow.isOrthonormal ? OrthonormalFields.nearest(to: projected, threads: 1) : projected
  }
}
