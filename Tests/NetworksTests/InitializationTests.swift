import Networks
import Tensors
import TestSupport
import Testing

/// The values of parameters before training.
@Suite struct InitializationTests {
  private func values(_ initialization: Initialization, _ shape: [Int]) -> [Double] {
    var rng = Philox(seed: 12)
    return initialization.values(shape, using: &rng).scalars.map { Double($0) }
  }

  /// Mean 0 and the variance of the formula, to five standard deviations.
  private func expectMoments(_ values: [Double], variance: Double, kurtosis: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let found = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    #expect(mean.magnitude < 5 * (variance / count).squareRoot())
    #expect((found / variance - 1).magnitude < 5 * ((kurtosis - 1) / count).squareRoot())
  }

  @Test func glorot() {
    let values = values(.glorot(inputs: 300, outputs: 100), [300, 100])
    let bound = (6.0 / 400).squareRoot()
    #expect(values.allSatisfy { $0.magnitude <= bound * 1.000001 })
    #expect(values.contains { $0 > 0.999 * bound } && values.contains { $0 < -0.999 * bound })
    expectMoments(values, variance: 2.0 / 400, kurtosis: 1.8)  // of a uniform distribution
  }

  @Test func he() {
    let values = values(.he(inputs: 300), [300, 100])
    expectMoments(values, variance: 2.0 / 300, kurtosis: 3)  // of a normal distribution
    let deviation = (2.0 / 300).squareRoot()
    #expect(values.contains { $0 > 3 * deviation } && values.contains { $0 < -3 * deviation })
  }

  @Test func layersChooseByActivation() {
    for activation in Activation.allCases {
      let expected: Initialization =
        activation == .relu ? .he(inputs: 5) : .glorot(inputs: 5, outputs: 7)
      #expect(Dense(5, 7, activation: activation).slots[0].initialization == expected)
    }
    #expect(Dense(5, 7).slots[1].initialization == .constant(0))
  }

  @Test func slotsDrawFromStreamsOfTheirOwn() {
    let layer = Sequential([Dense(4, 4), Dense(4, 4), BatchNorm(4)])
    let parameters = Parameters(layer.slots, seed: 5)
    #expect(parameters == Parameters(layer.slots, seed: 5))
    #expect(parameters[0] != Parameters(layer.slots, seed: 6)[0])
    #expect(parameters[0] != parameters[2])
    #expect(parameters[1] == Tensor([0, 0, 0, 0]))
    #expect(parameters[4] == Tensor([1, 1, 1, 1]))
    #expect(parameters.statistics == Tensor([0, 0, 0, 0, 1, 1, 1, 1]))
    // A later layer does not change the values of those before.
    #expect(Parameters(Sequential([Dense(4, 4)]).slots, seed: 5)[0] == parameters[0])
  }
}
