public import Oracles
public import Tensors

/// The linear equations that a symmetry satisfies at samples: one row for each sample and output,
/// whose product with the coefficients of a field is the output's rate of change along it.
///
/// Row `(i, k)` is `Σ_a ∂φ_k/∂x_a ⊗ φ(x_a)` over the points `a` of sample `i`, divided by the scale
/// `√(Σ_a |∂φ_k/∂x_a|² |φ(x_a)|²)` known beforehand. Dividing by the norm of the row itself would
/// turn the round-off of an everywhere symmetric output into an equation.
public struct InvarianceEquations: Sendable {
  /// The normalised rows, `[rows, q]`.
  public let rows: Tensor<Double>
  /// What each row was divided by, one for each row; 0 where the output does not vary.
  let scales: [Double]

  /// The number of unknowns `q`.
  public var unknowns: Int { rows.shape[1] }

  /// The equations of `oracle` at `samples`, `[N, points·n]`, for fields of a class.
  ///
  /// - Complexity: O(N · outputs · q).
  public init(
    of oracle: some Oracle, at samples: Tensor<Double>, for fields: FieldClass
  ) {
    self.init(
      jacobians: oracle.evaluate(at: samples).jacobians, at: samples, layout: oracle.layout,
      for: fields, dividingBy: nil)
  }

  /// The equations from Jacobians, `[N, outputs, points·n]`.
  ///
  /// - Parameter scales: What to divide the rows by; nil for the scale known beforehand.
  init(
    jacobians: Tensor<Double>, at samples: Tensor<Double>, layout: PointLayout,
    for fields: FieldClass, dividingBy scales: [Double]?
  ) {
    let (count, outputs) = (jacobians.shape[0], jacobians.shape[1])
    let (n, points) = (layout.dimension, layout.points)
    let b = fields.monomials(dimension: n)
    var rows = Tensor<Double>.zeros([count * outputs, n * b])
    var divisors = scales ?? [Double](repeating: 0, count: count * outputs)
    var monomials = [Double](repeating: 0, count: points * b)
    rows.scalars.withUnsafeMutableBufferPointer { rows in
      samples.scalars.withUnsafeBufferPointer { samples in
        jacobians.scalars.withUnsafeBufferPointer { jacobians in
          monomials.withUnsafeMutableBufferPointer { φ in
            guard let x = samples.baseAddress, let φ = φ.baseAddress else { return }
            for i in 0..<count {
              for a in 0..<points {
                fields.evaluate(x + i * layout.count + a * n, dimension: n, into: φ + a * b)
              }
              for k in 0..<outputs {
                let row = i * outputs + k
                // In units of the largest derivative: squares of extreme numbers have no digits.
                let range = row * layout.count..<(row + 1) * layout.count
                let unit = range.reduce(0.0) { max($0, jacobians[$1].magnitude) }
                guard unit > 0, unit.isFinite else { continue }
                var square = 0.0
                for a in 0..<points {
                  var (gradient, size) = (0.0, 0.0)
                  for m in 0..<b { size += φ[a * b + m] * φ[a * b + m] }
                  for r in 0..<n {
                    let g = jacobians[row * layout.count + a * n + r] / unit
                    gradient += g * g
                    let target = row * n * b + r * b
                    for m in 0..<b { rows[target + m] += g * φ[a * b + m] }
                  }
                  square += gradient * size
                }
                if scales == nil { divisors[row] = unit * square.squareRoot() }
                let factor = divisors[row] > 0 ? unit / divisors[row] : 0
                for m in row * n * b..<(row + 1) * n * b { rows[m] *= factor }
              }
            }
          }
        }
      }
    }
    (self.rows, self.scales) = (rows, divisors)
  }

  /// The root mean square, over the rows, of the invariance violation of each field, one for each row
  /// of `fields`, `[count, q]`.
  public func residuals(of fields: Tensor<Double>) -> [Double] {
    let violations = rows.matmul(fields, transposed: .right)  // [rows, count]
    let (m, d) = (violations.shape[0], violations.shape[1])
    var squares = [Double](repeating: 0, count: d)
    for i in 0..<m { for j in 0..<d { squares[j] += violations[i, j] * violations[i, j] } }
    return squares.map { ($0 / Double(max(1, m))).squareRoot() }
  }
}
