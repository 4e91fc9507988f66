import Tensors
import TestSupport
import Testing

@Suite struct ArithmeticTests {
  let a = Tensor<Double>(rows: [[1, -2], [3, 0.5]])
  let b = Tensor<Double>(rows: [[4, 0.25], [-1, 2]])

  @Test func elementwise() {
    #expect(a + b == Tensor(rows: [[5, -1.75], [2, 2.5]]))
    #expect(a - b == Tensor(rows: [[-3, -2.25], [4, -1.5]]))
    #expect(a * b == Tensor(rows: [[4, -0.5], [-3, 1]]))
    #expect(a / b == Tensor(rows: [[0.25, -8], [-3, 0.25]]))
    #expect(2 * a == a + a)
    #expect(a / 2 + a / 2 == a)
    #expect(-a == Tensor<Double>.zeros([2, 2]) - a)
  }

  @Test func inPlace() {
    var c = a
    c += b
    #expect(c == a + b)
    c -= b
    #expect(c == a)
    c.add(b, times: -0.5)
    #expect(c == a - 0.5 * b)
    var nothing = Tensor<Double>.zeros([0, 2])
    nothing += nothing
    #expect(nothing.shape == [0, 2])
  }

  @Test func reductions() {
    #expect(a.sum == 2.5)
    #expect(a.trace == 1.5)
    #expect(a.maximumMagnitude == 3)
    #expect(a.dot(b) == (a * b).sum)
    expectClose(a.norm, 14.25.squareRoot())
    let empty = Tensor<Float>.zeros([0])
    #expect(empty.sum == 0 && empty.norm == 0 && empty.maximumMagnitude == 0)
  }
}
