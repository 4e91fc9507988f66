import Autodiff
import Networks
import Tensors
import TestSupport
import Testing

/// Random masks: their statistics, and what they depend on.
@Suite struct DropoutTests {
  /// What two dropout layers in training make of ones, `[rows, columns]` each.
  private func masks(
    rate: Double, rows: Int = 500, columns: Int = 37, seed: UInt64 = 1, step: UInt64 = 0,
    shardRows: Int = 100, threads: Int = 1, isTraining: Bool = true
  ) -> [Tensor<Float>] {
    let layer = Dropout(rate: rate)
    let program = Program<Float>(
      common: [], rows: [[columns]], batchRows: rows, shardRows: shardRows
    ) { _, x in
      var scope = Scope<Float>([], [], isTraining: isTraining)
      return [layer(x[0], in: &scope), layer(x[0], in: &scope)]
    }
    program.run(on: ThreadPool(threads: threads), seed: seed, step: step, common: []) {
      _, range, target in
      target.update(repeating: 1, count: range.count * columns)
    }
    return [program.tensor(0), program.tensor(1)]
  }

  /// As many zeros as the rate says, to five standard deviations, and the mean is kept.
  @Test(arguments: [0.01, 0.1, 0.5, 0.9]) func rateAndMean(rate: Double) {
    let mask = masks(rate: rate)[0]
    let count = Double(mask.count)
    let zeros = Double(mask.scalars.count { $0 == 0 })
    let deviation = (rate * (1 - rate) / count).squareRoot()
    #expect((zeros / count - rate).magnitude < 5 * deviation)
    #expect((Double(mask.sum) / count - 1).magnitude < 5 * deviation / (1 - rate))
    let kept = mask.scalars.filter { $0 != 0 }
    expectClose(
      Tensor(kept), Tensor(repeating: Float(1 / (1 - rate)), shape: [kept.count]), rtol: 1e-6)
  }

  /// Rows, columns and neighbours are independent: as often both dropped as the rate squared.
  @Test func elementsAreIndependent() {
    let mask = masks(rate: 0.5)[0]
    for shift in [1, 2, 3, 4, 5, 37, 74] {
      let both = zip(mask.scalars, mask.scalars.dropFirst(shift)).count { $0 == 0 && $1 == 0 }
      let share = Double(both) / Double(mask.count - shift)
      #expect((share - 0.25).magnitude < 5 * (0.25 * 0.75 / 18_000).squareRoot(), "shift \(shift)")
    }
  }

  @Test func threadsAndShardsDoNotMatter() {
    let expected = masks(rate: 0.3)
    #expect(masks(rate: 0.3, threads: 2) == expected)
    #expect(masks(rate: 0.3, shardRows: 7, threads: 3) == expected)
    #expect(masks(rate: 0.3, shardRows: 500) == expected)
  }

  /// Each row split into three, or all its columns into rows, as in `[N, m]` to `[N·m]`.
  @Test(arguments: [[3, 12], [36, 1], [36]]) func splitRowsInShards(shape: [Int]) {
    func mask(shardRows: Int) -> Tensor<Float> {
      let program = Program<Float>(
        common: [], rows: [[36]], batchRows: 40, shardRows: shardRows
      ) { _, x in
        let rows = x[0].shape[0]
        return [
          x[0].reshaped([rows * shape[0]] + shape.dropFirst()).dropoutMask(rate: 0.5, stream: 0)
        ]
      }
      program.run(on: ThreadPool(threads: 1), seed: 3, common: []) { _, range, target in
        target.update(repeating: 1, count: range.count * 36)
      }
      return program.tensor(0)
    }
    let expected = mask(shardRows: 40)
    for rows in [1, 7, 20] { #expect(mask(shardRows: rows) == expected, "shards of \(rows)") }
    // No two rows of the batch have the same mask.
    #expect(Set(Tensor(expected.scalars, shape: [40, 36]).unstacked.map(\.scalars)).count == 40)
  }

  /// A rate that single precision rounds to 1 leaves zeros and finite numbers.
  @Test func rateNearOne() {
    let mask = masks(rate: 1 - 1e-12)[0]
    #expect(mask.isFinite)
    #expect(mask.scalars.count { $0 == 0 } > 18_490)
  }

  @Test func differsBetweenStepsLayersAndSeeds() {
    let mask = masks(rate: 0.5)
    let others = [
      mask[1], masks(rate: 0.5, step: 1)[0], masks(rate: 0.5, step: 1 << 32)[0],
      masks(rate: 0.5, seed: 2)[0], masks(rate: 0.5, seed: 1 + 1 << 32)[0],
      masks(rate: 0.5, step: 1)[1],
    ]
    for (index, other) in others.enumerated() {
      // Independent masks agree in half of the places.
      let equal = zip(mask[0].scalars, other.scalars).count { $0 == $1 }
      let share = Double(equal) / Double(mask[0].count)
      #expect((share - 0.5).magnitude < 5 * (0.25 / 18_500).squareRoot(), "mask \(index)")
    }
  }

  @Test func changesNothingFrozenOrWithoutARate() {
    let ones = Tensor<Float>(repeating: 1, shape: [500, 37])
    #expect(masks(rate: 0.5, isTraining: false) == [ones, ones])
    #expect(masks(rate: 0) == [ones, ones])
  }

  /// The gradient is the mask of the same step.
  @Test func gradientIsTheMask() {
    let layer = Dropout(rate: 0.5)
    let results = evaluate(
      { inputs in
        var scope = Scope<Double>([], [], isTraining: true)
        let y = layer(inputs[0], in: &scope)
        return [y] + y.sum().gradients(inputs)
      }, at: [Tensor<Double>(repeating: 1, shape: [20, 9])])
    #expect(results[0] == results[1])
    #expect(Set(results[0].scalars) == [0, 2])
  }
}
