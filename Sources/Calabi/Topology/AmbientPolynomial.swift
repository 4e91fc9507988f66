/// The product f(J) = Π_α Σ_r q_rα J_r in the ring of a product of projective spaces, as far as integrals over
/// a threefold need it.
///
/// Monomials are packed into one integer, an exponent of four bits for each space. Columns are multiplied
/// one after another, and what can no longer come within three of the top power is left out.
struct AmbientPolynomial {
  private let dimensions: [Int]
  private let coefficients: [UInt128: Int]

  /// As many spaces as there is room for.
  static let mostRows = 32

  init(_ matrix: ConfigurationMatrix) {
    precondition(matrix.rows <= Self.mostRows, "\(matrix.rows) spaces are too many")
    let dimensions = matrix.spaceDimensions
    var product: [UInt128: Int] = [0: 1]
    var left = Set(0..<matrix.columns)
    // What the columns that are left can still add to each exponent.
    var open = (0..<matrix.rows).map { r in
      (0..<matrix.columns).count { matrix[r, $0] > 0 }
    }
    while !left.isEmpty {
      let column = Self.next(of: left, in: matrix, open: open)
      left.remove(column)
      let members = (0..<matrix.rows).filter { matrix[$0, column] > 0 }
      for r in members { open[r] -= 1 }
      var longer: [UInt128: Int] = [:]
      longer.reserveCapacity(product.count * 2)
      for (monomial, factor) in product {
        for r in members {
          let raised = monomial + UInt128(1) << UInt128(4 * r)
          guard Self.exponent(raised, r) <= dimensions[r] else { continue }
          longer[raised, default: 0] += factor * matrix[r, column]
        }
      }
      // Only rows of this column can have become hopeless.
      product = longer.filter { monomial, _ in
        var missing = 0
        for r in 0..<dimensions.count {
          missing += max(0, dimensions[r] - Self.exponent(monomial, r) - open[r])
        }
        return missing <= 3
      }
    }
    (self.dimensions, coefficients) = (dimensions, product)
  }

  /// ∫ f Π J_r over the given r.
  func integral(times classes: [Int]) -> Int {
    var monomial: UInt128 = 0
    for r in dimensions.indices {
      let exponent = dimensions[r] - classes.count { $0 == r }
      guard exponent >= 0 else { return 0 }
      monomial |= UInt128(exponent) << UInt128(4 * r)
    }
    return coefficients[monomial] ?? 0
  }

  private static func exponent(_ monomial: UInt128, _ r: Int) -> Int {
    Int(truncatingIfNeeded: monomial >> UInt128(4 * r) & 15)
  }

  /// The column that ends the most rows, so that few monomials stay.
  private static func next(
    of left: Set<Int>, in matrix: ConfigurationMatrix, open: [Int]
  ) -> Int {
    func cost(_ column: Int) -> (Int, Int) {
      let members = (0..<matrix.rows).filter { matrix[$0, column] > 0 }
      return (members.reduce(0) { $0 + open[$1] - 1 }, column)
    }
    return left.min { cost($0) < cost($1) } ?? 0
  }
}
