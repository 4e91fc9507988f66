import Autodiff
import Tensors
import TestSupport
import Testing

/// Every operation on variables: its value against a naive version, its derivatives of first and second
/// order against differences.
@Suite struct OperationGradientTests {
  @Test(arguments: OperationCase.elementwise) func elementwise(_ one: OperationCase) { check(one) }
  @Test(arguments: OperationCase.broadcasting) func broadcasting(_ one: OperationCase) {
    check(one)
  }
  @Test(arguments: OperationCase.reductions) func reductions(_ one: OperationCase) { check(one) }
  @Test(arguments: OperationCase.products) func products(_ one: OperationCase) { check(one) }
  @Test(arguments: OperationCase.shapes) func shapes(_ one: OperationCase) { check(one) }
  @Test(arguments: OperationCase.classes) func classes(_ one: OperationCase) { check(one) }

  private func check(_ one: OperationCase) {
    expectClose(
      evaluate({ [one.operation($0)] }, at: one.inputs)[0], one.expected(one.inputs), rtol: 1e-13,
      atol: 1e-14)
    expectGradient(of: one.operation, at: one.inputs)
  }
}
