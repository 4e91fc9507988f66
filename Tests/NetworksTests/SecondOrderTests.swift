import Autodiff
import Networks
import Tensors
import TestSupport
import Testing

/// Derivatives of derivatives: brackets of vector fields and what depends on them.
@Suite struct SecondOrderTests {
  /// A network of two dense layers, tanh between them.
  private static func network(_ w: [Variable<Double>], _ x: Variable<Double>) -> Variable<Double> {
    x.dense(weight: w[0], bias: w[1], activation: .tanh).dense(weight: w[2], bias: w[3])
  }

  private static func parameters(_ flat: [Double], _ sizes: [Int]) -> [Tensor<Double>] {
    var rest = flat[...]
    return zip(sizes, sizes.dropFirst()).flatMap { a, b in [[a, b], [b]] }.map { shape in
      let count = shape.reduce(1, *)
      defer { rest = rest.dropFirst(count) }
      return Tensor(Array(rest.prefix(count)), shape: shape)
    }
  }

  private static func randomNetwork(_ sizes: [Int], seed: UInt64) -> [Tensor<Double>] {
    var rng = Philox(seed: seed)
    return zip(sizes, sizes.dropFirst()).flatMap { a, b -> [Tensor<Double>] in
      [rng.normals([a, b]), rng.normals([b])]
    }.map { 0.6 * $0 }
  }

  /// Values, brackets and the gradient of mean ‖[u, v]‖² by the parameters, against JAX.
  @Test func bracketOfNetworks() throws {
    let sizes = [3, 5, 3]
    let u = Self.parameters(try NetworksFixture.numbers("bracket.u"), sizes)
    let v = Self.parameters(try NetworksFixture.numbers("bracket.v"), sizes)
    let points = try NetworksFixture.tensor("bracket.points", [4, 3])
    let results = evaluate(
      { inputs in
        let (u, v, x) = (Array(inputs[0..<4]), Array(inputs[4..<8]), inputs[8])
        let bracket = lieBracket({ Self.network(u, $0) }, { Self.network(v, $0) }, at: x)
        let loss = bracket.squared().sum(along: 1).mean()
        return [Self.network(u, x), Self.network(v, x), bracket, loss] + loss.gradients(u + v)
      }, at: u + v + [points])
    for (index, name) in ["uValues", "vValues", "brackets"].enumerated() {
      expectClose(
        results[index], try NetworksFixture.tensor("bracket.\(name)", [4, 3]), rtol: 1e-12,
        atol: 1e-12)
    }
    expectClose(results[3].scalars[0], try NetworksFixture.number("bracket.loss"), rtol: 1e-12)
    for (range, name) in [(4..<8, "uGradient"), (8..<12, "vGradient")] {
      expectClose(
        Tensor(results[range].flatMap(\.scalars)),
        Tensor(try NetworksFixture.numbers("bracket.\(name)")), rtol: 1e-12, atol: 1e-12)
    }
  }

  /// [Ax, Bx] = −[A, B]x.
  @Test(arguments: UInt64(0)..<5) func bracketOfLinearFields(seed: UInt64) {
    var rng = Philox(seed: seed)
    let (a, b): (Tensor<Double>, Tensor<Double>) = (rng.normals([4, 4]), rng.normals([4, 4]))
    let x: Tensor<Double> = rng.normals([7, 4])
    let bracket = evaluate(
      { x in
        lieBracket(
          { $0.matmul($0.constant(a), transposed: .right) },
          { $0.matmul($0.constant(b), transposed: .right) }, at: x)
      }, at: x)
    let commutator = a.matmul(b) - b.matmul(a)
    expectClose(bracket, -x.matmul(commutator, transposed: .right), rtol: 1e-12, atol: 1e-12)
  }

