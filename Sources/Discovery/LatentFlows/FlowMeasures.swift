internal import Foundation
package import Tensors

/// How well fields keep the conditions that they were trained for, at points that they were not trained on.
public struct FlowMeasures: Sendable, Codable {
  /// How fast the fields change what is preserved: 0 for a symmetry, about 1 for no symmetry; the mean over the
  /// fields.
  ///
  /// `(E‖J·g‖²/E‖g‖²)/(E‖J·u‖²)` with u a random unit direction; with finite steps ε,
  /// `E‖φ(x + ε·g) − φ(x)‖²/E‖φ(x + ε·u) − φ(x)‖²`.
  public var relativeInvariance: Double
  /// The same for each field.
  public var relativeInvariances: [Double]
  /// The root mean square of `‖g‖ − 1`.
  public var normError: Double
  /// The mean of `|g_a·g_b|/(‖g_a‖‖g_b‖)` over points and pairs; 0 for one field.
  public var meanAbsoluteCosine: Double
  /// The loss of normalization as it was trained: at every point or on average.
  public var normalizationLoss: Double
  /// The loss of orthogonality as it was trained.
  public var orthogonalityLoss: Double
  /// The root mean square share of the fields in directions that the oracle sees at all, `‖J⁺J·g‖/‖g‖`: 0 for
  /// exact symmetries.
  public var seenShare: Double
}

extension FlowMeasures {
  /// How much a finite step along each field changes what is preserved, relative to a step of the same length
  /// in a random direction: `E‖φ(x + ε·g) − φ(x)‖²/E‖φ(x + ε·u) − φ(x)‖²`, with `|u| = |g|`.
  static func relativeChanges(
    _ fields: Tensor<Double>, step: Double, at points: Tensor<Double>,
    _ value: (Tensor<Double>) -> Tensor<Double>
  ) -> [Double] {
    let (m, n) = (points.shape[0], points.shape[1])
    let before = value(points)
    var rng = Philox(seed: 0, stream: 0x7374_6570_7300_0000)
    return (0..<fields.shape[1]).map { a in
      var (along, random) = (points, points)
      for i in 0..<m {
        let direction: Tensor<Double> = rng.normals([n])
        let length = (0..<n).reduce(0) { $0 + fields[i, a, $1] * fields[i, a, $1] }.squareRoot()
        let factor = step * length / max(direction.norm, .leastNormalMagnitude)
        for j in 0..<n {
          along[i, j] += step * fields[i, a, j]
          random[i, j] += factor * direction[j]
        }
      }
      let (change, chance) = (value(along) - before, value(random) - before)
      return chance.norm > 0 ? change.dot(change) / chance.dot(chance) : 0
    }
  }

  /// The measures of `fields`, `[M, N, n]`, at points with these Jacobians, `[M, k, n]`.
  package init(
    _ fields: Tensor<Double>, jacobians: Tensor<Double>, space: RowSpace,
    normalization: Averaging, orthogonality: Averaging
  ) {
    let (m, count, n) = (fields.shape[0], fields.shape[1], fields.shape[2])
    let k = jacobians.shape[1]
    var change = [Double](repeating: 0, count: count)
    var squares = [Double](repeating: 0, count: count)
    var lengths = [Double](repeating: 0, count: count)
    var products = Tensor<Double>.zeros([count, count])
    var squaredProducts = 0.0
    var (deviation, cosines, total) = (0.0, 0.0, 0.0)
    for i in 0..<m {
      let g = fields.row(i)
      let gram = g.matmul(g, transposed: .right)
      let j = jacobians.row(i)
      let changes = g.matmul(j, transposed: .right)
      total += j.dot(j)
      products += gram
      for a in 0..<count {
        for c in 0..<k { change[a] += changes[a, c] * changes[a, c] }
        let length = gram[a, a].squareRoot()
        squares[a] += gram[a, a]
        lengths[a] += length
        deviation += (length - 1) * (length - 1)
        for b in a + 1..<max(count, a + 1) {
          squaredProducts += gram[a, b] * gram[a, b]
          let both = length * gram[b, b].squareRoot()
          if both > 0 { cosines += gram[a, b].magnitude / both }
        }
      }
    }
    let size = Double(m)
    let random = total / Double(n)
    relativeInvariances = (0..<count).map { a in
      random > 0 && squares[a] > 0 ? change[a] / squares[a] * size / random : 0
    }
    relativeInvariance = relativeInvariances.reduce(0, +) / Double(max(count, 1))
    normError = (deviation / (size * Double(max(count, 1)))).squareRoot()
    let pairs = count * (count - 1) / 2
    meanAbsoluteCosine = pairs > 0 ? cosines / (size * Double(pairs)) : 0
    switch normalization {
    case .points:
      // E(‖g‖ − 1)² + Var‖g‖, summed over the fields.
      normalizationLoss = (0..<count).reduce(deviation / size) { sum, a in
        let mean = lengths[a] / size
        return sum + max(0, squares[a] / size - mean * mean)
      }
    case .average:
      normalizationLoss = squares.reduce(0) { $0 + ($1 / size - 1) * ($1 / size - 1) }
    }
    switch orthogonality {
    case .points: orthogonalityLoss = squaredProducts / size
    case .average:
      var sum = 0.0
      for a in 0..<count {
        for b in a + 1..<max(count, a + 1) {
          sum += products[a, b] * products[a, b] / (size * size)
        }
      }
      orthogonalityLoss = sum
    }
    let outside = fields - space.removed(from: fields)
    var shares = 0.0
    for i in 0..<m {
      for a in 0..<count {
        var (part, all) = (0.0, 0.0)
        for j in 0..<n {
          part += outside[i, a, j] * outside[i, a, j]
          all += fields[i, a, j] * fields[i, a, j]
        }
        if all > 0 { shares += part / all }
      }
    }
    seenShare = (shares / (size * Double(max(count, 1)))).squareRoot()
  }

  /// The losses of normalization and orthogonality together.
  public var conflict: Double { normalizationLoss + orthogonalityLoss }
}

/// The least that the losses of normalization and orthogonality can be together for fields that have too few
/// directions.
///
/// N vectors of length s in d < N dimensions have `Σ_{a<b} (v_a·v_b)² ≥ s⁴·N(N − d)/(2d)`, with equality for tight
/// frames; the best length balances that against the loss of normalization. With normalization at every point and
/// N < 2d it is less to have N − d pairs of parallel, shorter vectors, all else orthonormal.
///
/// Source: Welch, *Lower bounds on the maximum cross correlation of signals* (1974), for the inequality.
/// Checked by: `FlowCountTests.leastConflict`.
package func leastConflict(fields: Int, directions: Int, normalization: Averaging) -> Double {
  precondition(fields > directions, "\(fields) fields fit into \(directions) directions")
  guard directions > 0 else { return Double(fields) }
  /// The least for a tight frame of n vectors in d dimensions.
  func frame(_ n: Double, _ d: Double) -> Double {
    let c = n * (n - d) / (2 * d)
    guard normalization == .points else { return n * c / (n + c) }  // n(1 − s²)² + c s⁴
    var s = 1.0  // n(1 − s)² + c s⁴
    for _ in 0..<50 { s -= (2 * c * s * s * s - n * (1 - s)) / (6 * c * s * s + n) }
    return n * (1 - s) * (1 - s) + c * s * s * s * s
  }
  let whole = frame(Double(fields), Double(directions))
  guard fields < 2 * directions else { return whole }
  return min(whole, Double(fields - directions) * frame(2, 1))
}
