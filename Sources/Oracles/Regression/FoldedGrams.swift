internal import Datasets
internal import Tensors

/// The sums over the data that least squares needs, apart for each of ten random folds.
///
/// One pass over the rows, in blocks, gives every fit of every degree to every relabelling of every
/// target, and its error on held-out rows: all are arithmetic on these matrices.
struct FoldedGrams: Sendable {
  /// `Σ wᵢ wᵢᵀ` over the rows of each fold, `w` = (polynomials, label columns), `[P + C, P + C]`.
  let folds: [Tensor<Double>]
  /// The number of rows in each fold.
  let counts: [Int]

  /// The number of folds.
  static let foldCount = 10

  /// The sum over all folds.
  var total: Tensor<Double> { folds.dropFirst().reduce(folds[0], +) }

  /// Sums over all rows of `data`.
  ///
  /// - Complexity: O(N (P + C)²), O(threads · folds · (P + C)²) space.
  init(
    of data: LabelledData, basis: HermiteBasis, scaling: FeatureScaling, labels: [LabelColumns],
    seed: UInt64, threads: Int
  ) {
    let width = basis.count + labels.reduce(0) { $0 + $1.count }
    let shards = width > 200 ? 2 : 8  // fixed, so that sums do not depend on the threads
    let folds = Self.foldCount
    let length = (data.count + shards - 1) / shards
    let partial = Parallel.map(shards, threads: threads) { shard -> ([Tensor<Double>], [Int]) in
      var sums = [Tensor<Double>](repeating: .zeros([width, width]), count: folds)
      var counts = [Int](repeating: 0, count: folds)
      var start = min(shard * length, data.count)
      let end = min(start + length, data.count)
      while start < end {
        let block = start..<min(start + 4096, end)
        let (features, targets) = data.samples(block)
        let polynomials = basis.values(at: scaling.apply(features))
        var members = [[Int]](repeating: [], count: folds)
        for i in 0..<block.count {
          let index = UInt64(block.lowerBound + i)
          let words = Philox.block(
            counter: SIMD4(
              UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32), 0,
              0x666F_6C64),
            key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
          members[Int(words[0]) % folds].append(i)
        }
        for (fold, rows) in members.enumerated() where !rows.isEmpty {
          counts[fold] += rows.count
          sums[fold].addGram(
            of: Self.rows(rows, polynomials: polynomials, targets: targets, labels: labels, width))
        }
        start = block.upperBound
      }
      return (sums, counts)
    }
    self.folds = (0..<folds).map { fold in
      partial.dropFirst().reduce(partial[0].0[fold]) { $0 + $1.0[fold] }
    }
    counts = (0..<folds).map { fold in partial.reduce(0) { $0 + $1.1[fold] } }
  }

  private static func rows(
    _ rows: [Int], polynomials: Tensor<Double>, targets: Tensor<Double>, labels: [LabelColumns],
    _ width: Int
  ) -> Tensor<Double> {
    let p = polynomials.shape[1]
    var result = Tensor<Double>.zeros([rows.count, width])
    result.scalars.withUnsafeMutableBufferPointer { out in
      polynomials.scalars.withUnsafeBufferPointer { φ in
        guard let out = out.baseAddress, let φ = φ.baseAddress else { return }
        for (r, i) in rows.enumerated() {
          (out + r * width).update(from: φ + i * p, count: p)
          var column = p
          for (t, label) in labels.enumerated() {
            label.write(targets[i, t], into: out + r * width + column)
            column += label.count
          }
        }
      }
    }
    return result
  }
}
