import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct DistributionTests {
  /// The reference is exact to 25 digits; the error claimed for the algorithm is about 1e-16.
  @Test func quantilesAgreeWithTheReference() throws {
    let lines = try referenceText("normal_quantiles.csv").split(separator: "\n").dropFirst()
    #expect(lines.count > 60)
    for line in lines {
      let words = line.split(separator: ",")
      let p = try #require(Double(words[0]))
      let x = try #require(Double(words[1]))
      expectClose(standardNormalQuantile(p), x, rtol: 1e-15, atol: 0)
    }
  }

  @Test("x(1 − p) = −x(p) where 1 − p is exact", arguments: [0x1p-30, 0.03125, 0.25, 0.375, 0.5])
  func quantilesAreOdd(p: Double) {
    #expect(standardNormalQuantile(1 - p) == -standardNormalQuantile(p))
  }

  @Test func normalMatchesInverse() {
    var (a, b) = (Philox(seed: 11), Philox(seed: 11))
    for _ in 0..<1000 { #expect(a.normal() == standardNormalQuantile(b.uniform())) }
  }

  /// The ends of the interval are never drawn: there the normal distribution has no quantile.
  @Test(arguments: [UInt64.min, 1, 1 << 11, .max - 1, .max])
  func uniformIsInsideTheOpenInterval(bits: UInt64) {
    var rng = ConstantBits(bits: bits)
    let u = rng.uniform()
    #expect(u > 0 && u < 1)
    #expect(rng.normal().isFinite)
    let doubles: Tensor<Double> = rng.uniforms([1])
    let floats: Tensor<Float> = rng.uniforms([1])
    #expect(doubles[0] > 0 && doubles[0] < 1)
    #expect(floats[0] > 0 && floats[0] < 1)
  }

  @Test("Uniform numbers are uniform", arguments: UInt64(0)..<5)
  func uniform(seed: UInt64) {
    var rng = Philox(seed: seed)
    let sample: Tensor<Double> = rng.uniforms([draws])
    #expect(kolmogorovSmirnov(sample.scalars) { $0 } < kolmogorovBound)
  }

  @Test("Normal numbers are normal", arguments: UInt64(0)..<5)
  func normal(seed: UInt64) {
    var rng = Philox(seed: seed)
    let sample: Tensor<Double> = rng.normals([draws])
    #expect(kolmogorovSmirnov(sample.scalars) { erfc(-$0 / 2.squareRoot()) / 2 } < kolmogorovBound)
    // Moments of order 1 to 4: within 5 standard deviations √((μ₂ₖ − μₖ²)/N).
    let n = Double(draws)
    for (power, moment, variance) in [(1, 0.0, 1.0), (2, 1, 2), (3, 0, 15), (4, 3, 96)] {
      let mean = sample.scalars.reduce(0) { $0 + pow($1, Double(power)) } / n
      expectClose(mean, moment, rtol: 0, atol: 5 * (variance / n).squareRoot())
    }
  }

  @Test func theTestOfDistributionsCanFail() {
    var rng = Philox(seed: 0)
    let sample: Tensor<Double> = rng.normals([draws])
    #expect(
      kolmogorovSmirnov(sample.scalars.map { 1.05 * $0 }) { erfc(-$0 / 2.squareRoot()) / 2 }
        > kolmogorovBound)
  }

  @Test("Streams and seeds are uncorrelated", arguments: 1..<4)
  func independence(k: Int) {
    var first = Philox(seed: 1)
    var (stream, seed) = (Philox(seed: 1, stream: UInt64(k)), Philox(seed: 1 + UInt64(k)))
    let x: Tensor<Double> = first.normals([draws])
    for y: Tensor<Double> in [stream.normals([draws]), seed.normals([draws])] {
      let bound = 5 / Double(draws).squareRoot()
      expectClose(x.dot(y) / Double(draws), 0, rtol: 0, atol: bound)
    }
  }

  @Test("Permutations have every index once", arguments: [0, 1, 2, 10, 1000])
  func permutation(count: Int) {
    var rng = Philox(seed: 2)
    let order = rng.permutation(count)
    #expect(order.sorted() == Array(0..<count))
    if count >= 10 { #expect(order != Array(0..<count) && order != rng.permutation(count)) }
  }

  @Test func everyPermutationIsEquallyLikely() {
    var rng = Philox(seed: 3)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[rng.permutation(4), default: 0] += 1 }
    #expect(counts.count == 24)
    let statistic = counts.values.reduce(0) { $0 + pow(Double($1 - 1000), 2) / 1000 }
    #expect(statistic < 58.6)  // the 1 − 10⁻⁴ quantile of χ² with 23 degrees of freedom is 58.6
  }

  private let draws = 100_000
  /// Exceeded by chance once in 10⁴ samples: √(−½ ln(10⁻⁴ / 2)).
  private let kolmogorovBound = 2.225
}

/// `√N sup |F_N − F|` for the empirical distribution function `F_N`.
private func kolmogorovSmirnov(_ sample: [Double], _ distribution: (Double) -> Double) -> Double {
  let n = Double(sample.count)
  let distance = sample.sorted().enumerated().reduce(0) { worst, item in
    let f = distribution(item.element)
    let (below, above) = (Double(item.offset) / n, Double(item.offset + 1) / n)
    return max(worst, (f - below).magnitude, (above - f).magnitude)
  }
  return n.squareRoot() * distance
}

/// A source of always the same bits.
private struct ConstantBits: RandomNumberGenerator {
  let bits: UInt64
  mutating func next() -> UInt64 { bits }
}
