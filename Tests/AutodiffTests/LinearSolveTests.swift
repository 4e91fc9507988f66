import Autodiff
import Tensors
import TestSupport
import Testing

/// Solving linear equations, where the operation cases do not look.
@Suite struct LinearSolveTests {
  @Test func leavesNothing() {
    let a = 3 * Tensor<Double>.identity(12) + numbersAwayFromZero([12, 12], seed: 1)
    let b = numbersAwayFromZero([12, 5], seed: 2)
    let x = evaluate({ [$0[0].solved(for: $0[1])] }, at: [a, b])[0]
    expectClose(Naive.matmul(a, x), b, atol: 1e-11)
    let half = evaluate(
      { [$0[0].solved(for: $0[1])] },
      at: [a, b].map { Tensor<Float>($0.scalars.map { Float($0) }, shape: $0.shape) })[0]
    expectClose(
      Tensor(half.scalars.map { Double($0) }, shape: half.shape), x, rtol: 1e-4, atol: 1e-4)
  }

  @Test func aSingularMatrixGivesNaN() {
    let a = Tensor<Double>(rows: [[1, 2], [2, 4]])
    let x = evaluate({ [$0[0].solved(for: $0[1])] }, at: [a, .identity(2)])[0]
    let areNaN = x.scalars.allSatisfy { $0.isNaN }
    #expect(areNaN)
  }
}

/// A function of rows that is applied again and again.
@Suite struct RowFunctionTests {
  @Test(arguments: [1, 127, 128, 129, 1000]) func isThatOfMappedRows(rows: Int) {
    let a = numbersAwayFromZero([3, 3], seed: 3)
    func f(_ x: Variable<Double>, _ common: [Variable<Double>]) -> [Variable<Double>] {
      let y = x.matmul(common[0]).tanh()
      return [y, jacobian(of: y, by: x)]
    }
    for threads in 1...2 {
      let function = RowFunction(rows: rows, of: [3], common: [a], threads: threads, f)
      for seed in UInt64(4)..<7 {
        let x = numbersAwayFromZero([rows, 3], seed: seed)
        let (own, mapped) = (function(x), mapRows(f, over: x, common: [a]))
        #expect(own[0] == mapped[0] && own[1] == mapped[1])
      }
    }
  }
}
