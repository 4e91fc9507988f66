package import Networks
package import Tensors

/// The change of coordinates that leaves features uncorrelated, and about equally large:
/// `x ↦ (x − μ)·(C + λ)^(−½)`, with the mean μ and the covariance C of all representatives.
///
/// Numbers of vertices depend on each other, and most types are rare, so descent on the features themselves hardly
/// moves along many directions. The map is affine, so the first layer of a network can take it in.
///
/// Source: LeCun, Bottou, Orr, Müller, *Efficient BackProp* (1998), section 4.3.
/// Checked by: `FeatureWhiteningTests`.
package struct FeatureWhitening: Sendable {
  /// (C + λ)^(−½), `[features, features]`, and −μ·(C + λ)^(−½), `[features]`.
  private let weight, bias: Tensor<Float>

  /// Features are made for so many representatives at a time.
  private static let part = 16_384

  /// The whitening of the representatives of a set.
  ///
  /// - Parameter floor: λ, the variance that is added to that of every direction.
  /// - Complexity: O(N F² + F³) for N representatives with F features.
  package init(of set: RepresentativeSet, floor: Double) {
    let features = set.featureCount
    var moments = Tensor<Double>.zeros([features, features])
    var sums = Tensor<Double>.zeros([features])
    for range in Self.parts(of: set) {
      let x = set.features(range)
      let wide = Tensor(x.scalars.map(Double.init), shape: x.shape)
      moments.addGram(of: wide)
      sums += Tensor(repeating: 1, shape: [1, range.count]).matmul(wide).reshaped([features])
    }
    let mean = (sums / Double(set.count)).reshaped([1, features])
    let eigen = (moments / Double(set.count) - mean.gram).symmetricEigen()
    // The root of the inverse is VᵀV for eigenvectors that are scaled by its fourth root.
    let scaled = eigen.values.indices.map { i in
      eigen.vectors.row(i).scalars.map {
        $0 / (max(0, eigen.values[i]) + floor).squareRoot().squareRoot()
      }
    }
    let root = Tensor(rows: scaled).gram
    weight = Tensor(root.scalars.map(Float.init), shape: root.shape)
    bias = Tensor(mean.matmul(root).scalars.map { Float(-$0) })
  }

  /// The whitened features of all representatives of a set, `[representatives, features]`.
  package func callAsFunction(_ set: RepresentativeSet) -> Tensor<Float> {
    let width = set.featureCount
    var result: [Float] = []
    result.reserveCapacity(set.count * width)
    for range in Self.parts(of: set) {
      var part = set.features(range).matmul(weight)
      part.scalars.withUnsafeMutableBufferPointer { x in
        for row in 0..<range.count {
          for column in 0..<width { x[row * width + column] += bias.scalars[column] }
        }
      }
      result += part.scalars
    }
    return Tensor(result, shape: [set.count, width])
  }

  /// The parameters of a network on features, given those of one on whitened features that begins with a dense
  /// layer.
  package func absorbed(into parameters: Parameters) -> Parameters {
    var result = parameters
    result[0] = weight.matmul(parameters[0])
    result[1] += bias.reshaped([1, bias.count]).matmul(parameters[0]).reshaped(result[1].shape)
    return result
  }

  private static func parts(of set: RepresentativeSet) -> [Range<Int>] {
    stride(from: 0, to: set.count, by: part).map { $0..<min(set.count, $0 + part) }
  }
}
