public import Tensors
public import Testing

/// Expects equal shapes and, for every element, `|a − e| ≤ atol + rtol·|e|`; a NaN fails, and only the
/// same infinity is close to an infinity.
///
/// Checked by: `ExpectCloseTests`.
public func expectClose<Scalar>(
  _ actual: Tensor<Scalar>, _ expected: Tensor<Scalar>, rtol: Scalar = 1e-9, atol: Scalar = 1e-12,
  at location: SourceLocation = #_sourceLocation
) {
  #expect(actual.shape == expected.shape, sourceLocation: location)
  for (index, (a, e)) in zip(actual.scalars, expected.scalars).enumerated()
  where !(a == e || e.isFinite && (a - e).magnitude <= atol + rtol * e.magnitude) {  // NaN fails
    Issue.record("element \(index) is \(a), expected \(e)", sourceLocation: location)
    return
  }
}

/// Expects `|actual − expected| ≤ atol + rtol·|expected|`; a NaN fails.
public func expectClose<Scalar: TensorScalar>(
  _ actual: Scalar, _ expected: Scalar, rtol: Scalar = 1e-9, atol: Scalar = 1e-12,
  at location: SourceLocation = #_sourceLocation
) {
  expectClose(Tensor([actual]), Tensor([expected]), rtol: rtol, atol: atol, at: location)
}
