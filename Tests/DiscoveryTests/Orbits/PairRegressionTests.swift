import Datasets
import Discovery
import Tensors
import TestSupport
import Testing

@Suite struct PairRegressionTests {
  @Test("The published runs", arguments: CloudCase.published)
  func published(_ cloud: CloudCase) throws {
    var regression = PairRegression()
    regression.epsilon = cloud.epsilon
    let solution = try regression.solve(cloud.clouds(seed: 1))
    let algebra = regression.algebra(of: solution, in: try cloud.clouds(seed: 1))
    print(cloud.testDescription, solution.count, solution.ratio, algebra.name ?? "-", algebra.aliases, algebra.closure,
      solution.deviations.prefix(8).map { ($0 * 100).rounded() / 100 }, cloud.published)
  }
}