  /// [u, v] = −[v, u], and [u, fv] = f[u, v] + (Df·u)v for a function f.
  @Test func bracketIsADerivation() {
    let (u, v) = (Self.randomNetwork([3, 6, 3], seed: 1), Self.randomNetwork([3, 6, 3], seed: 2))
    var rng = Philox(seed: 3)
    let x: Tensor<Double> = rng.normals([5, 3])
    let results = evaluate(
      { inputs in
        let (u, v, x) = (Array(inputs[0..<4]), Array(inputs[4..<8]), inputs[8])
        let (fieldU, fieldV) = ({ Self.network(u, $0) }, { Self.network(v, $0) })
        func f(_ x: Variable<Double>) -> Variable<Double> {
          x.squared().sum(along: 1, keepingAxis: true).sin()
        }
        let bracket = lieBracket(fieldU, fieldV, at: x)
        let (value, slope) = pushforward(of: f, at: x, along: fieldU(x))
        return [
          bracket, lieBracket(fieldV, fieldU, at: x),
          lieBracket(fieldU, { f($0) * fieldV($0) }, at: x), value * bracket + slope * fieldV(x),
        ]
      }, at: u + v + [x])
    expectClose(results[0], -results[1], rtol: 1e-12)
    expectClose(results[2], results[3], rtol: 1e-11, atol: 1e-12)
  }

  /// [u, [v, w]] + [v, [w, u]] + [w, [u, v]] = 0: derivatives of third order.
  @Test(arguments: UInt64(0)..<4) func jacobiIdentity(seed: UInt64) {
    let fields = (0..<3).map { Self.randomNetwork([3, 6, 3], seed: 10 * seed + $0) }
    var rng = Philox(seed: seed, stream: 9)
    let x: Tensor<Double> = rng.normals([6, 3])
    let terms = evaluate(
      { inputs in
        let x = inputs[12]
        let fields = (0..<3).map { k -> VectorField<Double> in
          { Self.network(Array(inputs[4 * k..<4 * k + 4]), $0) }
        }
        return [(0, 1, 2), (1, 2, 0), (2, 0, 1)].map { a, b, c in
          lieBracket(fields[a], { lieBracket(fields[b], fields[c], at: $0) }, at: x)
        }
      }, at: fields.flatMap { $0 } + [x])
    #expect(
      terms.allSatisfy { $0.maximumMagnitude > 0.01 }, "the terms do not vanish by themselves")
    expectClose(terms[0] + terms[1] + terms[2], .zeros([6, 3]), atol: 1e-10)
  }

  /// The Laplacian of ‖x‖⁴ in n dimensions is 4(n + 2)‖x‖².
  @Test func laplacian() {
    var rng = Philox(seed: 4)
    let x: Tensor<Double> = rng.normals([5, 3])
    let result = evaluate(
      { x in
        let gradient = x.squared().sum(along: 1).squared().sum().gradients([x])[0]
        let terms = (0..<3).map { k -> Variable<Double> in
          let unit = x.constant(Tensor<Double>.identity(3).rows(k..<k + 1)) + 0 * x
          let second = Variable.pushforward([gradient], from: [x], along: [unit])[0]
          return second.sliced(k..<k + 1, along: 1)
        }
        return terms[0] + terms[1] + terms[2]
      }, at: x)
    let expected = x.unstacked.map { 20 * $0.dot($0) }
    expectClose(result, Tensor(expected, shape: [5, 1]), rtol: 1e-12)
  }

  /// Reverse over forward through each activation: the gradient of ‖Df·ẋ‖² by weights and points.
  @Test(arguments: Activation.allCases) func reverseOverForward(activation: Activation) {
    let layer = Sequential(mlp: [3, 5, 4, 2], hidden: activation, output: activation)
    var rng = Philox(seed: 5)
    let values: [Tensor<Double>] = layer.slots.map { rng.normals($0.shape) }
    let (x, ẋ): (Tensor<Double>, Tensor<Double>) = (rng.normals([4, 3]), rng.normals([4, 3]))
    // Relu has kinks; a smaller step would not meet them, but no seed here does.
    expectGradient(
      of: { inputs in
        let (_, derivative) = pushforward(
          of: { x in
            var scope = Scope(layer.slots, Array(inputs.dropLast(2)), isTraining: false)
            return layer(x, in: &scope)
          }, at: inputs[inputs.count - 2], along: inputs[inputs.count - 1])
        return derivative
      }, at: values + [x, ẋ], rtol: 1e-6, atol: 1e-6)
  }
}
