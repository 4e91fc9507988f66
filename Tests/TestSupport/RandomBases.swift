public import Tensors

/// Random changes of a list of matrices that leave its Lie algebra the same, and noise that does not.
///
/// What a discovery method returns is some basis in some coordinates with some error; tests make such
/// lists from textbook ones.

/// A random square matrix whose singular values lie between 1 and `condition`, uniformly in their
/// logarithm, `[size, size]`.
public func randomInvertible(
  _ size: Int, condition: Double, using rng: inout some RandomNumberGenerator
) -> Tensor<Double> {
  precondition(condition >= 1, "no matrix has condition \(condition)")
  let stretch = (0..<size).map { _ in power(condition, rng.uniform()) }
  let left = randomOrthogonal(size, using: &rng)
  return left.matmul(.diagonal(stretch)).matmul(randomOrthogonal(size, using: &rng))
}

/// A random orthogonal matrix, `[size, size]`.
public func randomOrthogonal(
  _ size: Int, using rng: inout some RandomNumberGenerator
) -> Tensor<Double> {
  let normals: Tensor<Double> = rng.normals([size, size])
  return normals.qr().q
}

/// Other matrices with the same span: random combinations of `basis`, `[m, …]`, with coefficients of
/// the given condition.
public func mixed(
  _ basis: Tensor<Double>, condition: Double = 10, using rng: inout some RandomNumberGenerator
) -> Tensor<Double> {
  let m = basis.shape[0]
  let flat = basis.reshaped([m, basis.count / max(m, 1)])
  return randomInvertible(m, condition: condition, using: &rng).matmul(flat).reshaped(basis.shape)
}

/// The matrices `[m, n, n]` in random other coordinates: `P A P⁻¹` with `P` of the given condition.
public func conjugated(
  _ basis: Tensor<Double>, condition: Double = 3, using rng: inout some RandomNumberGenerator
) -> Tensor<Double> {
  let p = randomInvertible(basis.shape[1], condition: condition, using: &rng)
  guard let inverse = p.inverse else { preconditionFailure("a singular matrix has no condition") }
  return Tensor(stacking: basis.unstacked.map { p.matmul($0).matmul(inverse) })
}

/// Each matrix with a random Gaussian one added, of `noise` times its Frobenius norm.
public func perturbed(
  _ basis: Tensor<Double>, noise: Double, using rng: inout some RandomNumberGenerator
) -> Tensor<Double> {
  Tensor(
    stacking: basis.unstacked.map { matrix in
      let error: Tensor<Double> = rng.normals(matrix.shape)
      return matrix + noise * matrix.norm / error.norm * error
    })
}

/// `baseᵉˣᵖᵒⁿᵉⁿᵗ` for exponents in (0, 1), by repeated square roots: the same bits on every machine.
private func power(_ base: Double, _ exponent: Double) -> Double {
  var (result, root, rest) = (1.0, base, exponent)
  for _ in 0..<40 {
    root = root.squareRoot()
    rest *= 2
    if rest >= 1 { (result, rest) = (result * root, rest - 1) }
  }
  return result
}
