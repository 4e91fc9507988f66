/// A homogeneous cubic polynomial, `N(x) = Σ c xᵢ xⱼ xₖ` over few of the triples.
struct CubicForm: Sendable {
  /// The number of variables.
  let dimension: Int
  private let terms: [Term]

  private struct Term {
    let (i, j, k): (Int, Int, Int)
    let coefficient: Double
  }

  /// - Precondition: Every term of the polynomial has degree 3.
  init(_ polynomial: Polynomial, dimension: Int) {
    self.dimension = dimension
    terms = polynomial.terms.map { monomial, coefficient in
      precondition(monomial.count == 3, "\(monomial) is no cubic monomial")
      return Term(i: monomial[0], j: monomial[1], k: monomial[2], coefficient: coefficient)
    }
  }

  /// `N(x)`; the gradient is added to `gradient`, `[dimension]`.
  func add(
    gradientAt x: UnsafePointer<Double>, to gradient: UnsafeMutablePointer<Double>
  ) -> Double {
    var value = 0.0
    for term in terms {
      let (c, x0, x1, x2) = (term.coefficient, x[term.i], x[term.j], x[term.k])
      gradient[term.i] += c * x1 * x2
      gradient[term.j] += c * x0 * x2
      gradient[term.k] += c * x0 * x1
      value += c * x0 * x1 * x2
    }
    return value
  }

  /// `N(x)` and `∇N(x)`.
  func callAsFunction(_ x: [Double]) -> (value: Double, gradient: [Double]) {
    precondition(x.count == dimension, "\(x.count) numbers are not \(dimension)")
    var gradient = [Double](repeating: 0, count: dimension)
    let value = x.withUnsafeBufferPointer { x in
      gradient.withUnsafeMutableBufferPointer { gradient -> Double in
        guard let x = x.baseAddress, let gradient = gradient.baseAddress else { return 0 }
        return add(gradientAt: x, to: gradient)
      }
    }
    return (value, gradient)
  }
}
