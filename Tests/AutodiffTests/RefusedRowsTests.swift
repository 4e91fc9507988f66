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
      recordUneven { $0.shape[0] == 3 ? $0.sin() : $0.sin().cos() }
    }
    await #expect(processExitsWith: .failure) {
      recordUneven { $0.shape[0] == 3 ? $0.sin() : $0.cos() }
    }
    await #expect(processExitsWith: .failure) {
      recordUneven { $0.shape[0] == 3 ? $0.sin() : $0.softmax() }
    }
    await #expect(processExitsWith: .success) { recordUneven { ($0.sin() + .nan).softmax() } }
  }

  /// The mean over a batch divides by the length of the batch, not by that of a shard.
  @Test func numbersThatDependOnTheShard() async {
    await #expect(processExitsWith: .failure) {
      recordUneven { $0.sum(along: 0) / Double($0.shape[0]) }
    }
    await #expect(processExitsWith: .failure) {
      recordUneven { $0.sum(along: 0) / $0.constant(Double($0.shape[0])) }
    }
    await #expect(processExitsWith: .failure) { recordUneven { $0.power(Double($0.shape[0])) } }
    await #expect(processExitsWith: .failure) {
      recordUneven { $0.gathered([$0.shape[0] - 2], along: 1) }
    }
    await #expect(processExitsWith: .success) {
      recordUneven { $0.sum(along: 0) / $0.constant(Double($0.batchLength)) }
    }
    await #expect(processExitsWith: .success) { recordUneven { $0 * $0.constant(.nan) } }
  }

  @Test func solutionsOfRows() async {
    await #expect(processExitsWith: .failure) {
      record { $0 + $0.constant(.identity(4)).solved(for: $0) }
    }
    await #expect(processExitsWith: .failure) {
      record { $0 + $0.solved(for: $0.constant(.zeros([3, 4]))) }
    }
    await #expect(processExitsWith: .success) {
      record { $0 + $0.constant(.identity(4)).solved(for: $0.constant(.zeros([4, 1]))).sum() }
    }
    // Neither square, nor of one length.
    await #expect(processExitsWith: .failure) {
      record { $0 + $0.constant(.zeros([3, 4])).solved(for: $0.constant(.zeros([3, 1]))).sum() }
    }
    await #expect(processExitsWith: .failure) {
      record { $0 + $0.constant(.identity(4)).solved(for: $0.constant(.zeros([3, 1]))).sum() }
    }
  }

  @Test func otherNumbersOfRows() async {
    await #expect(processExitsWith: .failure) {
      let f = RowFunction<Double>(rows: 3, of: [2]) { x, _ in [x.sin()] }
      _ = f(.zeros([4, 2]))
    }
    await #expect(processExitsWith: .failure) {
      _ = RowFunction<Double>(rows: 3, of: [2]) { x, _ in [x - x.mean(along: 0)] }
    }
  }

  @Test func softmaxOverRows() async {
    await #expect(processExitsWith: .failure) { record { $0.sum(along: 1).softmax() } }
    await #expect(processExitsWith: .failure) { record { $0.sum(along: 1).logSoftmax() } }
    await #expect(processExitsWith: .success) { record { $0.softmax() } }
    await #expect(processExitsWith: .success) {
      record { $0.constant(.zeros([4])).softmax() * $0 }
    }
  }

  /// A value of three rows in a shard has the shape of a parameter, and is something else.
  @Test func derivativesAlongOthersRows() async {
    await #expect(processExitsWith: .failure) {
      record { Variable.pullback([$0.sin()], [$0.constant(.zeros([3, 4]))], to: [$0])[0] }
    }
    await #expect(processExitsWith: .failure) {
      record { x in
        let w = x.constant(.zeros([3, 4]))
        return Variable.pullback([w.sin()], [x], to: [w])[0]
      }
    }
    await #expect(processExitsWith: .failure) {
      record {
        Variable.pushforward([$0.sin()], from: [$0], along: [$0.constant(.zeros([3, 4]))])[0]
      }
    }
    await #expect(processExitsWith: .failure) {
      record { x in
        let w = x.constant(.zeros([3, 4]))
        return Variable.pushforward([w.sin()], from: [w], along: [x])[0]
      }
    }
    await #expect(processExitsWith: .success) {
      record { Variable.pushforward([$0.sin()], from: [$0], along: [$0])[0] }
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

/// Records a function of a batch of five rows in shards of three and two.
private func recordUneven(_ f: (Variable<Double>) -> Variable<Double>) {
  _ = Program(common: [], rows: [[4]], batchRows: 5, shardRows: 3) { [f($1[0])] }
}
#endif
