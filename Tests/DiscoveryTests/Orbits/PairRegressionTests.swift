import Datasets
import Discovery
import Tensors
import TestSupport
import Testing

@Suite struct PairRegressionTests {
  /// The published runs; SO(2) × SO(2) on two circles (on a torus the method finds so(4), below).
  static var cases: [CloudCase] {
    CloudCase.published.map { cloud in
      var cloud = cloud
      if cloud.group == .torus { cloud.group = .circles }
      return cloud
    }
  }

  @Test("The published runs", arguments: cases)
  func published(_ cloud: CloudCase) throws {
    let seeds = trials(usual: 3, full: 20)
    var runs: [[Double]] = []
    for seed in 0..<UInt64(seeds) {
      var regression = PairRegression()
      (regression.epsilon, regression.seed) = (cloud.epsilon, seed)
      let clouds = try cloud.clouds(seed: seed)
      let solution = try regression.solve(clouds)
      runs.append(solution.deviations)
      #expect(solution.count == cloud.generators)
      guard seed == 0 else { continue }
      let algebra = regression.algebra(of: solution, in: clouds)
      let names = [algebra.name ?? ""] + algebra.aliases
      if cloud.count >= 1000 { #expect(names.contains(cloud.algebra), "\(names)") }
      if case .su2 = cloud.group {
        #expect(algebra.remarks.contains { $0.contains("show u(2)") })
      }
    }
    let middle = (0..<runs[0].count).map { place in median(runs.map { $0[place] }) }
    if isFullRun {
      print("regression: \(cloud): \(middle.prefix(8)), published \(cloud.published)")
    }
    if case .so(let n) = cloud.group, cloud.count >= 100 || isFullRun {
      // The first, and the last generator, within 15 % of what was published.
      let last = n * (n - 1) / 2 - 1
      for (place, value) in zip([0, last], [cloud.published[0], cloud.published.last ?? 0]) {
        expectClose(middle[place], value, rtol: 0.15)
      }
    }
  }

  /// On a torus no plane of two points is moved by one generator: what is found are turns of the planes.
  @Test func aTorusIsBeyondIt() throws {
    let clouds = try PointClouds(GroupOrbit(.torus, count: 500, noise: 0.1).sample(seed: 1))
    #expect(try PairRegression().solve(clouds).count == 6)
  }

  @Test func tooSmallAnEpsilonNamesOneThatWouldDo() throws {
    let clouds = try CloudCase.published[3].clouds(seed: 1)
    var regression = PairRegression()
    regression.epsilon = 0.01
    do {
      _ = try regression.solve(clouds)
      Issue.record("a regression without pairs")
    } catch .tooFewPairs(_, _, let wouldDo) {
      regression.epsilon = wouldDo
      #expect(try regression.solve(clouds).count == 3)
    }
  }

  @Test func threadsDoNotMatter() throws {
    let clouds = try CloudCase.published[3].clouds(seed: 2)
    var regression = PairRegression()
    regression.threads = 1
    let one = try regression.solve(clouds)
    regression.threads = 2
    #expect(try regression.solve(clouds).components == one.components)
  }
}
