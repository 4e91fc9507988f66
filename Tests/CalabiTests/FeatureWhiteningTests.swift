import Calabi
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct FeatureWhiteningTests {
  private let set = RepresentativeSet(
    of: Examples.several, walk: RepresentativeWalk(moves: 100), seed: 2)

  /// The mean and the covariance of rows, `[1, n]` and `[n, n]`.
  private func moments(_ rows: Tensor<Float>) -> (mean: Tensor<Double>, covariance: Tensor<Double>)
  {
    let (n, width) = (rows.shape[0], rows.shape[1])
    let wide = Tensor(rows.scalars.map(Double.init), shape: rows.shape)
    let mean = Tensor(repeating: 1 / Double(n), shape: [1, n]).matmul(wide)
    let centred = wide - Tensor(repeating: 1, shape: [n, 1]).matmul(mean)
    #expect(centred.shape == [n, width])
    return (mean, centred.gram / Double(n))
  }

  @Test("Variances w become w/(w + λ), and means zero", arguments: [1e-3, 0.1])
  func variances(floor: Double) {
    let raw = moments(set.features(0..<set.count)).covariance.symmetricEigenvalues
    let white = moments(FeatureWhitening(of: set, floor: floor)(set))
    // Single precision, and a factor of at most 1/√λ.
    expectClose(white.mean, .zeros(white.mean.shape), atol: 1e-4)
    expectClose(
      Tensor(white.covariance.symmetricEigenvalues), Tensor(raw.map { max(0, $0) / ($0 + floor) }),
      atol: 1e-4)
  }

  @Test("A network that absorbed the whitening says of features what it said of whitened ones")
  func absorbed() {
    let layers = HodgeNetwork(width: 20, embedding: 6).layers(features: set.featureCount)
    let whitening = FeatureWhitening(of: set, floor: 1e-2)
    let parameters = Parameters(layers.slots, seed: 3)
    let expected = MultiHeadModel(layers, parameters).predict(whitening(set))
    let actual = MultiHeadModel(layers, whitening.absorbed(into: parameters))
      .predict(set.features(0..<set.count))
    func wide(_ x: Tensor<Float>) -> Tensor<Double> {
      Tensor(x.scalars.map(Double.init), shape: x.shape)
    }
    // Single precision.
    expectClose(wide(actual.embedding), wide(expected.embedding), atol: 1e-4)
    for head in 0..<2 {
      expectClose(wide(actual.outputs[head]), wide(expected.outputs[head]), atol: 1e-4)
    }
  }
}
