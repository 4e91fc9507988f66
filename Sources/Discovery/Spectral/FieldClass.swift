internal import Tensors

/// A finite-dimensional class of vector fields `v(x) = C·φ(x)` in which symmetries are sought.
///
/// `φ` lists monomials of the coordinates, `B` of them, and the coefficients `C` are `[n, B]`, so the
/// class has `q = n·B` unknowns.
public enum FieldClass: String, Sendable, CaseIterable, Codable {
  /// `v(x) = A x`: `φ = (x₁, …, xₙ)`.
  case linear
  /// `v(x) = A x + b`: `φ = (x₁, …, xₙ, 1)`.
  case affine
  /// Polynomials of degree at most 2: `φ = (x₁, …, xₙ, 1, x₁², x₁x₂, …, xₙ²)`.
  case quadratic

  /// The number of monomials `B` in dimension `n`.
  public func monomials(dimension n: Int) -> Int {
    switch self {
    case .linear: n
    case .affine: n + 1
    case .quadratic: n + 1 + n * (n + 1) / 2
    }
  }

  /// The number of unknowns `q = n·B`.
  public func unknowns(dimension n: Int) -> Int { n * monomials(dimension: n) }

  /// The exponents of each monomial, `[B][n]`, in the order of `φ`.
  public func exponents(dimension n: Int) -> [[Int]] {
    let unit = { (i: Int) in (0..<n).map { $0 == i ? 1 : 0 } }
    var list = (0..<n).map(unit)
    if self == .linear { return list }
    list.append([Int](repeating: 0, count: n))
    if self == .affine { return list }
    for i in 0..<n { for j in i..<n { list.append(zip(unit(i), unit(j)).map(+)) } }
    return list
  }

  /// Writes `φ(x)` for the point `x` of dimension `n`.
  @inline(__always)
  func evaluate(
    _ x: UnsafePointer<Double>, dimension n: Int, into φ: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<n { φ[i] = x[i] }
    if self == .linear { return }
    φ[n] = 1
    if self == .affine { return }
    var k = n + 1
    for i in 0..<n {
      for j in i..<n {
        φ[k] = x[i] * x[j]
        k += 1
      }
    }
  }

  /// Coefficients with respect to `x`, given those with respect to `x' = (x − shift) / scale`.
  ///
  /// A field `v'(x') = C' φ(x')` in the scaled coordinates is `v(x) = diag(scale)·C'·φ(x')`, and
  /// `φ(x')` is a fixed linear combination of `φ(x)`.
  ///
  /// - Parameter coefficients: `[…, n, B]`, any number of fields.
  /// - Precondition: The linear class has no shift.
  func undoingScaling(
    _ coefficients: Tensor<Double>, shift: [Double], scale: [Double]
  ) -> Tensor<Double> {
    let n = scale.count
    let b = monomials(dimension: n)
    precondition(self != .linear || shift.allSatisfy { $0 == 0 }, "linear fields fix the origin")
    // x'ᵢ = αᵢ xᵢ + βᵢ, and φ(x') = change · φ(x).
    let (α, β) = (scale.map { 1 / $0 }, zip(shift, scale).map { -$0 / $1 })
    var change = Tensor<Double>.zeros([b, b])
    for i in 0..<n {
      change[i, i] = α[i]
      if self != .linear { change[i, n] = β[i] }
    }
    if self != .linear { change[n, n] = 1 }
    if self == .quadratic {
      var k = n + 1
      for i in 0..<n {
        for j in i..<n {
          change[k, k] = α[i] * α[j]
          change[k, i] += α[i] * β[j]
          change[k, j] += α[j] * β[i]
          change[k, n] = β[i] * β[j]
          k += 1
        }
      }
    }
    let fields = coefficients.count / (n * b)
    var result = coefficients.reshaped([fields * n, b]).matmul(change)
    for f in 0..<fields { for i in 0..<n { for k in 0..<b { result[f * n + i, k] *= scale[i] } } }
    return result.reshaped(coefficients.shape)
  }
}
