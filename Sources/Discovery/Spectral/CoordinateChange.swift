internal import Tensors

/// The way between the coordinates `x' = (x − shift) / scale` in which equations are solved and the
/// coordinates `x` in which people read the fields.
struct CoordinateChange: Sendable {
  private let fields: FieldClass
  private let shift: [Double]
  private let scale: [Double]

  /// The change for fields of a class; linear fields are never shifted.
  init(fields: FieldClass, shift: [Double], scale: [Double]) {
    self.fields = fields
    self.shift = fields == .linear ? shift.map { _ in 0 } : shift
    self.scale = scale
  }

  /// No change, in dimension `n`.
  init(identity n: Int, fields: FieldClass) {
    self.init(
      fields: fields, shift: [Double](repeating: 0, count: n),
      scale: [Double](repeating: 1, count: n))
  }

  /// Coefficients `[…, n, B]` with respect to `x`, given those with respect to `x'`.
  func original(_ coefficients: Tensor<Double>) -> Tensor<Double> {
    fields.undoingScaling(coefficients, shift: shift, scale: scale)
  }

  /// Coefficients `[…, n, B]` with respect to `x'`, given those with respect to `x`.
  func scaled(_ coefficients: Tensor<Double>) -> Tensor<Double> {
    fields.undoingScaling(
      coefficients, shift: zip(shift, scale).map { -$0 / $1 }, scale: scale.map { 1 / $0 })
  }
}
