public import Tensors

/// `y = f(x·W + b)`: a dense layer.
///
/// One operation, because then the product, the bias and the activation share one pass over memory, and
/// only the value is kept for the derivative.
struct DenseLayer<Scalar: KernelScalar>: Operation {
  let activation: FusedActivation
  let rows: Int
  let inputs: Int
  let outputs: Int

  func hasSameNumbers(as other: DenseLayer) -> Bool { activation == other.activation }

  func evaluate(_ x: Operands<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
    multiply(x[0], x[1], into: y, transposed: .none, m: rows, n: outputs, k: inputs)
    Scalar.biasActivation(activation, y, bias: x[2], y, rows: rows, columns: outputs)
  }

  func pullback(_ v: Variable<Scalar>, _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> [Variable<Scalar>?]
  {
    let δ = v.activationGradient(activation, value: y)
    return [
      δ.matmul(x[1], transposed: .right), x[0].matmul(δ, transposed: .left),
      δ.sum(along: 0),
    ]
  }

  func pushforward(_ ẋ: [Variable<Scalar>?], _ x: [Variable<Scalar>], _ y: Variable<Scalar>)
    -> Variable<Scalar>?
  {
    var ż = ẋ[0]?.matmul(x[1])
    for term in [ẋ[1].map { x[0].matmul($0) }, ẋ[2]?.broadcast(like: y)] {
      guard let term else { continue }
      ż = ż.map { $0 + term } ?? term
    }
    return ż?.activationGradient(activation, value: y)
  }
}

extension Variable {
  /// `f(x·W + b)`, a dense layer: for `x` `[…, inputs]`, `W` `[inputs, outputs]` and `b` `[outputs]`, it is
  /// `[…, outputs]`.
  ///
  /// - Precondition: The shapes agree.
  public func dense(weight: Variable, bias: Variable, activation: FusedActivation = .linear)
    -> Variable
  {
    guard rank == 2 else {
      let flat = reshaped([shape.dropLast().reduce(1, *), shape.last ?? 1])
      let result = flat.dense(weight: weight, bias: bias, activation: activation)
      return result.reshaped(shape.dropLast() + [result.shape[1]])
    }
    precondition(
      weight.rank == 2 && weight.shape[0] == shape[1] && bias.shape == [weight.shape[1]],
      "a layer of weight \(weight.shape) and bias \(bias.shape) cannot map \(shape)")
    precondition(!weight.hasRows && !bias.hasRows, "a layer is the same for all rows of a batch")
    let layer = DenseLayer<Scalar>(
      activation: activation, rows: shape[0], inputs: shape[1], outputs: weight.shape[1])
    return record(layer, with: weight, bias, shape: [shape[0], weight.shape[1]])
  }
}
