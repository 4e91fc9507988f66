import Oracles
import Tensors
import TestSupport
import Testing

/// Expects the Jacobian of an oracle to agree with central differences, coordinate by coordinate.
///
/// With step h the difference is off by O(h²) and by rounding of O(ε/h): h = 1e-5 leaves about 1e-10 of
/// each, and the tolerance is 1e-7 of the largest derivative.
func expectGradient(
  of oracle: some Oracle, at samples: Tensor<Double>, rtol: Double = 1e-7,
  location: SourceLocation = #_sourceLocation
) {
  let exact = oracle.evaluate(at: samples).jacobians
  let (count, n, h) = (samples.shape[0], oracle.layout.count, 1e-5)
  var differences = Tensor<Double>.zeros(exact.shape)
  for a in 0..<n {
    var (up, down) = (samples, samples)
    for i in 0..<count { (up[i, a], down[i, a]) = (up[i, a] + h, down[i, a] - h) }
    let slope = (oracle.evaluate(at: up).values - oracle.evaluate(at: down).values) / (2 * h)
    for i in 0..<count { for k in 0..<oracle.outputs { differences[i, k, a] = slope[i, k] } }
  }
  expectClose(
    differences, exact, rtol: rtol, atol: rtol * exact.maximumMagnitude, at: location)
}

/// The equations that a field of an oracle's class must satisfy to preserve it, one row for each
/// sample and output: Σ over points of ∇f ⊗ (monomials of the point), divided by its a-priori size.
func invarianceEquations(
  _ oracle: some Oracle, degree: Int, samples: Tensor<Double>
) -> Tensor<Double> {
  let (n, points) = (oracle.layout.dimension, oracle.layout.points)
  let jacobians = oracle.evaluate(at: samples).jacobians
  func monomials(_ x: [Double]) -> [Double] {
    (degree != 0 ? x : []) + (degree > 0 ? [1] : [])
      + (degree > 1 ? (0..<n).flatMap { i in (i..<n).map { x[i] * x[$0] } } : [])
  }
  let width = monomials([Double](repeating: 0, count: n)).count
  var rows = Tensor<Double>.zeros([samples.shape[0] * oracle.outputs, n * width])
  for i in 0..<samples.shape[0] {
    for k in 0..<oracle.outputs {
      let row = i * oracle.outputs + k
      var size = 0.0
      for p in 0..<points {
        let m = monomials((0..<n).map { samples[i, p * n + $0] })
        let g = (0..<n).map { jacobians[i, k, p * n + $0] }
        size += g.reduce(0) { $0 + $1 * $1 } * m.reduce(0) { $0 + $1 * $1 }
        for a in 0..<n {
          for (b, x) in m.enumerated() { rows[row, a * width + b] += g[a] * x }
        }
      }
      guard size > 0 else { continue }
      for column in 0..<n * width { rows[row, column] /= size.squareRoot() }
    }
  }
  return rows
}

extension FieldClassHint {
  /// The argument of ``invarianceEquations(_:degree:samples:)``: −1 leaves the constants out.
  var degree: Int {
    switch self {
    case .linear: -1
    case .affine: 1
    case .quadratic: 2
    }
  }
}

/// The dimension of the null space and the ratio of the singular values on both sides of the gap.
///
/// Zero is below 1e-9 of the rows' a-priori size, which is 1: exact symmetries leave rounding only, and
/// the rest of the spectrum lies above 1e-3 with the recommended number of samples.
func nullity(_ rows: Tensor<Double>) -> (dimension: Int, gap: Double) {
  let root = Double(rows.shape[0]).squareRoot()
  let values = rows.singularValues.map { $0 / root }
  let missing = max(0, rows.shape[1] - rows.shape[0])
  let zeros = values.filter { $0 < 1e-9 }
  let above = values.last { $0 >= 1e-9 } ?? 1
  return (zeros.count + missing, above / max(zeros.first ?? 0, 1e-16))
}
