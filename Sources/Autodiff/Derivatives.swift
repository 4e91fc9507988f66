public import Tensors

extension Variable {
  /// The gradients of this number by each of `variables`, in their shapes.
  ///
  /// They are variables of the same computation and can be differentiated again. The gradient of a
  /// number that is a mean over a batch is that of the whole batch.
  ///
  /// - Precondition: This is a single number, the same for all rows of a batch.
  /// - Complexity: a small multiple of the operations between `variables` and this.
  ///
  /// Source: Griewank, Walther, *Evaluating Derivatives*, 2nd ed. (2008), §3.2.
  /// Checked by: `OperationGradientTests`.
  public func gradients(_ variables: [Variable]) -> [Variable] {
    precondition(
      count == 1 && !hasRows, "only a single number has a gradient; \(shape) has a Jacobian")
    return Self.pullback([self], [constant(Tensor(repeating: 1, shape: shape))], to: variables)
  }

  /// `Σ vᵢ·∂yᵢ/∂x` for each `x` of `variables`: a vector times the Jacobian (reverse mode).
  ///
  /// - Precondition: Each cotangent has the shape of its value, and the rows of a batch if it has.
  public static func pullback(
    _ values: [Variable], _ cotangents: [Variable], to variables: [Variable]
  ) -> [Variable] {
    precondition(values.count == cotangents.count, "every value needs one cotangent")
    guard let graph = variables.first?.graph, let last = values.map(\.id).max() else {
      return variables.map(\.zeros)
    }
    let depends = graph.dependents(of: variables)
    var total: [Int: Variable] = [:]
    func add(_ v: Variable, to id: Int) {
      total[id] = total[id].map { $0 + v } ?? v
    }
    for (value, v) in zip(values, cotangents) {
      precondition(
        value.shape == v.shape && value.hasRows == v.hasRows,
        "\(v.described) cannot be the cotangent of \(value.described)")
      add(v, to: value.id)
    }
    let roots = Set(variables.map(\.id))
    for id in stride(from: last, through: 0, by: -1) where depends[id] {
      guard let v = total[id] else { continue }
      let node = graph.nodes[id]
      let operands = node.inputs.map { Variable(graph: graph, id: $0) }
      guard !roots.contains(id) || operands.contains(where: { depends[$0.id] }) else { continue }
      let parts = node.operation.pullback(v, operands, Variable(graph: graph, id: id))
      for (operand, part) in zip(operands, parts) where depends[operand.id] {
        guard let part else { continue }
        add(part, to: operand.id)
      }
    }
    return variables.map { total[$0.id] ?? $0.zeros }
  }

  /// `Σ ∂y/∂xᵢ·ẋᵢ` for each `y` of `values`: the Jacobian times a vector (forward mode).
  ///
  /// The tangents are variables of the same computation and can be differentiated again.
  ///
  /// - Precondition: Each tangent has the shape of its variable, and the rows of a batch if it has.
  public static func pushforward(
    _ values: [Variable], from variables: [Variable], along tangents: [Variable]
  ) -> [Variable] {
    precondition(variables.count == tangents.count, "every variable needs one tangent")
    guard let graph = variables.first?.graph, let last = values.map(\.id).max() else {
      return values.map(\.zeros)
    }
    let depends = graph.dependents(of: variables)
    var tangent: [Int: Variable] = [:]
    for (x, ẋ) in zip(variables, tangents) {
      precondition(
        x.shape == ẋ.shape && x.hasRows == ẋ.hasRows,
        "\(ẋ.described) cannot be a tangent at \(x.described)")
      tangent[x.id] = ẋ
    }
    for id in 0...last where depends[id] && tangent[id] == nil {
      let node = graph.nodes[id]
      let operands = node.inputs.map { Variable(graph: graph, id: $0) }
      let ẋ = operands.map { tangent[$0.id] }
      guard ẋ.contains(where: { $0 != nil }) else { continue }
      tangent[id] = node.operation.pushforward(ẋ, operands, Variable(graph: graph, id: id))
    }
    return values.map { tangent[$0.id] ?? $0.zeros }
  }
}

/// A vector field: a function from points, `[N, n]`, to vectors at them, `[N, n]`.
public typealias VectorField<Scalar: KernelScalar> = (Variable<Scalar>) -> Variable<Scalar>

/// The value of a function and its derivative at `x` along `ẋ`, `Df(x)·ẋ`.
///
/// Recorded, so that it can be differentiated again: by what `f` captures, too.
public func pushforward<Scalar>(
  of f: (Variable<Scalar>) -> Variable<Scalar>, at x: Variable<Scalar>, along ẋ: Variable<Scalar>
) -> (value: Variable<Scalar>, derivative: Variable<Scalar>) {
  let y = f(x)
  return (y, Variable.pushforward([y], from: [x], along: [ẋ])[0])
}

/// The Lie bracket of two vector fields at points `x`, `[N, n]`: `[u, v] = Dv·u − Du·v`.
///
/// Of linear fields Ax and Bx it is −[A, B]x.
///
/// Source: Lee, *Introduction to Smooth Manifolds*, 2nd ed. (2013), prop. 8.26.
/// Checked by: `SecondOrderTests.bracketOfNetworks`.
public func lieBracket<Scalar>(
  _ u: VectorField<Scalar>, _ v: VectorField<Scalar>, at x: Variable<Scalar>
) -> Variable<Scalar> {
  let (ux, vx) = (u(x), v(x))
  return Variable.pushforward([vx], from: [x], along: [ux])[0]
    - Variable.pushforward([ux], from: [x], along: [vx])[0]
}
