import Tensors
import TestSupport
import Testing

@Suite struct RandomBasesTests {
  @Test(arguments: UInt64(0)..<5)
  func conditionIsBounded(seed: UInt64) {
    var rng = Philox(seed: seed)
    let values = randomInvertible(9, condition: 10, using: &rng).singularValues
    #expect(values[0] <= 10 * (1 + 1e-12) && values[8] >= 1 - 1e-12 && values[0] > 2 * values[8])
    let orthogonal = randomOrthogonal(9, using: &rng)
    expectClose(orthogonal.gram, .identity(9))
  }

  @Test func mixingKeepsTheSpanAndConjugationTheSpectrum() {
    var rng = Philox(seed: 3)
    let basis: Tensor<Double> = rng.normals([3, 4, 4])
    let mixture = mixed(basis, using: &rng)
    #expect((mixture - basis).norm > 1)
    #expect(
      basis.appending(rowsOf: mixture).reshaped([6, 16]).singularValues[3] < 1e-12 * basis.norm)
    let turned = conjugated(basis, using: &rng)
    #expect((turned - basis).norm > 0.1)
    for i in 0..<3 { expectClose(turned.row(i).trace, basis.row(i).trace, rtol: 1e-12) }
  }

  @Test func noiseHasTheStatedSize() {
    var rng = Philox(seed: 4)
    let basis: Tensor<Double> = rng.normals([2, 3, 3])
    let noisy = perturbed(basis, noise: 1e-3, using: &rng)
    for i in 0..<2 {
      expectClose((noisy.row(i) - basis.row(i)).norm, 1e-3 * basis.row(i).norm, rtol: 1e-9)
    }
  }
}
