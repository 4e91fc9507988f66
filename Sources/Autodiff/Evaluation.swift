public import Tensors

/// Runs a recorded computation once.
///
/// - Parameters:
///   - f: The computation: from variables to variables.
///   - inputs: The values of its variables.
/// - Returns: The values of its results.
public func evaluate<Scalar>(
  _ f: ([Variable<Scalar>]) -> [Variable<Scalar>], at inputs: [Tensor<Scalar>]
) -> [Tensor<Scalar>] {
  let program = Program(common: inputs.map(\.shape)) { common, _ in f(common) }
  withPointers(to: inputs) { program.run(on: ThreadPool(threads: 1), common: $0) }
  return program.outputShapes.indices.map(program.tensor)
}

/// The value of a function of one tensor.
public func evaluate<Scalar>(
  _ f: (Variable<Scalar>) -> Variable<Scalar>, at x: Tensor<Scalar>
) -> Tensor<Scalar> {
  evaluate({ [f($0[0])] }, at: [x])[0]
}

/// A number and its gradients by all that it depends on.
///
/// - Precondition: `f` gives a single number.
public func valueAndGradient<Scalar>(
  of f: ([Variable<Scalar>]) -> Variable<Scalar>, at inputs: [Tensor<Scalar>]
) -> (value: Scalar, gradients: [Tensor<Scalar>]) {
  let results = evaluate(
    { variables in
      let value = f(variables)
      return [value] + value.gradients(variables)
    }, at: inputs)
  return (results[0].scalars[0], Array(results.dropFirst()))
}

/// The gradient of a number by the tensor that it is a function of, in its shape.
///
/// - Precondition: `f` gives a single number.
public func gradient<Scalar>(
  of f: (Variable<Scalar>) -> Variable<Scalar>, at x: Tensor<Scalar>
) -> Tensor<Scalar> {
  valueAndGradient(of: { f($0[0]) }, at: [x]).gradients[0]
}

/// The value of a function and its derivative at `x` along `ẋ`, `Df(x)·ẋ`.
public func pushforward<Scalar>(
  of f: (Variable<Scalar>) -> Variable<Scalar>, at x: Tensor<Scalar>, along ẋ: Tensor<Scalar>
) -> (value: Tensor<Scalar>, derivative: Tensor<Scalar>) {
  let results = evaluate(
    { inputs in
      let (value, derivative) = pushforward(of: f, at: inputs[0], along: inputs[1])
      return [value, derivative]
    }, at: [x, ẋ])
  return (results[0], results[1])
}

/// Calls `body` with where each tensor's elements are.
package func withPointers<Scalar, Result>(
  to tensors: [Tensor<Scalar>], _ body: ([UnsafePointer<Scalar>]) -> Result
) -> Result {
  func visit(_ index: Int, _ pointers: [UnsafePointer<Scalar>]) -> Result {
    guard index < tensors.count else { return body(pointers) }
    return tensors[index].scalars.withUnsafeBufferPointer { buffer in
      // An empty array may have no address, but nothing is read from it either.
      visit(index + 1, pointers + [buffer.baseAddress ?? emptyAddress()])
    }
  }
  return visit(0, [])
}

/// An address for tensors without elements.
private func emptyAddress<Scalar>() -> UnsafePointer<Scalar> {
  UnsafePointer(bitPattern: MemoryLayout<Scalar>.alignment).unsafelyUnwrapped
}
