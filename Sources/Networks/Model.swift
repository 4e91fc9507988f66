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
  public func callAsFunction<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
    apply(x, parameters.tensors(of: Scalar.self).map { x.constant($0) })
  }

  /// The values at the rows of `x`, `[N, …]`, computed in the precision of `x`.
  public func predict<Scalar: KernelScalar>(
    _ x: Tensor<Scalar>, threads: Int = Parallel.processors
  ) -> Tensor<Scalar> {
    mapRows(
      { [apply($0, $1)] }, over: x, common: parameters.tensors(of: Scalar.self), threads: threads)[
        0]
  }

  /// The values at the rows of `x`, `[N, n]`, which are `[N, k]`, and their Jacobians, `[N, k, n]`, computed
  /// in the precision of `x`.
  public func valuesAndJacobians<Scalar: KernelScalar>(
    at x: Tensor<Scalar>, threads: Int = Parallel.processors
  ) -> (values: Tensor<Scalar>, jacobian: Tensor<Scalar>) {
    jacobian(
      of: apply, at: x, common: parameters.tensors(of: Scalar.self), threads: threads)
  }

  private func apply<Scalar>(_ x: Variable<Scalar>, _ parameters: [Variable<Scalar>])
    -> Variable<Scalar>
  {
    var scope = Scope(layer.slots, parameters, isTraining: false)
    return layer(x, in: &scope)
  }
}
