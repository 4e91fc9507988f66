internal import Tensors

extension FieldClass {
  /// Linear fields, `[d, n, n]`, as their matrices; affine ones, `[d, n, n + 1]`, as `[[A, b], [0, 0]]`.
  ///
  /// - Precondition: The class is linear or affine.
  func matrices(_ fields: Tensor<Double>) -> Tensor<Double> {
    precondition(self != .quadratic, "quadratic fields have no matrices")
    guard self == .affine else { return fields }
    let (d, n) = (fields.shape[0], fields.shape[1])
    var result = Tensor<Double>.zeros([d, n + 1, n + 1])
    for f in 0..<d { for i in 0..<n { for k in 0...n { result[f, i, k] = fields[f, i, k] } } }
    return result
  }

  /// The coefficients, `[d, n, B]`, of fields that are given by their matrices.
  func coefficients(_ matrices: Tensor<Double>) -> Tensor<Double> {
    guard self == .affine else { return matrices }
    let n = matrices.shape[1] - 1
    return Tensor(stacking: matrices.unstacked.map { $0.rows(0..<n) })
  }
}
