internal import Tensors

/// The sum of `value · E(row, column)` over the entries, `[size, size]`.
func matrix(_ size: Int, _ entries: (row: Int, column: Int, value: Double)...) -> Tensor<Double> {
  var sum = Tensor<Double>.zeros([size, size])
  for (i, j, value) in entries { sum[i, j] += value }
  return sum
}

/// The pairs `i < j` of indices below `n`, in lexicographic order.
func pairs(_ n: Int) -> [(Int, Int)] {
  (0..<n).flatMap { i in (i + 1..<max(n, i + 1)).map { (i, $0) } }
}

extension Tensor {
  /// The Kronecker product of two square matrices: each entry of this one times all of `other`.
  func kronecker(_ other: Tensor) -> Tensor {
    let (n, k) = (shape[0], other.shape[0])
    var product = Tensor.zeros([n * k, n * k])
    for i in 0..<n {
      for j in 0..<n where self[i, j] != 0 {
        for a in 0..<k {
          for b in 0..<k { product[i * k + a, j * k + b] = self[i, j] * other[a, b] }
        }
      }
    }
    return product
  }
}

/// ℝ, ℂ or ℍ through its left multiplication on itself.
enum DivisionAlgebra: Int, Sendable {
  case real = 1
  case complex = 2
  case quaternions = 4

  /// Left multiplication by 1, i, j, k on coordinates `(1, i, j, k)`, as far as they exist.
  var units: [Tensor<Double>] {
    let d = rawValue
    return (0..<d).map { a in
      var unit = Tensor<Double>.zeros([d, d])
      for b in 0..<d { unit[a ^ b, b] = cayleyDicksonSign(a, b) }
      return unit
    }
  }
}

/// The sign `s` of `eₐ e_b = s e_{a xor b}` in the algebra obtained from ℝ by repeated doubling.
///
/// Units 0 and 1 are ℂ, 0 to 3 ℍ, 0 to 7 𝕆. With `splitAt: 4` the third doubling has the other sign:
/// split octonions.
///
/// `(p, q)(r, s) = (p r + γ s̄ q, s p + q r̄)` with `γ = −1`, or `+1` where split; `e₁ e₂ = e₃`.
///
/// Source: Baez, *The octonions* (2002), §2.2.
func cayleyDicksonSign(_ a: Int, _ b: Int, splitAt split: Int = 0) -> Double {
  guard a > 0, b > 0 else { return 1 }
  let top = a | b
  let half = 1 << (Int.bitWidth - 1 - top.leadingZeroBitCount)
  func conjugate(_ i: Int) -> Double { i == 0 ? 1 : -1 }
  func sign(_ i: Int, _ j: Int) -> Double { cayleyDicksonSign(i, j, splitAt: split) }
  switch (a < half, b < half) {
  case (true, true): return sign(a, b)
  case (true, false): return sign(b - half, a)
  case (false, true): return conjugate(b) * sign(a - half, b)
  case (false, false):
    return (half == split ? 1 : -1) * conjugate(b - half) * sign(b - half, a - half)
  }
}
