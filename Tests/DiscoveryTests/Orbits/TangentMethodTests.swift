import Datasets
import Discovery
import LieAlgebras
import Tensors
import TestSupport
import Testing

@Suite struct TangentMethodTests {
  /// The share of seeds with the right number, as a target, by the number of points.
  static func target(_ points: Int) -> Double { points >= 200 ? 0.95 : points >= 100 ? 0.85 : 0 }

  static var cases: [CloudCase] {
    CloudCase.published + [
      CloudCase(
        name: "SU(2)", group: .su2(clouds: 3), count: 1000, noise: 0.01, generators: 3,
        algebra: "su(2)", published: [])
    ]
  }

  @Test("The number of generators over many seeds", arguments: cases)
  func counts(_ cloud: CloudCase) throws {
    let seeds = trials(usual: 3, full: 100)
    var (right, named, angles, polished): (Int, Int, [Double], [Double]) = (0, 0, [], [])
    var other: [Int: Int] = [:]
    for seed in 0..<UInt64(seeds) {
      var method = TangentMethod()
      method.seed = seed
      let solution = method.discover(try cloud.clouds(seed: seed))
      let finding = solution.finding
      other[finding.count, default: 0] += 1
      guard finding.count == cloud.generators else { continue }
      right += 1
      if seed == 0 { print(cloud.testDescription, finding.summary, solution.neighbours, solution.orbitDimension) }
      let names = finding.name.map { [$0.name] + $0.aliases } ?? []
      if names.contains(cloud.algebra) { named += 1 }
      if case .so(let n) = cloud.group {
        let shape = [finding.count, n * n]
        angles.append(largestAngle(solution.raw.reshaped(shape), rotations(n)))
        if finding.generators.shape[0] == cloud.generators {
          polished.append(largestAngle(finding.generators.reshaped(shape), rotations(n)))
        }
      }
    }
    print(cloud.testDescription, "right", right, "named", named, "of", seeds, other,
      "angle", median(angles), "polished", median(polished))
    #expect(Double(right) >= Self.target(cloud.count) * Double(seeds))
  }
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
}
