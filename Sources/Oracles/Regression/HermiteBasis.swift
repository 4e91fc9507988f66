public import Tensors

/// The polynomials of total degree at most `degree` in `dimension` variables, as products of
/// normalised Hermite polynomials.
///
/// They are orthonormal under the standard normal distribution, so that standardised features give
/// well-conditioned least squares. Rejected: monomials, whose normal equations lose twice the digits.
///
/// Members are ordered by total degree: the first ``count(degree:)`` span the lower degrees.
public struct HermiteBasis: Sendable {
  /// The number of variables `n`.
  public let dimension: Int
  /// The largest total degree.
  public let degree: Int
  /// The exponents of each member, `[P][n]`.
  public let exponents: [[Int]]

  /// The basis of all polynomials up to a degree.
  public init(dimension: Int, degree: Int) {
    (self.dimension, self.degree) = (dimension, degree)
    var list: [[Int]] = []
    func extend(_ prefix: [Int], remaining: Int) {
      if prefix.count == dimension {
        if remaining == 0 { list.append(prefix) }
        return
      }
      for power in (0...remaining).reversed() {
        extend(prefix + [power], remaining: remaining - power)
      }
    }
    for total in 0...degree { extend([], remaining: total) }
    exponents = list
  }

  /// The number of members `P`.
  public var count: Int { exponents.count }

  /// The number of polynomials of total degree at most `degree`, `binomial(n + degree, degree)`.
  public func count(degree: Int) -> Int { Self.count(dimension: dimension, degree: degree) }

  /// `binomial(dimension + degree, degree)`, without forming a basis.
  public static func count(dimension: Int, degree: Int) -> Int {
    (0..<degree).reduce(1) { $0 * (dimension + $1 + 1) / ($1 + 1) }
  }

  /// The values of all members at points `[N, n]`: `[N, P]`.
  public func values(at points: Tensor<Double>) -> Tensor<Double> {
    var result = Tensor<Double>.zeros([points.shape[0], count])
    var table = [Double](repeating: 0, count: dimension * (degree + 1))
    let factors = sparseExponents
    result.scalars.withUnsafeMutableBufferPointer { out in
      points.scalars.withUnsafeBufferPointer { x in
        for i in 0..<points.shape[0] {
          fill(&table, at: x, sample: i)
          for (p, factor) in factors.enumerated() {
            var product = 1.0
            for (variable, power) in factor { product *= table[variable * (degree + 1) + power] }
            out[i * factors.count + p] = product
          }
        }
      }
    }
    return result
  }

  /// The partial derivatives of all members at points `[N, n]`: row `i·n + a` holds `∂φₚ/∂xₐ` at
  /// point `i`, `[N·n, P]`.
  public func partialDerivatives(at points: Tensor<Double>) -> Tensor<Double> {
    let samples = points.shape[0]
    var partials = Tensor<Double>.zeros([samples * dimension, count])
    var table = [Double](repeating: 0, count: dimension * (degree + 1))
    let factors = sparseExponents
    partials.scalars.withUnsafeMutableBufferPointer { out in
      points.scalars.withUnsafeBufferPointer { x in
        for i in 0..<samples {
          fill(&table, at: x, sample: i)
          for (p, factor) in factors.enumerated() {
            for (differentiated, order) in factor {
              // hₘ′ = √m hₘ₋₁ for the normalised polynomials.
              var product = Double(order).squareRoot()
              for (variable, power) in factor {
                let lowered = variable == differentiated ? power - 1 : power
                product *= table[variable * (degree + 1) + lowered]
              }
              out[(i * dimension + differentiated) * factors.count + p] = product
            }
          }
        }
      }
    }
    return partials
  }

  private var sparseExponents: [[(variable: Int, power: Int)]] {
    exponents.map { powers in
      powers.enumerated().filter { $0.element > 0 }.map { (variable: $0.offset, power: $0.element) }
    }
  }

  /// The univariate polynomials of every variable: `√(m+1) hₘ₊₁ = x hₘ − √m hₘ₋₁`.
  private func fill(
    _ table: inout [Double], at points: UnsafeBufferPointer<Double>, sample: Int
  ) {
    for variable in 0..<dimension {
      let x = points[sample * dimension + variable]
      let start = variable * (degree + 1)
      table[start] = 1
      if degree > 0 { table[start + 1] = x }
      for m in 1..<max(1, degree) {
        let (below, order) = (table[start + m - 1], Double(m))
        table[start + m + 1] =
          (x * table[start + m] - order.squareRoot() * below) / (order + 1).squareRoot()
      }
    }
  }
}
