import Discovery
import Tensors
import Testing

@Suite struct PointCloudsTests {
  static let circle = Tensor<Double>(
    rows: (0..<24).map { [Double($0 % 5) + 1, Double($0) - 11.5] })

  func error(_ clouds: [Tensor<Double>], reduction: Int? = nil) -> DiscoveryError? {
    do {
      _ = try PointClouds(clouds, reduction: reduction)
      return nil
    } catch { return error }
  }

  @Test func whatIsWrongIsSaid() {
    let circle = Self.circle
    #expect(error([circle]) == nil)
    #expect(error([circle.rows(0..<4)]) == .tooFewPoints(points: 4, needed: 10))
    #expect(
      error([circle, circle.rows(0..<23)]) == .unequalClouds(rows: 24, otherRows: 23, cloud: 2))
    var other = circle
    other[7, 1] = .nan
    #expect(error([circle, other]) == .nonFinitePoint(row: 8, cloud: 2))
    #expect(
      error([circle.appending(rowsOf: circle.rows(3..<4))])
        == .duplicatePoints(first: 4, second: 25))
    #expect(
      error([circle.appending(rowsOf: .zeros([1, 2]))]) == .pointAtOrigin(row: 25, cloud: 1))
    #expect(error([circle], reduction: 3) == .reduction(components: 3, dimension: 2))
  }

  @Test func pairsMayRepeatInOneCloud() {
    // Equal rows of one cloud are no copies if the other cloud tells them apart.
    let half = Self.circle.rows(0..<12)
    #expect(error([half.appending(rowsOf: half), Self.circle]) == nil)
  }
}
