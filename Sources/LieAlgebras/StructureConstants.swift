internal import Tensors

/// Structure constants in a basis that counts as orthonormal, and the noise of their components.
///
/// The working form of every computation here. Goals: each operation is one matrix product, and every
/// rank decision gets the size of the noise it has to expect.
struct StructureConstants: Sendable {
  /// `[eᵢ, eⱼ] = Σₖ c[i, j, k] eₖ`, `[m, m, m]`.
  let c: Tensor<Double>
  /// The standard deviation `η` of the error of one component of a bracket of unit elements.
  let noise: Double

  /// The size that brackets of unit elements naturally have.
  let scale: Double

  /// Constants with the error `noise`, or rounding error if that is larger.
  ///
  /// - Parameters:
  ///   - c: The constants, `[m, m, m]`.
  ///   - noise: The standard deviation of a component.
  ///   - scale: The natural size of brackets, if these constants are a part of larger ones or those of
  ///     matrices.
  init(_ c: Tensor<Double>, noise: Double, scale: Double = 0) {
    self.c = c
    self.scale = max(scale, c.norm / Double(max(1, c.shape[0])))
    self.noise = max(noise, 2e-14 * c.norm / Double(max(1, c.shape[0])))
  }

  /// The dimension `m`.
  var dimension: Int { c.shape[0] }

  /// The noise one expects as the spectral norm of a matrix of bracket components.
  func level(rows: Int, columns: Int) -> Double {
    noise * (Double(rows).squareRoot() + Double(columns).squareRoot())
  }

  /// The matrix of `y ↦ [x, y]` on columns, `[m, m]`.
  func adjoint(_ x: Tensor<Double>) -> Tensor<Double> {
    let m = dimension
    return x.reshaped([1, m]).matmul(c.reshaped([m, m * m])).reshaped([m, m]).transposed
  }

  /// `[uₐ, eⱼ]` for the rows of `u`, `[r, m]`, as `[r, m, m]`.
  private func halfBrackets(_ u: Tensor<Double>) -> Tensor<Double> {
    let (m, r) = (dimension, u.shape[0])
    return u.matmul(c.reshaped([m, m * m])).reshaped([r, m, m])
  }

  /// All `[uₐ, v_b]` for the rows of `u` and `v`, `[r·s, m]`.
  func brackets(_ u: Tensor<Double>, _ v: Tensor<Double>) -> Tensor<Double> {
    let (m, r, s) = (dimension, u.shape[0], v.shape[0])
    guard r > 0, s > 0 else { return .zeros([0, m]) }
    let half = halfBrackets(u)
    let parts = (0..<r).flatMap { v.matmul(half.row($0)).scalars }
    return Tensor(parts, shape: [r * s, m])
  }

  /// The constants in the span of the orthonormal rows of `p`, `[r, m]`, brackets projected onto it:
  /// a subalgebra, or the quotient by the ideal orthogonal to the rows.
  func projected(to p: Tensor<Double>) -> StructureConstants {
    let r = p.shape[0]
    let constants = brackets(p, p).matmul(p, transposed: .right)
    return StructureConstants(constants.reshaped([r, r, r]), noise: noise, scale: scale)
  }

  /// The matrices of the rows of `x` acting on the span of the orthonormal rows of `p`, brackets
  /// projected onto it, `[x.count, r, r]`.
  func action(of x: Tensor<Double>, on p: Tensor<Double>) -> Tensor<Double> {
    let (s, r) = (x.shape[0], p.shape[0])
    let images = brackets(x, p).matmul(p, transposed: .right)  // [x·p, r], images as rows
    var result = [Double](repeating: 0, count: s * r * r)
    for i in 0..<s {
      for j in 0..<r {
        for k in 0..<r { result[(i * r + k) * r + j] = images.scalars[(i * r + j) * r + k] }
      }
    }
    return Tensor(result, shape: [s, r, r])
  }

  /// The Killing form `Kᵢⱼ = tr(ad eᵢ ad eⱼ)`, `[m, m]`.
  var killingForm: Tensor<Double> {
    let m = dimension
    var exchanged = [Double](repeating: 0, count: m * m * m)
    c.scalars.withUnsafeBufferPointer { c in
      exchanged.withUnsafeMutableBufferPointer { target in
        for i in 0..<m {
          for k in 0..<m {
            for l in 0..<m { target[(i * m + l) * m + k] = c[(i * m + k) * m + l] }
          }
        }
      }
    }
    let k = c.reshaped([m, m * m])
      .matmul(Tensor(exchanged, shape: [m, m * m]), transposed: .right)
    return 0.5 * (k + k.transposed)
  }

  /// The noise one expects as the spectral norm of the Killing form.
  var killingLevel: Double { 3 * noise * c.norm }

  /// The typical size of the Killing form on unit elements.
  var killingScale: Double { 0.1 * c.norm * c.norm / Double(max(1, dimension)) }
}
