import Datasets
import Discovery
import Tensors
import Testing

/// A cloud of the published table.
struct CloudCase: CustomTestStringConvertible, Sendable {
  var name: String
  var group: GroupOrbit.Group
  var count: Int
  var noise: Double
  /// The number of generators of the clouds' algebra.
  var generators: Int
  /// Its name.
  var algebra: String
  /// The published standard deviations.
  var published: [Double]
  var epsilon = 0.3

  var testDescription: String { "\(name), \(count) points, s = \(noise)" }

  func clouds(seed: UInt64) throws -> PointClouds {
    try PointClouds(GroupOrbit(group, count: count, noise: noise).sample(seed: seed))
  }

  /// The 15 published runs.
  static let published: [CloudCase] = [
    CloudCase(
      name: "SO(2)", group: .so(2), count: 20, noise: 0.1, generators: 1, algebra: "so(2)",
      published: [1.07], epsilon: 0.4),
    CloudCase(
      name: "SO(2)", group: .so(2), count: 80, noise: 0.1, generators: 1, algebra: "so(2)",
      published: [1.24]),
    CloudCase(
      name: "SO(2)", group: .so(2), count: 200, noise: 0.05, generators: 1, algebra: "so(2)",
      published: [1.27]),
    CloudCase(
      name: "SO(3)", group: .so(3), count: 100, noise: 0.01, generators: 3, algebra: "so(3)",
      published: [0.62, 0.58, 0.48]),
    CloudCase(
      name: "SO(3)", group: .so(3), count: 200, noise: 0.01, generators: 3, algebra: "so(3)",
      published: [0.62, 0.57, 0.45]),
    CloudCase(
      name: "SO(3)", group: .so(3), count: 1000, noise: 0.1, generators: 3, algebra: "so(3)",
      published: [0.50, 0.47, 0.41]),
    CloudCase(
      name: "SO(4)", group: .so(4), count: 500, noise: 0.01, generators: 6, algebra: "so(4)",
      published: [0.37, 0.26]),
    CloudCase(
      name: "SO(4)", group: .so(4), count: 1000, noise: 0.01, generators: 6, algebra: "so(4)",
      published: [0.36, 0.27]),
    CloudCase(
      name: "SO(4)", group: .so(4), count: 5000, noise: 0.1, generators: 6, algebra: "so(4)",
      published: [0.33, 0.22]),
    CloudCase(
      name: "SU(2)", group: .su2(clouds: 2), count: 500, noise: 0.01, generators: 4,
      algebra: "u(2)", published: [0.51, 0.42, 0.40, 0.30, 0.15]),
    CloudCase(
      name: "SU(2)", group: .su2(clouds: 2), count: 1000, noise: 0.01, generators: 4,
      algebra: "u(2)", published: [0.46, 0.45, 0.42, 0.23, 0.18]),
    CloudCase(
      name: "SU(2)", group: .su2(clouds: 2), count: 5000, noise: 0.05, generators: 4,
      algebra: "u(2)", published: [0.51, 0.44, 0.42, 0.25, 0.08]),
    CloudCase(
      name: "SO(2)×SO(2)", group: .torus, count: 100, noise: 0.01, generators: 2,
      algebra: "u(1)²", published: [0.97, 0.86, 0.28]),
    CloudCase(
      name: "SO(2)×SO(2)", group: .torus, count: 100, noise: 0.05, generators: 2,
      algebra: "u(1)²", published: [1.12, 0.62, 0.33]),
    CloudCase(
      name: "SO(2)×SO(2)", group: .torus, count: 500, noise: 0.1, generators: 2,
      algebra: "u(1)²", published: [0.82, 0.58, 0.18]),
  ]
}

/// The matrices of rotations in the coordinate planes as rows, `[n(n − 1)/2, n²]`.
func rotations(_ n: Int) -> Tensor<Double> {
  var list: [Tensor<Double>] = []
  for i in 0..<n {
    for j in i + 1..<n {
      var matrix = Tensor<Double>.zeros([n, n])
      (matrix[j, i], matrix[i, j]) = (1, -1)
      list.append(matrix.reshaped([n * n]))
    }
  }
  return Tensor(stacking: list)
}
