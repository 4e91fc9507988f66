import Datasets
import Discovery
import Tensors
import TestSupport
import Testing

/// The eights of rotated MNIST in three principal components, as published.
@Suite struct RotatedDigitsTests {
  static let hasDigits = (try? DatasetCatalog().locate(.mnist)) != nil

  @Test(.enabled(if: hasDigits, "MNIST is not on this machine: symmetron data get mnist"))
  func oneTurnDominates() throws {
    let table = try RotatedDigits().sample(seed: 0)
    #expect(table.count == 20_000)
    let principal = PrincipalComponents(of: table.features)
    let space = principal.project(table.features, count: 3)
    let rows = (0..<table.count).filter { table.labels[0][$0] == 8 }
    let cloud = try PointClouds([Tensor(stacking: rows.map(space.row))])
    // δ = ε = 0.15 of the radius, 0.5 in the pixels' units as published for δ; ε there is 0.3.
    var regression = PairRegression()
    (regression.delta, regression.epsilon, regression.repeats) = (0.15, 0.15, 160)
    let solution = try regression.solve(cloud)
    if isFullRun { print("eights: \(rows.count) points, \(solution.deviations.prefix(4))") }
    #expect(solution.count == 1)
    #expect(solution.deviations[0] >= 4 * solution.deviations[1])
    // A rotation in two of the components: antisymmetric, and small beside it.
    let t = solution.components.row(0)
    let symmetric = (0.5 * (t + t.transposed)).norm
    #expect(symmetric < 0.2)
    let turns = [t[1, 0], t[2, 0], t[2, 1]].map(\.magnitude).sorted()
    #expect(turns[1] < 0.2 * turns[2])
  }
}
