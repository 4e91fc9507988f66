internal import Tensors

/// The functions of degree at most two that hardly vary over a cloud: where an orbit is too thinly sampled
/// for tangents, it may still be a level set of a few such functions, and their gradients are its normals.
///
/// Functions that vary least are eigenvectors of the covariance of monomials, each monomial divided by its
/// deviation, with the variation of a random function as the measure. There are as many as lie before a clear
/// gap of the spectrum.
struct LevelSets: Sendable {
  /// Their gradients as normals, or nil if no function is nearly constant.
  let normals: OrbitNormals?
  /// The standard deviations of unit combinations of scaled monomials, increasing.
  let spectrum: [Double]

  /// The least ratio of successive deviations that ends the constant functions.
  ///
  /// Too small takes any quadric near the points for an orbit; too large misses noisy ones.
  static let leastGap = 5.0
  /// The largest deviation of a constant function, relative to a random one's.
  static let constant = 0.1
  /// Points for each monomial that are needed.
  static let pointsPerTerm = 3

  /// The level sets through a joint cloud, `[N, D]`.
  ///
  /// - Parameter limit: The most points at which normals are taken.
  init(of cloud: Tensor<Double>, limit: Int, seed: UInt64) {
    let (count, d) = (cloud.shape[0], cloud.shape[1])
    let terms = d + d * (d + 1) / 2
    guard count >= Self.pointsPerTerm * terms else {
      (normals, spectrum) = (nil, [])
      return
    }
    var rows = Tensor<Double>.zeros([count, terms])
    for i in 0..<count { Self.monomials(cloud.row(i).scalars, into: &rows, row: i) }
    let principal = PrincipalComponents(of: rows)  // for mean and scales
    let centred = rows.subtracting(principal.mean)
    let scales = (0..<terms).map { k in
      ((0..<count).reduce(0) { $0 + centred[$1, k] * centred[$1, k] } / Double(count))
        .squareRoot()
    }
    var scaled = centred
    for i in 0..<count {
      for k in 0..<terms { scaled[i, k] = scales[k] > 0 ? centred[i, k] / scales[k] : 0 }
    }
    var rng = Philox(seed: seed, stream: 0x6C65_7665_6C00_0000)
    var foldOf = [Int](repeating: 0, count: count)
    for (place, row) in rng.permutation(count).enumerated() {
      foldOf[row] = place % LocalTangents.folds
    }
    let parts = (0..<LocalTangents.folds).map { fold in
      let members = (0..<count).filter { foldOf[$0] == fold }
      return Tensor(stacking: members.map(scaled.row)).gram
    }
    var whole = parts[0]
    for part in parts.dropFirst() { whole += part }
    let eigen = (whole / Double(count)).symmetricEigen()
    let deviations = eigen.values.map { max(0, $0).squareRoot() }
    spectrum = deviations
    let tiny = 1e-9 * (deviations.last ?? 1)
    let gaps = zip(deviations, deviations.dropFirst()).map { max($1, tiny) / max($0, tiny) }
    let possible = gaps.indices.filter {
      $0 < d && gaps[$0] >= Self.leastGap && deviations[$0] <= Self.constant
    }
    guard let last = possible.max(by: { gaps[$0] < gaps[$1] }) else {
      normals = nil
      return
    }
    let found = eigen.vectors.rows(0..<last + 1)  // [c, terms]
    let others = parts.map { part in
      var rest = whole
      rest.add(part, times: -1)
      let other = rest.symmetricEigen().vectors.rows(0..<last + 1)
      return found.matmul(other, transposed: .right).matmul(other)
    }
    var mean = others[0]
    for other in others.dropFirst() { mean += other }
    mean = mean / Double(others.count)
    let factor = (Double(others.count - 1) / Double(others.count)).squareRoot()
    let chosen = (0..<min(limit, count)).map { $0 * count / min(limit, count) }
    let points = Tensor(stacking: chosen.map(cloud.row))
    func gradients(_ functions: Tensor<Double>) -> Tensor<Double> {
      Self.gradients(of: functions, scales: scales, at: points)
    }
    normals = OrbitNormals(
      points: points, normals: gradients(found),
      spread: others.map { gradients(factor * ($0 - mean)) })
  }

  /// `x₁ … x_D, x₁², x₁x₂, …, x_D²`.
  private static func monomials(_ x: [Double], into rows: inout Tensor<Double>, row: Int) {
    var k = 0
    for value in x {
      rows[row, k] = value
      k += 1
    }
    for i in x.indices {
      for j in i..<x.count {
        rows[row, k] = x[i] * x[j]
        k += 1
      }
    }
  }

  /// The gradients of combinations of scaled monomials, `[c, terms]`, at points, `[E, c, D]`.
  private static func gradients(
    of functions: Tensor<Double>, scales: [Double], at points: Tensor<Double>
  ) -> Tensor<Double> {
    let (count, d, c) = (points.shape[0], points.shape[1], functions.shape[0])
    var result = Tensor<Double>.zeros([count, c, d])
    for f in 0..<c {
      let a = (0..<scales.count).map { scales[$0] > 0 ? functions[f, $0] / scales[$0] : 0 }
      for e in 0..<count {
        var k = d
        for i in 0..<d { result[e, f, i] += a[i] }
        for i in 0..<d {
          for j in i..<d {
            result[e, f, i] += a[k] * points[e, j]
            result[e, f, j] += a[k] * points[e, i]
            k += 1
          }
        }
      }
    }
    return result
  }
}
