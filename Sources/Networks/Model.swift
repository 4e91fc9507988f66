public import Autodiff
public import Tensors

/// A layer with its parameters: a function that can be applied and differentiated.
public struct Model<Architecture: Layer>: Sendable {
  /// The layer.
  public let layer: Architecture
  /// Its parameters.
  public var parameters: Parameters

  /// A layer with the parameters that a training began or ended with.
  ///
  /// - Precondition: The parameters are the layer's.
  public init(_ layer: Architecture, _ parameters: Parameters) {
    precondition(
      parameters.layout == ParameterLayout(layer.slots), "the parameters are another layer's")
    (self.layer, self.parameters) = (layer, parameters)
  }

  /// A layer before training.
  public init(_ layer: Architecture, seed: UInt64) {
    self.init(layer, Parameters(layer.slots, seed: seed))
  }

  /// The value of the frozen model as a part of another computation.
  public func callAsFunction(_ x: Variable<Float>) -> Variable<Float> {
    apply(x, parameters.tensors.map { x.constant($0) })
  }

  /// The values at the rows of `x`, `[N, …]`.
  public func predict(_ x: Tensor<Float>, threads: Int = Parallel.processors) -> Tensor<Float> {
    mapRows({ [apply($0, $1)] }, over: x, common: parameters.tensors, threads: threads)[0]
  }

  /// The values at the rows of `x`, `[N, n]`, which are `[N, k]`, and their Jacobians, `[N, k, n]`.
  public func valuesAndJacobians(
    at x: Tensor<Float>, threads: Int = Parallel.processors
  ) -> (values: Tensor<Float>, jacobian: Tensor<Float>) {
    jacobian(of: apply, at: x, common: parameters.tensors, threads: threads)
  }

  private func apply(_ x: Variable<Float>, _ parameters: [Variable<Float>]) -> Variable<Float> {
    var scope = Scope(layer.slots, parameters, isTraining: false)
    return layer(x, in: &scope)
  }
}
