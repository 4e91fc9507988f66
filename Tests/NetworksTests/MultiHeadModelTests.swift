import Networks
import Tensors
import TestSupport
import Testing

@Suite struct MultiHeadModelTests {
  /// The trunk's embedding, and the heads applied to it one by one.
  @Test func predictsWhatItsPartsDo() {
    let trunk = Sequential(mlp: [3, 5, 4], output: .tanh)
    let heads = [Sequential(mlp: [4, 2]), Sequential(mlp: [4, 6, 3])]
    let network = MultiHead(trunk: trunk, heads: heads)
    let all = Parameters(network.slots, seed: 7)
    var rng = Philox(seed: 1)
    let x: Tensor<Float> = rng.normals([300, 3])
    let (embedding, outputs) = MultiHeadModel(network, all).predict(x)

    var start = 0
    func part(_ layer: Sequential) -> Model<Sequential> {
      var parameters = Parameters(layer.slots, seed: 0)
      for index in layer.slots.indices { parameters[index] = all[start + index] }
      start += layer.slots.count
      return Model(layer, parameters)
    }
    expectClose(embedding, part(trunk).predict(x))
    #expect(outputs.count == heads.count)
    for (output, head) in zip(outputs, heads) { expectClose(output, part(head).predict(embedding)) }
  }

  /// A model in Double agrees with itself in Float to the rounding of Float.
  @Test func computesInThePrecisionOfItsInput() {
    let model = Model(Sequential(mlp: [3, 16, 2], hidden: .silu), seed: 3)
    var rng = Philox(seed: 2)
    let x: Tensor<Double> = rng.normals([50, 3])
    let single = model.valuesAndJacobians(
      at: Tensor<Float>(x.scalars.map(Float.init), shape: x.shape))
    let double = model.valuesAndJacobians(at: x)
    let rounding = 1e-5  // some hundred operations on numbers of size 1
    expectClose(
      Tensor<Double>(single.values.scalars.map(Double.init), shape: [50, 2]), double.values,
      rtol: rounding, atol: rounding)
    expectClose(
      Tensor<Double>(single.jacobian.scalars.map(Double.init), shape: [50, 2, 3]), double.jacobian,
      rtol: rounding, atol: rounding)
  }
}
