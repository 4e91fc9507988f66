import Autodiff
import Tensors
import Testing

#if compiler(>=6.2)
/// Operations that would mix the rows of a batch stop the program where they are recorded.
@Suite struct RefusedRowsTests {
  @Test func concatenationOfRows() async {
    await #expect(processExitsWith: .failure) { record { .concatenating([$0, $0], along: 0) } }
    await #expect(processExitsWith: .success) { record { .concatenating([$0, $0], along: 1) } }
  }

  @Test func transposedRows() async {
    await #expect(processExitsWith: .failure) { record { $0.transposed } }
    await #expect(processExitsWith: .failure) { record { $0.permuted([1, 0]) } }
  }

  @Test func pickedRows() async {
    await #expect(processExitsWith: .failure) { record { $0.gathered([0, 1], along: 0) } }
    await #expect(processExitsWith: .failure) { record { $0.sliced(0..<2, along: -2) } }
  }

  @Test func constantsWithRows() async {
    await #expect(processExitsWith: .failure) { record { $0 + $0.constant(.zeros([3, 4])) } }
    await #expect(processExitsWith: .failure) { record { $0 * $0.constant(.zeros([6, 4])) } }
    await #expect(processExitsWith: .success) { record { $0 * $0.constant(.zeros([1, 4])) } }
  }

  @Test func maximumOverRows() async {
    await #expect(processExitsWith: .failure) { record { $0.maximum(along: 0) } }
  }

  @Test func productsOfRowsWithRows() async {
    await #expect(processExitsWith: .failure) { record { $0.matmul($0, transposed: .right) } }
    await #expect(processExitsWith: .failure) {
      record { $0.matmul($0.constant(.zeros([3, 4])), transposed: .left) }
    }
  }

  @Test func shapesThatMixRows() async {
    await #expect(processExitsWith: .failure) { record { $0.reshaped([4, 3]) } }
    await #expect(processExitsWith: .failure) { record { $0.reshaped([1, 12]) } }
    await #expect(processExitsWith: .success) { record { $0.reshaped([6, 2]) } }
  }

  /// Five rows in shards of three and two, which are treated in different ways.
  @Test func stepsThatDependOnTheShard() async {
    await #expect(processExitsWith: .failure) {
      _ = Program<Double>(common: [], rows: [[4]], batchRows: 5, shardRows: 3) {
        [$1[0].shape[0] == 3 ? $1[0].sin() : $1[0].sin().cos()]
      }
    }
  }

  @Test func gradientsOfRows() async {
    await #expect(processExitsWith: .failure) { record { $0.sum(along: 1).gradients([$0])[0] } }
  }

  @Test func sumsInFunctionsOfRows() async {
    await #expect(processExitsWith: .failure) {
      _ = mapRows({ x, _ in [x - x.mean(along: 0)] }, over: Tensor<Double>.zeros([6, 4]))
    }
    await #expect(processExitsWith: .failure) {
      _ = mapRows({ x, _ in [x.constant(1)] }, over: Tensor<Double>.zeros([6, 4]))
    }
  }
}

/// Records a function of a batch of six rows in two shards.
private func record(_ f: (Variable<Double>) -> Variable<Double>) {
  _ = Program(common: [], rows: [[4]], batchRows: 6, shardRows: 3) { [f($1[0])] }
}
#endif
