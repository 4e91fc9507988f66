internal import ComplexModule
internal import Tensors

/// How commuting matrices generate a group: circles, lines, or neither.
///
/// Nilpotent parts are found by traces, which noise changes to first order; eigenvalues of Jordan
/// blocks change with its square root.
struct CommutingSpectrum: Sendable, Equatable {
  /// The dimension of the part with imaginary eigenvalues: rotations, u(1)ᵏ.
  var compact = 0
  /// The dimension of the part with real eigenvalues: boosts and dilations.
  var split = 0
  /// The dimension of the part whose eigenvalues are neither: spirals.
  var spiral = 0
  /// The dimension of the nilpotent part: shears and translations.
  var nilpotent = 0
  /// Whether no part was called zero only because the noise could hide it.
  var isClear = true

  /// The spectrum of unit commuting `matrices`, `[k, n, n]`, with relative errors `noise`.
  init(of matrices: Tensor<Double>, noise: Double) {
    let (k, n) = (matrices.shape[0], matrices.shape[1])
    guard k > 0 else { return }
    let noise = max(noise, 1e-12)
    let flat = matrices.reshaped([k, n * n])
    var rng = Philox(seed: 0x7370_6563)

    // tr(A_x A_yʲ) = 0 for all y and j: nilpotent x.
    var equations: [Double] = []
    let samples = k == 1 ? 1 : 2 * k + 2
    let highest = min(n, 6)
    for _ in 0..<samples {
      let y = Self.combination(of: flat, n, using: &rng)
      var power = Tensor<Double>.identity(n)
      for j in 0..<highest {
        let traces = flat.matmul(power.transposed.reshaped([n * n]))
        let terms = j == 0 ? n : (j + 1) * (j + 1)  // that the noise of this row adds up
        equations += (traces / Double(samples * terms).squareRoot()).scalars
        power = y.matmul(power)
      }
    }
    let traces = Tensor(equations, shape: [samples * highest, k])
    let nullity = traces.nullSpace(level: noise / Double(n), scale: 0.1)
    isClear = Self.isClear(traces, level: noise / Double(n))
    nilpotent = nullity.shape[0]
    guard nilpotent < k else { return }

    let rest = nullity.orthogonalComplement.matmul(flat)
    let weights = Self.weights(rest, n, using: &rng)
    let r = rest.shape[0]
    let level = noise * Double(r).squareRoot()
    compact = weights.real.nullSpace(level: level, scale: 1).shape[0]
    split = weights.imaginary.nullSpace(level: level, scale: 1).shape[0]
    isClear =
      isClear && Self.isClear(weights.real, level: level)
      && Self.isClear(weights.imaginary, level: level)
    if compact + split > r { split = r - compact }
    spiral = r - compact - split
  }

  /// Whether a matrix is not of a size that is both natural for a signal and possible for noise.
  private static func isClear(_ matrix: Tensor<Double>, level: Double) -> Bool {
    let largest = matrix.norm
    return largest <= max(1.5 * level, 0.03) || largest > 6 * level
  }

  private static func combination(
    of flat: Tensor<Double>, _ n: Int, using rng: inout some RandomNumberGenerator
  ) -> Tensor<Double> {
    let x: Tensor<Double> = rng.normals([1, flat.shape[0]])
    return (x / x.norm).matmul(flat).reshaped([n, n])
  }

  /// The joint eigenvalues `λᵢ(x)` of the rows of `flat`, real and imaginary parts, `[n, r]`.
  private static func weights(
    _ flat: Tensor<Double>, _ n: Int, using rng: inout some RandomNumberGenerator
  ) -> (real: Tensor<Double>, imaginary: Tensor<Double>) {
    let r = flat.shape[0]
    if r == 1 {
      let values = flat.reshaped([n, n]).eigenvalues()
      return (
        Tensor(values.map(\.real), shape: [n, 1]), Tensor(values.map(\.imaginary), shape: [n, 1])
      )
    }
    let eigen = combination(of: flat, n, using: &rng).eigen()
    var (real, imaginary): ([Double], [Double]) = ([], [])
    for (u, v) in zip(eigen.left, eigen.right) {
      let length = zip(u, v).reduce(Complex<Double>.zero) { $0 + $1.0.conjugate * $1.1 }
      guard length.length > 0.05 else { continue }
      for a in 0..<r {
        var value = Complex<Double>.zero
        for i in 0..<n {
          var row = Complex<Double>.zero
          for j in 0..<n { row += Complex(flat.scalars[a * n * n + i * n + j]) * v[j] }
          value += u[i].conjugate * row
        }
        value /= length
        real.append(value.real)
        imaginary.append(value.imaginary)
      }
    }
    let rows = real.count / r
    return (Tensor(real, shape: [rows, r]), Tensor(imaginary, shape: [rows, r]))
  }
}
