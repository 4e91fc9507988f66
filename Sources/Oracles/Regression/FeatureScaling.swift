internal import RealModule
public import Tensors

/// Standardised features, and the features that cannot be used because others determine them.
public struct FeatureScaling: Sendable {
  /// The positions of the features that are used.
  public let kept: [Int]
  /// The mean of each used feature.
  public let shift: [Double]
  /// The standard deviation of each used feature, positive.
  public let scale: [Double]
  /// The features set aside, with the relation that makes them redundant.
  public let redundant: [RedundantFeature]
  /// The positions, among the used features, of those that take at most three values: a fit says nothing
  /// of what lies between them.
  public let fewValued: [Int]

  /// A feature that is an affine function of earlier ones on all of the data.
  public struct RedundantFeature: Sendable, Codable, Equatable {
    /// Its name.
    public var name: String
    /// The relation, such as `x3 = x1 + 2·x2`.
    public var relation: String
  }

  /// Relative residual variance below which a feature counts as a function of others.
  static let dependence = 1e-18

  /// Scales from a sample of the features, `[N, f]`.
  ///
  /// Features are taken in order: one that is constant, or an affine combination of those before it,
  /// is set aside.
  public init(of sample: Tensor<Double>, names: [String]) {
    let (rows, width) = (sample.shape[0], sample.shape[1])
    var means: [Double] = []
    var spreads: [Double] = []
    for j in 0..<width {
      let size = max(
        (0..<rows).reduce(0) { max($0, sample[$1, j].magnitude) }, .leastNormalMagnitude)
      let mean = (0..<rows).reduce(0) { $0 + sample[$1, j] / size } / Double(rows)
      let variance =
        (0..<rows).reduce(0) { $0 + (sample[$1, j] / size - mean).squared } / Double(rows)
      means.append(mean * size)
      let spread = variance.squareRoot() > 1e-14 ? variance.squareRoot() * size : 0
      // Beyond, reciprocals and products are no numbers any more.
      spreads.append((1e-300...1e300).contains(spread) ? spread : 0)
    }
    var kept: [Int] = []
    var redundant: [RedundantFeature] = []
    var basis: [[Double]] = []  // orthonormal, spanning the kept standardised columns
    for j in 0..<width {
      guard spreads[j] > 0 else {
        redundant.append(.init(name: names[j], relation: "\(names[j]) = \(short(means[j]))"))
        continue
      }
      let column = (0..<rows).map { (sample[$0, j] - means[j]) / spreads[j] }
      var rest = column
      for _ in 0..<2 {  // twice is enough (Kahan, Parlett)
        for b in basis {
          let along = zip(b, rest).reduce(0) { $0 + $1.0 * $1.1 }
          for i in 0..<rows { rest[i] -= along * b[i] }
        }
      }
      let left = rest.reduce(0) { $0 + $1 * $1 }
      if left <= Self.dependence * Double(rows) {
        let relation = Self.relation(
          of: j, to: kept, in: sample, means: means, spreads: spreads, names: names)
        redundant.append(.init(name: names[j], relation: relation))
      } else {
        kept.append(j)
        basis.append(rest.map { $0 / left.squareRoot() })
      }
    }
    self.kept = kept
    self.redundant = redundant
    fewValued = kept.indices.filter { k in
      var seen: Set<Double> = []
      for i in 0..<rows where seen.count < 4 { seen.insert(sample[i, kept[k]]) }
      return seen.count < 4
    }
    shift = kept.map { means[$0] }
    scale = kept.map { spreads[$0] }
  }

  private init(
    kept: [Int], shift: [Double], scale: [Double], redundant: [RedundantFeature], fewValued: [Int]
  ) {
    (self.kept, self.shift, self.scale) = (kept, shift, scale)
    (self.redundant, self.fewValued) = (redundant, fewValued)
  }

  /// The same scaling with only some of the used features, given by position in ``kept``.
  public func restricted(to positions: [Int]) -> FeatureScaling {
    FeatureScaling(
      kept: positions.map { kept[$0] }, shift: positions.map { shift[$0] },
      scale: positions.map { scale[$0] }, redundant: redundant,
      fewValued: positions.indices.filter { fewValued.contains(positions[$0]) })
  }

  /// The used features of raw rows `[N, f]`, standardised: `[N, kept.count]`.
  public func apply(_ features: Tensor<Double>) -> Tensor<Double> {
    let (rows, width, n) = (features.shape[0], features.shape[1], kept.count)
    var result = Tensor<Double>.zeros([rows, n])
    result.scalars.withUnsafeMutableBufferPointer { z in
      features.scalars.withUnsafeBufferPointer { x in
        for i in 0..<rows {
          for (j, column) in kept.enumerated() {
            z[i * n + j] = (x[i * width + column] - shift[j]) / scale[j]
          }
        }
      }
    }
    return result
  }

  private static func relation(
    of j: Int, to kept: [Int], in sample: Tensor<Double>, means: [Double], spreads: [Double],
    names: [String]
  ) -> String {
    var design = Tensor<Double>.zeros([sample.shape[0], kept.count])
    var target = Tensor<Double>.zeros([sample.shape[0]])
    for i in 0..<sample.shape[0] {
      for (k, column) in kept.enumerated() {
        design[i, k] = (sample[i, column] - means[column]) / spreads[column]
      }
      target[i] = (sample[i, j] - means[j]) / spreads[j]
    }
    let standardised = design.leastSquares(target).x
    var terms: [String] = []
    var constant = means[j]
    for (k, column) in kept.enumerated() {
      let factor = standardised[k] * spreads[j] / spreads[column]
      constant -= factor * means[column]
      guard standardised[k].magnitude > 1e-8 else { continue }
      let sign = factor < 0 ? "− " : terms.isEmpty ? "" : "+ "
      let size = factor.magnitude
      terms.append(
        (size - 1).magnitude < 1e-8
          ? sign + names[column] : "\(sign)\(short(size))·\(names[column])")
    }
    if constant.magnitude > 1e-8 * (means[j].magnitude + spreads[j]) || terms.isEmpty {
      terms.append(
        (constant < 0 ? "− " : terms.isEmpty ? "" : "+ ") + short(constant.magnitude))
    }
    return "\(names[j]) = \(terms.joined(separator: " "))"
  }
}

extension Double {
  fileprivate var squared: Double { self * self }
}

/// At most six significant digits, without trailing zeros.
private func short(_ value: Double) -> String {
  guard value != 0, value.isFinite else { return "\(value)" }
  if value.magnitude >= 1e6 || value.magnitude < 1e-4 {
    let exponent = Int(value.magnitude.exponentOfTen)
    return "\(short(value / .power(ten: exponent)))e\(exponent)"
  }
  let scale = Double.power(ten: 5 - Int(value.magnitude.exponentOfTen))
  let rounded = (value * scale).rounded() / scale
  return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
}

extension Double {
  fileprivate var exponentOfTen: Double { Double.log10(self).rounded(.down) }
  fileprivate static func power(ten exponent: Int) -> Double { .pow(10, exponent) }
}
