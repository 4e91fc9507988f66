internal import Autodiff
public import Tensors

/// A network of several heads with its parameters.
public struct MultiHeadModel: Sendable {
  /// The network.
  public let network: MultiHead
  /// Its parameters.
  public var parameters: Parameters

  /// A network with the parameters that a training began or ended with.
  ///
  /// - Precondition: The parameters are the network's.
  public init(_ network: MultiHead, _ parameters: Parameters) {
    precondition(
      parameters.layout == ParameterLayout(network.slots), "the parameters are another network's")
    (self.network, self.parameters) = (network, parameters)
  }

  /// The frozen network at the rows of `x`, `[N, …]`: their embedding, `[N, …]`, and the output of each
  /// head.
  public func predict(
    _ x: Tensor<Float>, threads: Int = Parallel.processors
  ) -> (embedding: Tensor<Float>, outputs: [Tensor<Float>]) {
    let results = mapRows(
      { x, parameters in
        var scope = Scope(network.slots, parameters, isTraining: false)
        let (embedding, outputs) = network(x, in: &scope)
        return [embedding] + outputs
      }, over: x, common: parameters.tensors, threads: threads)
    return (results[0], Array(results.dropFirst()))
  }
}
