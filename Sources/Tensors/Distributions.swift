/// Random numbers that are bit for bit the same on every machine.
///
/// Goals: the same bits everywhere, then accuracy, then speed. Hence no call into the machine's
/// mathematical library, whose last bits differ (rejected: Box–Muller, and the ziggurat's tail).
extension RandomNumberGenerator {
  /// A number uniformly distributed in the open interval (0, 1), with 52 random bits.
  ///
  /// With 53 bits the midpoint nearest to 1 would round to 1.
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A number of the standard normal distribution: the inverse of its distribution function at a
  /// uniform number.
  ///
  /// Checked by: `DistributionTests.normalMatchesInverse`.
  public mutating func normal() -> Double { standardNormalQuantile(uniform()) }

  /// Uniform numbers in (0, 1), also after rounding to `Scalar`.
  public mutating func uniforms<Scalar>(_ shape: [Int]) -> Tensor<Scalar> {
    let last = Scalar(1).nextDown
    return Tensor(
      (0..<shape.reduce(1, *)).map { _ in min(Scalar(uniform()), last) }, shape: shape)
  }

  /// Numbers of the standard normal distribution.
  public mutating func normals<Scalar>(_ shape: [Int]) -> Tensor<Scalar> {
    Tensor((0..<shape.reduce(1, *)).map { _ in Scalar(normal()) }, shape: shape)
  }

  /// The numbers `0 ..< count` in random order, every order equally likely (Fisher–Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    Array(0..<count).shuffled(using: &self)
  }
}

/// The `x` below which a standard normal variable lies with probability `p`, to about 1e-16 relative.
///
/// - Precondition: 0 < p < 1.
///
/// Source: Wichura, *Algorithm AS 241: the percentage points of the normal distribution* (1988),
/// PPND16.
public func standardNormalQuantile(_ p: Double) -> Double {
  precondition(p > 0 && p < 1, "no quantile at probability \(p)")
  let q = p - 0.5
  if q.magnitude <= 0.425 {
    let r = 0.180625 - q * q
    return q * horner(centralNumerator, r) / horner(centralDenominator, r)
  }
  let r = (-portableLogarithm(min(p, 1 - p))).squareRoot()
  let x =
    r <= 5
    ? horner(middleNumerator, r - 1.6) / horner(middleDenominator, r - 1.6)
    : horner(farNumerator, r - 5) / horner(farDenominator, r - 5)
  return q < 0 ? -x : x
}

/// The natural logarithm of a normal positive number from IEEE operations alone, to about 1e-15.
func portableLogarithm(_ x: Double) -> Double {
  var (m, e) = (x.significand, Double(x.exponent))
  if m > 1.414213562373095 { (m, e) = (m / 2, e + 1) }
  let z = (m - 1) / (m + 1)  // ln m = 2 artanh z, |z| ≤ 0.172
  let z2 = z * z
  var series = 0.0
  for k in stride(from: 23, through: 1, by: -2) { series = series * z2 + 1 / Double(k) }
  return e * 0.6931471805599453 + 2 * z * series
}

private func horner(_ coefficients: [Double], _ x: Double) -> Double {
  coefficients.reduce(0) { $0 * x + $1 }
}

// The coefficients of AS 241, highest power first.
private let centralNumerator = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
  13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
]
private let centralDenominator = [
  5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
  5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1,
]
private let middleNumerator = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
  1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959,
  1.42343711074968357734,
]
private let middleDenominator = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
  0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
]
private let farNumerator = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
  0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699,
  6.6579046435011037772,
]
private let farDenominator = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
  7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531,
  0.59983220655588793769, 1,
]
