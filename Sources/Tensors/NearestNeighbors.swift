internal import CKernels

/// The nearest points of each query among given points, exactly.
///
/// Goals, in order: the exact answer, with near-duplicates told apart; the same one on any number of
/// threads; the speed of the matrix product. Squared distances of a block of queries to a chunk of points
/// are one matrix product, ‖p‖² − 2 q·p, which loses the digits of small ones. So whatever could be among
/// the nearest, by a bound on the rounding error, stays a candidate, and what decides is the sum of squared
/// differences. Rejected: trees (no help in a hundred dimensions), and indices that may miss neighbours.
///
/// Checked by: `NearestNeighborsTests`.
public struct NearestNeighbors: Sendable {
  /// The points, `[N, d]`.
  public let points: Tensor<Float>
  /// The points around their mean: smaller numbers, smaller rounding errors.
  let centred: [Float]
  /// The mean, `[d]`.
  let mean: [Float]
  /// The squared lengths of the centred points.
  let squares: [Float]
  /// The same without the largest rounding error that their distances have through them.
  let lowSquares: [Float]
  /// The bound ε of the rounding error: ε·(‖p‖ + ‖q‖)² ≤ 2ε·(‖p‖² + ‖q‖²) for a squared distance, with
  /// a unit of rounding for every term of the sums, and some for the rest.
  let epsilon: Float

  /// Points among which neighbours are sought.
  ///
  /// - Parameter points: `[N, d]`.
  /// - Precondition: The points are finite, and so are the squares of their distances; fewer than 2³².
  public init(_ points: Tensor<Float>) {
    precondition(points.rank == 2, "points are [N, d], not \(points.shape)")
    let (count, d) = (points.shape[0], points.shape[1])
    precondition(count < 1 << 32, "\(count) points are too many")
    self.points = points
    var sums = [Double](repeating: 0, count: d)
    points.scalars.withUnsafeBufferPointer { x in
      for i in 0..<count { for a in 0..<d { sums[a] += Double(x[i * d + a]) } }
    }
    mean = sums.map { Float($0 / Double(max(1, count))) }
    centred = Self.centred(points.scalars, around: mean)
    squares = Self.squares(centred, dimension: d)
    precondition(
      squares.allSatisfy { 8 * $0 < .greatestFiniteMagnitude }, "the points are not finite")
    let epsilon = Float(d + d / 16 + 24) * Float.ulpOfOne / 2
    self.epsilon = epsilon
    lowSquares = squares.map { $0 * (1 - 2 * epsilon) }
  }

  /// The `count` nearest points of every query.
  ///
  /// - Parameters:
  ///   - queries: `[M, d]`.
  ///   - count: At most the number of points.
  ///   - threads: How many threads work; the result does not depend on it.
  /// - Returns: `indices` and `distances`, `[M, count]`, nearest first, equal distances by index.
  /// - Complexity: O(M N d).
  public func neighbors(
    of queries: Tensor<Float>, count: Int, threads: Int = Parallel.processors
  ) -> (indices: [Int32], distances: Tensor<Float>) {
    precondition(
      queries.rank == 2 && queries.shape[1] == points.shape[1],
      "queries are [M, \(points.shape[1])], not \(queries.shape)")
    let rows = Array(0..<queries.shape[0])
    return Self.joined(
      mapBlocks(queries, rows: rows, leavingOutSelf: false, count: count, threads: threads) {
        Self.columns($1)
      }, count: count)
  }

  /// The `count` nearest other points of every point.
  ///
  /// - Parameters:
  ///   - count: Less than the number of points.
  ///   - threads: How many threads work; the result does not depend on it.
  /// - Returns: `indices` and `distances`, `[N, count]`, nearest first, equal distances by index.
  /// - Complexity: O(N² d).
  public func neighborsOfPoints(
    count: Int, threads: Int = Parallel.processors
  ) -> (indices: [Int32], distances: Tensor<Float>) {
    let rows = Array(0..<points.shape[0])
    return Self.joined(
      mapBlocks(points, rows: rows, leavingOutSelf: true, count: count, threads: threads) {
        Self.columns($1)
      }, count: count)
  }

  /// What `body` makes of the number of each point and of its `count` nearest other points.
  ///
  /// The neighbours are forgotten afterwards: a way to look at more of them than fit into memory.
  ///
  /// - Parameter asked: Whose neighbours are sought, in this order; by default those of all.
  public func mapPoints<Result: Sendable>(
    _ asked: [Int]? = nil, count: Int, threads: Int = Parallel.processors,
    _ body: @Sendable (_ point: Int, _ neighbors: [Neighbor]) -> Result
  ) -> [Result] {
    let asked = asked ?? Array(0..<points.shape[0])
    return mapBlocks(points, rows: asked, leavingOutSelf: true, count: count, threads: threads) {
      block, lists in zip(block, lists).map { body($0, $1) }
    }.flatMap { $0 }
  }

  /// A neighbour of a query.
  public struct Neighbor: Sendable, Equatable {
    /// The number of the point.
    public let index: Int
    /// Its distance: the root of the sum of squared differences, in single precision.
    public let distance: Float
  }

  private func mapBlocks<Result: Sendable>(
    _ queries: Tensor<Float>, rows: [Int], leavingOutSelf: Bool, count: Int, threads: Int,
    _ body: @Sendable (_ block: ArraySlice<Int>, _ neighbors: [[Neighbor]]) -> Result
  ) -> [Result] {
    let available = points.shape[0] - (leavingOutSelf ? 1 : 0)
    precondition(
      count >= 1 && count <= available || rows.isEmpty,
      "\(count) neighbours among \(available) points")
    let (size, d) = (NeighborBlock.queries, points.shape[1])
    return Parallel.map((rows.count + size - 1) / size, threads: threads) { block in
      let part = rows[block * size..<min(rows.count, (block + 1) * size)]
      var x: [Float] = []
      x.reserveCapacity(part.count * d)
      for row in part { x += queries.scalars[row * d..<(row + 1) * d] }
      let search = NeighborBlock(
        self, queries: Tensor(x, shape: [part.count, d]), selves: leavingOutSelf ? part : nil,
        count: count)
      return body(part, search.run())
    }
  }

  private static func columns(_ lists: [[Neighbor]]) -> (indices: [Int32], distances: [Float]) {
    (
      lists.flatMap { $0.map { Int32(truncatingIfNeeded: $0.index) } },
      lists.flatMap { $0.map(\.distance) }
    )
  }

  private static func joined(
    _ blocks: [(indices: [Int32], distances: [Float])], count: Int
  ) -> (indices: [Int32], distances: Tensor<Float>) {
    let distances = blocks.flatMap(\.distances)
    return (
      blocks.flatMap(\.indices), Tensor(distances, shape: [distances.count / max(1, count), count])
    )
  }

  static func centred(_ x: [Float], around mean: [Float]) -> [Float] {
    let d = mean.count
    var result = x
    result.withUnsafeMutableBufferPointer { y in
      for i in 0..<(d > 0 ? y.count / d : 0) { for a in 0..<d { y[i * d + a] -= mean[a] } }
    }
    return result
  }

  static func squares(_ x: [Float], dimension d: Int) -> [Float] {
    guard d > 0 else { return [] }
    return x.withUnsafeBufferPointer { x in
      (0..<x.count / d).map { i in
        x.baseAddress.map { Float.dot($0 + i * d, $0 + i * d, count: d) } ?? 0
      }
    }
  }
}
