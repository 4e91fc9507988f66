import Datasets
import Discovery
import Foundation
import Oracles
import Tensors
import TestSupport
import Testing

/// How often tables with and without symmetry are judged rightly.
///
/// The full size is that of the table in docs/Spectral.md; every change is tested at a smaller one.
@Suite(.serialized) struct TableStatisticsTests {
  struct Positive: CustomTestStringConvertible {
    var name: String
    var metric: [Double]
    var rows: Int
    var noise: Double
    /// The median angle, in degrees, of quadratic least squares told the count (NumPy).
    var reference: Double
    var testDescription: String { "\(name), \(rows) rows, noise \(noise)" }
  }

  static let positives: [Positive] = [
    ("so(3)", [1, 1, 1], [0.44, 1.74, 0.11, 0.46]),
    ("so(5)", [1, 1, 1, 1, 1], [0.96, 3.87, 0.24, 0.97]),
    ("so(1,3)", [1, -1, -1, -1], [0.69, 2.77, 0.24, 0.97]),
  ].flatMap { name, metric, angles in
    zip([(300, 0.05), (300, 0.2), (3000, 0.05), (3000, 0.2)], angles).map {
      Positive(name: name, metric: metric, rows: $0.0.0, noise: $0.0.1, reference: $0.1)
    }
  }

  @Test(arguments: positives)
  func knownSymmetry(_ setting: Positive) throws {
    let n = setting.metric.count
    let truth = SyntheticTable.generators(metric: setting.metric)
    let seeds = trials(usual: 10, full: 100)
    var (right, clear, angles): (Int, Int, [Double]) = (0, 0, [])
    for seed in 0..<UInt64(seeds) {
      let data = try SyntheticTable.quadratic(
        metric: setting.metric, rows: setting.rows, noise: setting.noise, seed: seed)
      var method = SpectralMethod()
      method.seed = seed
      let (finding, solution) = try method.discover(data)
      guard finding.generators.shape == [truth.shape[0], n, n] else { continue }
      right += 1
      if finding.outcome == .clear { clear += 1 }
      // Before rounding, which would make the angle zero on these laws.
      angles.append(
        largestAngle(solution.rawFields.reshaped([truth.shape[0], n * n]), truth))
    }
    angles.sort()
    let median = angles.isEmpty ? .infinity : angles[angles.count / 2]
    if isFullRun {
      print(
        "TABLE \(setting.testDescription): count \(right)/\(seeds), certain \(clear), ",
        "median angle \(median)° (reference \(setting.reference)°)")
    }
    let least = setting.rows == 300 && setting.noise == 0.2 ? 0.85 : 0.95
    #expect(Double(right) >= least * Double(seeds))
    #expect(Double(clear) >= 0.8 * Double(seeds))
    // Few seeds leave the median uncertain by a third.
    #expect(median <= (isFullRun ? 1.3 : 1.8) * setting.reference)
  }

  struct Negative: CustomTestStringConvertible {
    var dimension: Int
    var rows: Int
    var noise: Double
    var testDescription: String { "cubic in \(dimension), \(rows) rows, noise \(noise)" }
  }

  static let negatives: [Negative] = (2...6).flatMap { n in
    [(2000, 0.0), (1000, 0.1), (300, 0.2), (1000, 0.5)].map {
      Negative(dimension: n, rows: $0.0, noise: $0.1)
    }
  }

  @Test(arguments: negatives)
  func noSymmetry(_ setting: Negative) throws {
    let seeds = trials(usual: 6, full: 200)
    var (claimed, possible, undecided) = (0, 0, 0)
    for seed in 0..<UInt64(seeds) {
      let data = try SyntheticTable.cubic(
        dimension: setting.dimension, rows: setting.rows, noise: setting.noise, seed: seed)
      var method = SpectralMethod()
      method.seed = seed
      let (finding, _) = try method.discover(data)
      if finding.outcome == .clear { claimed += 1 }
      if finding.outcome == .ambiguous { possible += 1 }
      if finding.outcome == .undecided { undecided += 1 }
    }
    if isFullRun {
      print(
        "TABLE \(setting.testDescription): claimed \(claimed)/\(seeds), possible \(possible), "
          + "undecided \(undecided)")
    }
    #expect(Double(claimed) <= (isFullRun ? 0.05 * Double(seeds) : 0))
  }
}
