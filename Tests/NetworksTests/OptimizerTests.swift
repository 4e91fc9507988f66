import Autodiff
import Networks
import Tensors
import TestSupport
import Testing

/// Training step by step in single precision, against Optax in double precision.
@Suite struct OptimizerTests {
  private static let layer = Sequential(mlp: [3, 5, 4, 2], hidden: .tanh)

  private func start() throws -> Parameters {
    var parameters = Parameters(Self.layer.slots, seed: 0)
    parameters.learned = try NetworksFixture.floats("optimizers.parameters", [54])
    return parameters
  }

  private func train(
    _ optimizer: any Optimizer, rate: Double, clipNorm: Double? = nil, steps: Int
  ) throws -> TrainingResult {
    let data = TrainingData([
      try NetworksFixture.floats("optimizers.inputs", [6, 3]),
      try NetworksFixture.floats("optimizers.targets", [6, 2]),
    ])
    let settings = TrainingSettings(
      optimizer: optimizer, learningRate: rate, epochs: steps, batchSize: 6, shardRows: 4,
      clipNorm: clipNorm, restoresBest: false)
    return try Trainer(.regression(Self.layer), settings).train(
      on: data, from: try start(), threads: 1)
  }

  struct Method: Sendable, CustomTestStringConvertible {
    let name: String
    let optimizer: any Optimizer
    let rate: Double
    var clipNorm: Double?
    var testDescription: String { name }
  }

  static let methods = [
    Method(name: "momentum", optimizer: StochasticGradientDescent(), rate: 0.1),
    Method(
      name: "nesterov", optimizer: StochasticGradientDescent(isNesterov: true), rate: 0.1),
    Method(name: "adam", optimizer: Adam(), rate: 1e-2),
    Method(name: "adamW", optimizer: Adam(weightDecay: 1e-2), rate: 1e-2),
    Method(name: "clipped", optimizer: Adam(), rate: 1e-2, clipNorm: 0.1),
  ]

  @Test(arguments: methods) func matchesReference(_ method: Method) throws {
    let place = "optimizers.runs.\(method.name)"
    let losses = try NetworksFixture.numbers("\(place).losses")
    let start = try NetworksFixture.tensor("optimizers.parameters", [54])
    for steps in 1...10 {
      let result = try train(
        method.optimizer, rate: method.rate, clipNorm: method.clipNorm, steps: steps)
      let found = Tensor(result.parameters.learned.scalars.map { Double($0) })
      let expected = try NetworksFixture.tensor("\(place).parameters.\(steps - 1)", [54])
      // Relative to how far they have moved, which single precision cannot tell of a single one.
      let error = (found - expected).maximumMagnitude
      let moved = (expected - start).maximumMagnitude
      #expect(error <= 1e-5 * moved + 2e-7, "step \(steps): \(error) after \(moved)")
      expectClose(
        try #require(result.history.last?.training["loss"]), losses[steps - 1], rtol: 1e-5)
    }
  }

  @Test func gradientMatchesReference() throws {
    // Plain descent moves by the gradient times the rate.
    let result = try train(StochasticGradientDescent(momentum: 0), rate: 1, steps: 1)
    let moved = try start().learned - result.parameters.learned
    expectClose(
      moved, try NetworksFixture.floats("optimizers.gradient", [54]), rtol: 1e-5, atol: 3e-7)
  }

  /// A gradient longer than the limit is shortened to it, a shorter one is left alone.
  @Test func clipping() throws {
    let norm = try #require(NetworksFixture.numbers("optimizers.runs.adam.gradientNorms").first)
    for (limit, expected) in [
      (0.1, 0.1), (0.9 * norm, 0.9 * norm), (1.1 * norm, norm), (1e9, norm),
    ] {
      let result = try train(
        StochasticGradientDescent(momentum: 0), rate: 1, clipNorm: limit, steps: 1)
      let moved = try start().learned - result.parameters.learned
      expectClose(Double(moved.norm), expected, rtol: 1e-5)
    }
  }

  /// Where the squares of a gradient overflow, its direction is still known.
  @Test(arguments: [1e20, 1e37]) func clippingOfHugeGradients(slope: Double) throws {
    let slot = ParameterSlot(name: "w", shape: [2], initialization: .constant(1))
    let objective = Objective([slot]) { columns, scope in
      .init((Float(slope) * scope.next()).sum() * columns[0].mean())
    }
    let settings = TrainingSettings(
      optimizer: StochasticGradientDescent(momentum: 0), learningRate: 0.5, epochs: 1,
      clipNorm: 1, restoresBest: false)
    let result = try Trainer(objective, settings).train(
      on: TrainingData([Tensor<Float>(repeating: 1, shape: [4])]))
    #expect(result.outcome == .finished)
    let w = Float(1 - 0.5 / 2.0.squareRoot())
    expectClose(result.parameters.learned, Tensor([w, w]), rtol: 1e-6)
  }

  /// Descent without a gradient: `w ← (1 − ηλ)w`.
  @Test(arguments: [false, true]) func decayOfDescent(isNesterov: Bool) throws {
    let slot = ParameterSlot(name: "w", shape: [1], initialization: .constant(1))
    let objective = Objective([slot]) { columns, scope in
      .init((0 * scope.next()).sum() + columns[0].mean())
    }
    let settings = TrainingSettings(
      optimizer: StochasticGradientDescent(
        momentum: 0, weightDecay: 0.5, isNesterov: isNesterov), learningRate: 0.5, epochs: 3,
      restoresBest: false)
    let result = try Trainer(objective, settings).train(
      on: TrainingData([Tensor<Float>(repeating: 1, shape: [4])]))
    expectClose(result.parameters.learned, Tensor([0.421875]), rtol: 1e-6)  // 0.75³
  }

  /// Each element is moved alone: where the buffer is cut does not matter, nor on how many threads.
  @Test func bufferIsCutWithoutTrace() throws {
    let layer = Sequential(mlp: [200, 150, 3], hidden: .tanh)  // longer than two pieces
    var rng = Philox(seed: 8)
    let (x, y): (Tensor<Float>, Tensor<Float>) = (rng.normals([20, 200]), rng.normals([20, 3]))
    let start = Parameters(layer.slots, seed: 3)
    let settings = TrainingSettings(
      optimizer: StochasticGradientDescent(momentum: 0), learningRate: 1, epochs: 1, batchSize: 20,
      restoresBest: false)
    let result = try Trainer(.regression(layer), settings).train(
      on: TrainingData([x, y]), from: start, threads: 2)
    let (_, gradients) = valueAndGradient(
      of: { inputs in
        var scope = Scope(layer.slots, Array(inputs.dropLast(2)), isTraining: true)
        return layer(inputs[inputs.count - 2], in: &scope).meanSquaredError(
          to: inputs[inputs.count - 1])
      }, at: start.tensors + [x, y])
    let expected = start.learned - Tensor(gradients.dropLast(2).flatMap(\.scalars))
    expectClose(result.parameters.learned, expected, rtol: 1e-5, atol: 1e-6)
  }
}
