internal import Tensors

/// The Lie brackets of polynomial vector fields, `[u, v] = Dv·u − Du·v`, by exact arithmetic on
/// coefficients, and their coordinates in the span of the fields.
struct PolynomialBrackets {
  /// `[eᵢ, eⱼ] ≈ Σₖ constants[i, j, k] eₖ`, `[d, d, d]` if all are bracketed.
  let constants: Tensor<Double>
  /// The share of the brackets' norm outside the span.
  let residual: Double

  private typealias Polynomial = [[Int]: Double]

  /// The brackets of fields with coefficients `[d, n, B]` in a class.
  ///
  /// - Parameter bracketed: How many of the fields are bracketed with each other; fewer than all give a
  ///   residual, but no constants of an algebra.
  init(of fields: Tensor<Double>, class fieldClass: FieldClass, bracketed: Int? = nil) {
    let d = fields.shape[0]
    let n = fields.shape[1]
    let some = min(d, bracketed ?? d)
    let exponents = fieldClass.exponents(dimension: n)
    let polynomials: [[Polynomial]] = fields.unstacked.map { field in
      field.unstacked.map { component in
        Polynomial(uniqueKeysWithValues: zip(exponents, component.scalars))
      }
    }
    var places: [String: Int] = [:]
    func flat(_ field: [Polynomial]) -> [Int: Double] {
      var result: [Int: Double] = [:]
      for (i, component) in field.enumerated() {
        for (powers, value) in component where value != 0 {
          let key = "\(i) \(powers)"
          let place = places[key] ?? places.count
          places[key] = place
          result[place] = value
        }
      }
      return result
    }
    let basis = polynomials.map(flat)
    var brackets: [[Int: Double]] = []
    for i in 0..<some {
      for j in 0..<some {
        brackets.append(flat(i == j ? [] : Self.bracket(polynomials[i], polynomials[j])))
      }
    }
    func dense(_ rows: [[Int: Double]]) -> Tensor<Double> {
      var result = Tensor<Double>.zeros([rows.count, max(1, places.count)])
      for (r, row) in rows.enumerated() { for (place, value) in row { result[r, place] = value } }
      return result
    }
    let (span, targets) = (dense(basis), dense(brackets))
    let solution = span.transposed.leastSquares(targets.transposed).x  // [d, some²]
    let rest = targets - solution.transposed.matmul(span)
    constants = solution.transposed.reshaped([some, some, d])
    residual = targets.norm > 0 ? rest.norm / targets.norm : 0
  }

  private static func bracket(_ u: [Polynomial], _ v: [Polynomial]) -> [Polynomial] {
    u.indices.map { i in
      var sum: Polynomial = [:]
      for j in u.indices {
        add(derivative(v[i], j), times: u[j], sign: 1, to: &sum)
        add(derivative(u[i], j), times: v[j], sign: -1, to: &sum)
      }
      return sum
    }
  }

  private static func derivative(_ p: Polynomial, _ variable: Int) -> Polynomial {
    var result: Polynomial = [:]
    for (powers, value) in p where powers[variable] > 0 && value != 0 {
      var lowered = powers
      lowered[variable] -= 1
      result[lowered] = value * Double(powers[variable])
    }
    return result
  }

  private static func add(
    _ p: Polynomial, times q: Polynomial, sign: Double, to sum: inout Polynomial
  ) {
    for (a, x) in p {
      for (b, y) in q where y != 0 { sum[zip(a, b).map(+), default: 0] += sign * x * y }
    }
  }
}
