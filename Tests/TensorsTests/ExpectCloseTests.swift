import Tensors
import TestSupport
import Testing

/// What compares everything else must fail when it should.
@Suite struct ExpectCloseTests {
  private let expected = Tensor<Double>(rows: [[1, 2, 3], [4, 5, 6]])

  @Test func equalTensorsPass() {
    expectClose(expected, expected)
    expectClose(expected + Tensor(repeating: 1e-10, shape: [2, 3]), expected, rtol: 1e-9)
    expectClose(Tensor<Double>.zeros([0, 3]), .zeros([0, 3]))
    expectClose(1.0 + 1e-10, 1)
    expectClose(-Double.infinity, -.infinity)
  }

  @Test(arguments: [[6], [3, 2], [1, 2, 3], [2, 3, 1]])
  func anotherShapeFails(shape: [Int]) {
    expectIssue { expectClose(expected.reshaped(shape), expected) }
  }

  @Test func fewerOrMoreElementsFail() {
    expectIssue { expectClose(expected.rows(0..<1), expected) }
    expectIssue { expectClose(expected, expected.rows(0..<1)) }
    expectIssue { expectClose(.zeros([0]), Tensor<Double>([1])) }
  }

  @Test("One wrong element fails", arguments: [0, 5], [1e-3, -1e-8, .nan, .infinity, -.infinity])
  func oneWrongElement(index: Int, error: Double) {
    var actual = expected
    actual.scalars[index] += error
    expectIssue { expectClose(actual, expected) }
    expectIssue { expectClose(expected, actual) }
  }

  @Test func notANumberEqualsNothing() {
    expectIssue { expectClose(Double.nan, .nan) }
    expectIssue { expectClose(Float.nan, 1) }
    expectIssue { expectClose(Float.infinity, -.infinity) }
  }

  @Test func tolerancesAreThoseGiven() {
    expectClose(1.05, 1, rtol: 0.1)
    expectIssue { expectClose(1.05, 1, rtol: 0.01) }
    expectClose(0.05, 0, atol: 0.1)
    expectIssue { expectClose(0.05, 0, rtol: 0.1, atol: 0.01) }
  }

  /// Passes if `body` records an issue, and fails if it does not.
  private func expectIssue(_ body: () -> Void) { withKnownIssue { body() } }
}
