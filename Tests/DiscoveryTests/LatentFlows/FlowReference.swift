import Foundation
import Tensors

/// What `Tests/Reference/flows.py` found.
struct FlowReference: Decodable {
  struct Closure: Decodable { let residual: Double, constants: [Double] }
  struct Quaternions: Decodable { let points: [Double], raw, unit: Closure }
  struct Pair: Decodable { let a, b, points: [Double], loss: Double }
  struct Jacobian: Decodable {
    let k, n, rank: Int
    let jacobian, values, fields, removed: [Double]
  }
  struct Conflict: Decodable { let fields, directions: Int, points, average: Double }
  struct Averaged: Decodable { let points, average: Double }
  struct Measures: Decodable {
    let fields, jacobians, relativeInvariances: [Double]
    let normError, meanAbsoluteCosine, seenShare: Double
    let normalization, orthogonality: Averaged
  }
  let quaternions: Quaternions
  let pair: Pair
  let jacobians: [Jacobian]
  let conflicts: [Conflict]
  let measures: Measures

  /// Reads the file.
  static func read() throws -> FlowReference {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Reference/flows.json")
    return try JSONDecoder().decode(FlowReference.self, from: Data(contentsOf: file))
  }
}

/// Numbers in single precision.
func single(_ x: Tensor<Double>) -> Tensor<Float> {
  Tensor(x.scalars.map { Float($0) }, shape: x.shape)
}

/// Standard normal numbers.
func normals(_ shape: [Int], seed: UInt64) -> Tensor<Double> {
  var rng = Philox(seed: seed, stream: 11)
  return rng.normals(shape)
}
