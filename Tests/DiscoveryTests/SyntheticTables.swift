import Datasets
import Foundation
import Tensors

/// Labelled samples whose symmetry is known.
enum SyntheticTable {
  /// `Σ metric[i] xᵢ²` at Gaussian points, with label noise as a share of the labels' deviation.
  static func quadratic(
    metric: [Double], rows: Int, noise: Double, seed: UInt64
  ) throws -> LabelledData {
    try labelled(dimension: metric.count, rows: rows, noise: noise, seed: seed) { x in
      zip(metric, x).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    }
  }

  /// The generators of the rotations and boosts that preserve `Σ metric[i] xᵢ²`, as rows `[d, n²]`.
  static func generators(metric: [Double]) -> Tensor<Double> {
    let n = metric.count
    var rows: [[Double]] = []
    for i in 0..<n {
      for j in i + 1..<n {
        var a = [Double](repeating: 0, count: n * n)
        (a[i * n + j], a[j * n + i]) = (1 / metric[i], -1 / metric[j])
        rows.append(a)
      }
    }
    return Tensor(rows: rows)
  }

  /// A polynomial of degree 3 with standard normal coefficients of all monomials.
  static func cubic(
    dimension n: Int, rows: Int, noise: Double, seed: UInt64
  ) throws -> LabelledData {
    var rng = Philox(seed: seed, stream: 77)
    var terms: [([Int], Double)] = []
    for i in 0..<n {
      terms.append(([i], rng.normal()))
      for j in i..<n {
        terms.append(([i, j], rng.normal()))
        for k in j..<n { terms.append(([i, j, k], rng.normal())) }
      }
    }
    let fixed = terms
    return try labelled(dimension: n, rows: rows, noise: noise, seed: seed) { x in
      fixed.reduce(0) { sum, term in sum + term.0.reduce(term.1) { $0 * x[$1] } }
    }
  }

  /// Labels `f(x)` at Gaussian points plus noise.
  static func labelled(
    dimension n: Int, rows: Int, noise: Double, seed: UInt64, mean: [Double]? = nil,
    _ f: ([Double]) -> Double
  ) throws -> LabelledData {
    var rng = Philox(seed: seed)
    var x: Tensor<Double> = rng.normals([rows, n])
    if let mean { for i in 0..<rows { for j in 0..<n { x[i, j] += mean[j] } } }
    var y = Tensor(x.unstacked.map { f($0.scalars) }, shape: [rows, 1])
    guard noise > 0 else { return try LabelledData(features: x, targets: y) }
    let mean = y.sum / Double(rows)
    let deviation = (y.map { ($0 - mean) * ($0 - mean) }.sum / Double(rows)).squareRoot()
    for i in 0..<rows { y[i, 0] += noise * deviation * rng.normal() }
    return try LabelledData(features: x, targets: y)
  }
}

/// The largest principal angle, in degrees, between row spaces of equal dimension.
func largestAngle(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Double {
  let (qa, qb) = (a.transposed.qr().q, b.transposed.qr().q)
  let outside = qa - qb.matmul(qb.matmul(qa, transposed: .left))
  return asin(min(1, outside.singularValues.first ?? 0)) * 180 / Double.pi
}
