public import Tensors

/// What can be done to samples without anything changing because the samples say nothing there: features that
/// never vary, and directions without variance.
///
/// Source: *Oracle-Preserving Latent Flows* (2023), section 4.1 and fig. 1.
public struct TrivialSymmetries: Sendable {
  /// Each feature's largest value, mean and variance over the samples, `[d]`.
  public let maximum, mean, variance: [Double]
  /// The features that have one value throughout, by number from 0.
  public let ignorable: [Int]
  /// The variances along the principal components, decreasing, `[d]`.
  public let principalVariances: [Double]

  /// A principal variance below this share of the largest is one of rounding.
  static let rounding = 1e-6

  /// The number of principal components that carry nothing, ignorable features included.
  public var emptyDirections: Int {
    let largest = principalVariances.first ?? 0
    return principalVariances.count { $0 <= Self.rounding * largest }
  }

  /// The number of principal components that have a share of the variance together.
  public func directions(having share: Double) -> Int {
    let total = principalVariances.reduce(0, +)
    var sum = 0.0
    for (index, variance) in principalVariances.enumerated() {
      sum += variance
      if sum >= share * total { return index + 1 }
    }
    return principalVariances.count
  }

  /// Of samples `[N, d]`.
  ///
  /// - Complexity: O(N·d² + d³).
  public init(of samples: Tensor<Float>, threads: Int = Parallel.processors) {
    let (count, d) = (samples.shape[0], samples.shape[1])
    let block = 4096
    // Sums over blocks in a fixed order; products in single precision, sums of blocks in double.
    let parts = Parallel.map((count + block - 1) / block, threads: threads) { index in
      let rows = samples.rows(index * block..<min(count, (index + 1) * block))
      var (low, high) = (rows.row(0).scalars, rows.row(0).scalars)
      var sum = [Double](repeating: 0, count: d)
      for i in 0..<rows.shape[0] {
        for j in 0..<d {
          let value = rows[i, j]
          low[j] = min(low[j], value)
          high[j] = max(high[j], value)
          sum[j] += Double(value)
        }
      }
      return (low, high, sum, rows.gram)
    }
    var (low, high, sum) = (parts[0].0, parts[0].1, parts[0].2)
    var gram = Tensor<Double>(parts[0].3.scalars.map(Double.init), shape: [d, d])
    for part in parts.dropFirst() {
      for j in 0..<d {
        low[j] = min(low[j], part.0[j])
        high[j] = max(high[j], part.1[j])
        sum[j] += part.2[j]
      }
      gram += Tensor<Double>(part.3.scalars.map(Double.init), shape: [d, d])
    }
    let mean = sum.map { $0 / Double(count) }
    for i in 0..<d {
      for j in 0..<d { gram[i, j] = gram[i, j] / Double(count) - mean[i] * mean[j] }
    }
    maximum = high.map(Double.init)
    self.mean = mean
    variance = (0..<d).map { max(0, gram[$0, $0]) }
    ignorable = (0..<d).filter { low[$0] == high[$0] }
    principalVariances = gram.symmetricEigenvalues.reversed().map { max(0, $0) }
  }
}
