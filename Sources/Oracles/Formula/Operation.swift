internal import ComplexModule
internal import Foundation

extension Program.Operation {
  /// The value for one sample.
  func value(of operands: [Double]) -> Double {
    var scratch = [Double](repeating: 0, count: 1 + operands.count)
    operands.withUnsafeBufferPointer { inputs in
      scratch.withUnsafeMutableBufferPointer { scratch in
        guard let value = scratch.baseAddress else { return }
        let addresses = inputs.indices.compactMap { index in inputs.baseAddress.map { $0 + index } }
        apply(to: addresses, count: 1, value: value, partials: value + 1)
      }
    }
    return scratch[0]
  }

  /// Values and partial derivatives for a block of samples.
  ///
  /// Every operand and `value` are `[count]`; `partials`, the derivatives by each operand, is
  /// `[operands, count]`.
  func apply(
    to operands: [UnsafePointer<Double>], count: Int, value: UnsafeMutablePointer<Double>,
    partials: UnsafeMutablePointer<Double>
  ) {
    switch self {
    case .constant(let number):
      value.update(repeating: number, count: count)
    case .coordinate:
      break
    case .negate:
      unary(operands, count, value, partials) { (-$0, -1) }
    case .integerPower(let exponent):
      unary(operands, count, value, partials) { x in
        // x^(k−1) first, so that the slope at 0 is right
        let lower = wholePower(x, exponent - 1)
        return (exponent == 0 ? 1 : lower * x, exponent == 0 ? 0 : Double(exponent) * lower)
      }
    case .elementary(let function):
      unary(operands, count, value, partials, function.valueAndSlope)
    case .add:
      binary(operands, count, value, partials) { ($0 + $1, 1, 1) }
    case .subtract:
      binary(operands, count, value, partials) { ($0 - $1, 1, -1) }
    case .multiply:
      binary(operands, count, value, partials) { ($0 * $1, $1, $0) }
    case .divide:
      binary(operands, count, value, partials) { ($0 / $1, 1 / $1, -$0 / $1 / $1) }
    case .power:
      binary(operands, count, value, partials) { x, k in
        let y = pow(x, k)
        return (y, k == 0 ? 0 : k * pow(x, k - 1), x == 0 && k > 0 ? 0 : log(x) * y)
      }
    case .minimum:
      binary(operands, count, value, partials) { x, y in
        x <= y || x.isNaN ? (x, 1, 0) : (y, 0, 1)
      }
    case .maximum:
      binary(operands, count, value, partials) { x, y in
        x >= y || x.isNaN ? (x, 1, 0) : (y, 0, 1)
      }
    case .arctangent:
      binary(operands, count, value, partials) { y, x in
        let square = x * x + y * y
        return (atan2(y, x), x / square, -y / square)
      }
    case .determinant(let n):
      for b in 0..<count {
        let (det, cofactors) = Determinant.withCofactors(operands.map { $0[b] }, n: n)
        value[b] = det
        for (i, c) in cofactors.enumerated() { partials[i * count + b] = c }
      }
    case .complexDeterminant(let n, let imaginary):
      for b in 0..<count {
        let matrix = (0..<n * n).map { Complex(operands[$0][b], operands[n * n + $0][b]) }
        let (det, cofactors) = Determinant.withCofactors(matrix, n: n)
        value[b] = imaginary ? det.imaginary : det.real
        for (i, c) in cofactors.enumerated() {  // det is holomorphic: ∂ by im is i times ∂ by re
          partials[i * count + b] = imaginary ? c.imaginary : c.real
          partials[(n * n + i) * count + b] = imaginary ? c.real : -c.imaginary
        }
      }
    }
  }
}

@inline(__always)
private func unary(
  _ operands: [UnsafePointer<Double>], _ count: Int, _ value: UnsafeMutablePointer<Double>,
  _ partials: UnsafeMutablePointer<Double>, _ function: (Double) -> (Double, Double)
) {
  let x = operands[0]
  for b in 0..<count { (value[b], partials[b]) = function(x[b]) }
}

@inline(__always)
private func binary(
  _ operands: [UnsafePointer<Double>], _ count: Int, _ value: UnsafeMutablePointer<Double>,
  _ partials: UnsafeMutablePointer<Double>, _ function: (Double, Double) -> (Double, Double, Double)
) {
  let (x, y) = (operands[0], operands[1])
  for b in 0..<count { (value[b], partials[b], partials[count + b]) = function(x[b], y[b]) }
}

/// `xᵏ` by squaring.
private func wholePower(_ x: Double, _ k: Int) -> Double {
  var (result, square, rest) = (1.0, x, k.magnitude)
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return k < 0 ? 1 / result : result
}
