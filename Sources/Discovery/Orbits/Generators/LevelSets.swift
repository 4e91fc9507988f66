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
    let kept = Self.trimmed(scaled, dimension: d)
    scaled = Tensor(stacking: kept.map(scaled.row))
    var rng = Philox(seed: seed, stream: 0x6C65_7665_6C00_0000)
    var foldOf = [Int](repeating: 0, count: kept.count)
    for (place, row) in rng.permutation(kept.count).enumerated() {
      foldOf[row] = place % LocalTangents.folds
    }
    // Around the mean of those that are left.
    scaled = scaled.subtracting(PrincipalComponents.mean(of: scaled))
    let parts = (0..<LocalTangents.folds).map { fold in
      let members = kept.indices.filter { foldOf[$0] == fold }
      return Tensor(stacking: members.map(scaled.row)).gram
    }
    var whole = parts[0]
    for part in parts.dropFirst() { whole += part }
    let eigen = (whole / Double(kept.count)).symmetricEigen()
    let deviations = eigen.values.map { max(0, $0).squareRoot() }
    spectrum = deviations
    guard let last = Self.last(deviations, dimension: d) else {
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
    let some = min(limit, kept.count)
    let chosen = (0..<some).map { kept[$0 * kept.count / some] }
    let points = Tensor(stacking: chosen.map(cloud.row))
    func gradients(_ functions: Tensor<Double>) -> Tensor<Double> {
      Self.gradients(of: functions, scales: scales, at: points)
    }
    normals = OrbitNormals(
      points: points, normals: gradients(found),
      spread: others.map { gradients(factor * ($0 - mean)) })
  }

  /// The place of the last function that is nearly constant: where deviations rise most.
  private static func last(_ deviations: [Double], dimension d: Int) -> Int? {
    let tiny = 1e-9 * (deviations.last ?? 1)
    let gaps = zip(deviations, deviations.dropFirst()).prefix(d).map {
      max($1, tiny) / max($0, tiny)
    }
    return gaps.indices.filter { gaps[$0] >= leastGap && deviations[$0] <= constant }
      .max { gaps[$0] < gaps[$1] }
  }

  /// The rows on which none of the functions that vary least is far from its values on most rows: points of
  /// other orbits, taken for ones of this, would spoil them.
  private static func trimmed(_ scaled: Tensor<Double>, dimension d: Int) -> [Int] {
    let count = scaled.shape[0]
    var kept = Array(0..<count)
    for _ in 0..<trimmings {
      let rows = Tensor(stacking: kept.map(scaled.row))
      let mean = PrincipalComponents.mean(of: rows)
      let eigen = (rows.subtracting(mean).gram / Double(kept.count)).symmetricEigen()
      let values = scaled.subtracting(mean)
        .matmul(eigen.vectors.rows(0..<d), transposed: .right).transposed  // [d, count]
      var isFar = [Bool](repeating: false, count: count)
      for function in values.unstacked {
        let middle = function.scalars.sorted()[count / 2]
        let distances = function.scalars.map { ($0 - middle).magnitude }
        let limit = farFromMost * distances.sorted()[count / 2]
        for i in 0..<count where distances[i] > limit { isFar[i] = true }
      }
      let next = (0..<count).filter { !isFar[$0] }
      if next == kept || next.count < count / 2 { return kept }
      kept = next
    }
    return kept
  }

  /// Points are left out beyond this multiple of the median distance, in so many rounds at most.
  private static let farFromMost = 8.0
  private static let trimmings = 8

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
