internal import ComplexModule
internal import Tensors

/// The name of the one-dimensional algebra of a single matrix, by its eigenvalues.
///
/// A rotation is "so(2)", a boost "so(1,1)"; dilations, shears, translations and spirals are "ℝ" with
/// a remark that says which.
///
/// - Parameters:
///   - matrix: The generator, `[n, n]`.
///   - noise: Its relative Frobenius error.
/// - Returns: The name, with the kind of motion as its remark.
func generatorName(_ matrix: Tensor<Double>, noise: Double) -> AlgebraName {
  let n = matrix.shape[0]
  let unit = matrix / matrix.norm
  let noise = max(noise, 1e-12)
  func line(_ remark: String) -> AlgebraName {
    AlgebraName(name: "ℝ", dimension: 1, kind: .abelian, remark: remark)
  }
  let spectrum = CommutingSpectrum(of: unit.reshaped([1, n, n]), noise: noise)
  if spectrum.nilpotent == 1 {
    return line(isTranslation(unit, noise) ? "shear, or translation in affine form" : "shear")
  }
  if spectrum.compact == 1 {
    return AlgebraName(
      name: "so(2)", aliases: ["u(1)"], dimension: 1, kind: .abelian, remark: "rotation")
  }
  if spectrum.spiral == 1 { return line("spiral") }
  // Real eigenvalues: all equal on the image is a dilation, pairs ±λ a boost.
  let values = unit.eigenvalues().map(\.real).sorted()
  let threshold = (noise * (values.map(\.magnitude).max() ?? 0)).squareRoot()
  let nonzero = values.filter { $0.magnitude > threshold }
  let spread = (nonzero.last ?? 0) - (nonzero.first ?? 0)
  if spread < threshold { return line("dilation") }
  let isOdd = zip(nonzero, nonzero.reversed()).allSatisfy { ($0 + $1).magnitude < threshold }
  let sizes = nonzero.map(\.magnitude)
  if isOdd, (sizes.max() ?? 0) - (sizes.min() ?? 0) < threshold {
    return AlgebraName(
      name: "so(1,1)", aliases: ["ℝ"], dimension: 1, kind: .abelian, remark: "boost")
  }
  return line("real eigenvalues \(ratios(values))")
}

/// Whether the last row is zero and nothing but the last column is not: `x ↦ x + a` in affine form.
private func isTranslation(_ unit: Tensor<Double>, _ noise: Double) -> Bool {
  let n = unit.shape[0]
  var rest = 0.0
  for i in 0..<n {
    for j in 0..<n where j < n - 1 || i == n - 1 { rest += unit[i, j] * unit[i, j] }
  }
  return n > 1 && rest.squareRoot() < max(3 * noise, 1e-9)
}

/// Numbers relative to the largest, rounded for reading: "1 : 0.5 : −0.25".
func ratios(_ values: [Double]) -> String {
  let largest = values.max { $0.magnitude < $1.magnitude } ?? 1
  return values.sorted(by: >).map { value in
    let rounded = (1000 * value / largest).rounded() / 1000
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }.joined(separator: " : ")
}
