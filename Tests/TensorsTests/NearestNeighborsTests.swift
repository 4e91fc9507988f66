import Tensors
import TestSupport
import Testing

@Suite struct NearestNeighborsTests {
  /// Clouds of points: shape, and how they lie.
  enum Cloud: String, CaseIterable, CustomTestStringConvertible {
    case normal, line, whole, nearDuplicates, farFromOrigin, outlier, allEqual

    var testDescription: String { rawValue }

    func points(_ count: Int, _ d: Int, seed: UInt64) -> Tensor<Float> {
      var rng = Philox(seed: seed)
      var x: Tensor<Float> = rng.normals([count, d])
      switch self {
      case .normal: break
      case .line: for i in 0..<count { for a in 0..<d { x[i, a] = Float(i / 3) } }
      // Very many equal distances.
      case .whole: x = Tensor(x.scalars.map { $0.rounded() }, shape: x.shape)
      // Clusters whose size is lost in ‖p‖² − 2 q·p + ‖q‖².
      case .nearDuplicates:
        for i in 0..<count where i % 10 > 0 {
          for a in 0..<d { x[i, a] = x[i - i % 10, a] + 1e-5 * x[i, a] }
        }
      case .farFromOrigin: for i in x.scalars.indices { x.scalars[i] += 1000 }
      case .outlier: x[0, 0] = 1e6
      case .allEqual: for i in x.scalars.indices { x.scalars[i] = 0.1 }
      }
      return x
    }
  }

  /// The neighbours of row `i` of `queries` by sorting all squared distances, which are summed as the
  /// library does: what is tested is that no neighbour is lost or misplaced.
  static func sorted(
    _ points: Tensor<Float>, _ query: Tensor<Float>, count: Int, leavingOut own: Int? = nil
  ) -> [(index: Int, square: Float)] {
    let all = (0..<points.shape[0]).filter { $0 != own }.map { j in
      let row = points.row(j)
      let square = row.scalars.withUnsafeBufferPointer { a in
        query.scalars.withUnsafeBufferPointer { b -> Float in
          guard let a = a.baseAddress, let b = b.baseAddress else { return .nan }
          return Float.squaredDistance(a, b, count: query.count)
        }
      }
      return (index: j, square: square)
    }
    return Array(all.sorted { ($0.square, $0.index) < ($1.square, $1.index) }.prefix(count))
  }

  @Test("The neighbours are those that sorting finds", arguments: Cloud.allCases, [1, 3, 20, 100])
  func agreesWithSorting(cloud: Cloud, d: Int) {
    let points = cloud.points(700, d, seed: 3)
    let search = NearestNeighbors(points)
    let (indices, distances) = search.neighborsOfPoints(count: 30)
    #expect(distances.shape == [700, 30])
    for i in stride(from: 0, to: 700, by: 7) {
      let expected = Self.sorted(points, points.row(i), count: 30, leavingOut: i)
      #expect(indices[30 * i..<30 * i + 30].map(Int.init) == expected.map(\.index), "point \(i)")
      #expect(distances.row(i).scalars == expected.map { $0.square.squareRoot() })
    }
  }

  @Test("More points than a chunk, of all of them nearly equal ones", arguments: Cloud.allCases)
  func chunks(cloud: Cloud) {
    let points = cloud.points(9000, 8, seed: 5)
    var rng = Philox(seed: 6)
    let queries = Tensor(
      stacking: [
        points.row(17), points.row(8999), rng.normals([8]),
        Tensor([Float](repeating: 0.1, count: 8)),
      ])
    for count in [1, 250, 3000] {
      let (indices, _) = NearestNeighbors(points).neighbors(of: queries, count: count)
      for i in 0..<4 {
        let expected = Self.sorted(points, queries.row(i), count: count)
        #expect(indices[count * i..<count * (i + 1)].map(Int.init) == expected.map(\.index))
      }
    }
  }

  @Test("Near-zero distances have all their digits")
  func cancellation() {
    var points = Tensor<Float>.zeros([300, 50])
    for i in 0..<300 { for a in 0..<50 { points[i, a] = a == 0 ? 1 + Float(i) * 0x1p-20 : 100 } }
    let (indices, distances) = NearestNeighbors(points).neighborsOfPoints(count: 2)
    #expect(indices[20] == 9 && indices[21] == 11)
    #expect(distances[10, 0] == 0x1p-20 && distances[10, 1] == 0x1p-20)
  }

  @Test("All of a few points are neighbours of each other")
  func few() {
    let points = Tensor<Float>(rows: [[0, 0], [3, 4], [0, 1]])
    let (indices, distances) = NearestNeighbors(points).neighborsOfPoints(count: 2)
    #expect(indices == [2, 1, 2, 0, 0, 1])
    expectClose(
      distances,
      Tensor(rows: [[1, 5], [Float(18).squareRoot(), 5], [1, Float(18).squareRoot()]]),
      rtol: 1e-6)
  }

  @Test("The result does not depend on the number of threads, or on the rest of the queries")
  func threads() {
    let points = Cloud.nearDuplicates.points(3000, 16, seed: 8)
    let search = NearestNeighbors(points)
    let one = search.neighborsOfPoints(count: 40, threads: 1)
    let many = search.neighborsOfPoints(count: 40, threads: 7)
    #expect(one.indices == many.indices && one.distances == many.distances)
    let part = search.mapPoints([1002, 1000, 1001], count: 40) { point, list in (point, list) }
    #expect(part.map(\.0) == [1002, 1000, 1001])
    for (point, list) in part {
      #expect(list.map { Int32($0.index) } == Array(one.indices[40 * point..<40 * point + 40]))
    }
  }
}
