import Autodiff
import Networks
import Tensors
import TestSupport
import Testing

/// Batch normalization against PyTorch (`Tests/Reference/networks.py`).
@Suite struct BatchNormTests {
  private let layer = BatchNorm(4, momentum: 0.9, epsilon: 1e-5)

  private func number(_ name: String, _ shape: [Int] = [4]) throws -> Tensor<Double> {
    try NetworksFixture.tensor("batchNormalization.\(name)", shape)
  }

  /// Output, gradients and running statistics of three batches, in one to six shards.
  @Test(arguments: [1, 2, 4, 6]) func training(shardRows: Int) throws {
    var (mean, variance) = (Tensor<Double>.zeros([4]), Tensor<Double>(repeating: 1, shape: [4]))
    for k in 0..<3 {
      let x = try number("batches.\(k).input", [6, 4])
      let cotangents = try number("batches.\(k).cotangents", [6, 4])
      let program = Program<Double>(
        common: Array(repeating: [4], count: 4), rows: [[4], [4]], batchRows: 6,
        shardRows: shardRows
      ) { parameters, rows in
        var scope = Scope(layer.slots, parameters, isTraining: true)
        let y = layer(rows[0], in: &scope)
        let loss = (rows[1] * y).sum()
        return scope.renewedStatistics
          + loss.gradients([parameters[0], parameters[1], rows[0]]) + [y]
      }
      withPointers(to: [try number("scale"), try number("shift"), mean, variance]) { pointers in
        program.run(on: ThreadPool(threads: 1), common: pointers) { input, range, target in
          for (place, index) in (range.lowerBound * 4..<range.upperBound * 4).enumerated() {
            target[place] = input == 0 ? x.scalars[index] : cotangents.scalars[index]
          }
        }
      }
      (mean, variance) = (program.tensor(0), program.tensor(1))
      expectClose(program.tensor(2), try number("batches.\(k).scaleGradient"), rtol: 1e-11)
      expectClose(program.tensor(3), try number("batches.\(k).shiftGradient"), rtol: 1e-11)
      expectClose(
        program.tensor(4), try number("batches.\(k).inputGradient", [6, 4]), rtol: 1e-10)
      expectClose(program.tensor(5), try number("batches.\(k).output", [6, 4]), rtol: 1e-11)
    }
    expectClose(mean, try number("runningMean"), rtol: 1e-12)
    expectClose(variance, try number("runningVarianceTorch"), rtol: 1e-12)
  }

  @Test func frozen() throws {
    let parameters = [
      try number("scale"), try number("shift"), try number("runningMean"),
      try number("runningVarianceTorch"),
    ]
    let output = mapRows(
      { x, common in
        var scope = Scope(layer.slots, common, isTraining: false)
        return [layer(x, in: &scope)]
      }, over: try number("frozenInput", [5, 4]), common: parameters)[0]
    expectClose(output, try number("frozenOutputTorch", [5, 4]), rtol: 1e-11)
  }

  /// Running statistics are not moved by an optimizer, and no gradient goes through them.
  @Test func statisticsAreRenewedInTraining() throws {
    let layer = Sequential([BatchNorm(2, momentum: 0.5), Dense(2, 1)])
    let x = Tensor<Float>(rows: [[1, 10], [3, 10], [5, 40], [7, 60]])
    let settings = TrainingSettings(
      learningRate: 0, epochs: 2, batchSize: 4, shardRows: 3, restoresBest: false)
    let result = try Trainer(.regression(layer), settings).train(
      on: TrainingData([x, Tensor<Float>.zeros([4, 1])]))
    // The mean is (4, 30), the unbiased variance (20/3, 600); each step goes half of the way there.
    expectClose(
      result.parameters.statistics, Tensor([3, 22.5, 0.25 + 0.75 * 20 / 3, 0.25 + 0.75 * 600]),
      rtol: 1e-6)
  }

  /// A batch of one row has no variance, and nothing becomes infinite.
  @Test func singleRow() throws {
    let layer = Sequential([BatchNorm(2), Dense(2, 1)])
    let settings = TrainingSettings(epochs: 2, batchSize: 1, restoresBest: false)
    let data = TrainingData([Tensor<Float>(rows: [[1, 2]]), Tensor<Float>(rows: [[1]])])
    let result = try Trainer(.regression(layer), settings).train(on: data)
    #expect(result.outcome == .finished)
    #expect(result.parameters.learned.isFinite && result.parameters.statistics.isFinite)
  }
}
