internal import CKernels

/// The search for the neighbours of a block of queries, on one thread.
///
/// Of every candidate a lower bound L of its squared distance is known, less ‖q‖² and rounding errors, and
/// with them an upper bound U. Whatever has an L above the k-th smallest U is no neighbour.
struct NeighborBlock {
  /// The queries of a block, and the points of a chunk: their products stay in the nearer caches.
  static let queries = 256
  static let chunk = 1024

  private let index: NearestNeighbors
  private let originals: Tensor<Float>
  private let centred: [Float]
  private let squares: [Float]
  /// The numbers of the points that the queries are, if these are to be left out.
  private let selves: ArraySlice<Int>?
  private let count: Int
  /// How many are selected, a query that is to be left out among them.
  private let selected: Int
  /// How many candidates a query has before the hopeless are thrown away.
  private let patience: Int

  init(_ index: NearestNeighbors, queries: Tensor<Float>, selves: ArraySlice<Int>?, count: Int) {
    (self.index, originals, self.selves, self.count) = (index, queries, selves, count)
    centred = NearestNeighbors.centred(queries.scalars, around: index.mean)
    squares = NearestNeighbors.squares(centred, dimension: index.points.shape[1])
    selected = count + (selves == nil ? 0 : 1)
    patience = max(4 * selected, 256)
  }

  /// The neighbours of each query, nearest first.
  func run() -> [[NearestNeighbors.Neighbor]] {
    let (n, d, m) = (index.points.shape[0], index.points.shape[1], originals.shape[0])
    guard d > 0 else {
      preconditionFailure("points of dimension 0 have no neighbours")
    }
    let room = patience + Self.chunk + 1
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: m * room)
    let products = UnsafeMutablePointer<Float>.allocate(capacity: m * Self.chunk)
    let scratch = UnsafeMutablePointer<UInt64>.allocate(capacity: room)
    defer {
      keys.deallocate()
      products.deallocate()
      scratch.deallocate()
    }
    var candidates = (0..<m).map { Candidates(keys: keys + $0 * room) }
    for start in stride(from: 0, to: n, by: Self.chunk) {
      let width = min(Self.chunk, n - start)
      multiply(start..<start + width, into: products)
      index.lowSquares.withUnsafeBufferPointer { low in
        guard let low = low.baseAddress else { return }
        for i in 0..<m {
          candidates[i].count += kernel_keys_below_f32(
            products + i * width, low + start, width, candidates[i].bound, UInt32(start),
            candidates[i].keys + candidates[i].count)
          if candidates[i].count > patience { reduce(&candidates[i], of: i, scratch) }
        }
      }
    }
    return (0..<m).map { i in
      reduce(&candidates[i], of: i, scratch)
      let own = selves.map { $0[$0.startIndex + i] }
      return decide(candidates[i], of: i, scratch).lazy.map(Self.parts)
        .filter { $0.place != own }.prefix(count)
        .map { NearestNeighbors.Neighbor(index: $0.place, distance: $0.value.squareRoot()) }
    }
  }

  /// −2 q·p for all queries and the points of a chunk.
  private func multiply(_ range: Range<Int>, into products: UnsafeMutablePointer<Float>) {
    let d = index.points.shape[1]
    centred.withUnsafeBufferPointer { q in
      index.centred.withUnsafeBufferPointer { p in
        guard let q = q.baseAddress, let p = p.baseAddress else { return }
        Float.gemm(
          q, transposed: false, p + range.lowerBound * d, transposed: true,
          m: originals.shape[0], n: range.count, k: d, alpha: -2, beta: 0, into: products)
      }
    }
  }

  /// Throws away the candidates of query `i` that cannot be among the nearest.
  private func reduce(
    _ candidates: inout Candidates, of i: Int, _ scratch: UnsafeMutablePointer<UInt64>
  ) {
    guard candidates.count > selected else { return }
    // U − L = 4ε·(‖p‖² + ‖q‖²), and something for the rounding of these numbers themselves.
    let margin = 5 * index.epsilon
    for c in 0..<candidates.count {
      let (low, place) = Self.parts(candidates.keys[c])
      let high = low + margin * (index.squares[place] + squares[i])
      scratch[c] = Self.key(high.nextUp, place)
    }
    let kth = kernel_select_u64(scratch, candidates.count, selected - 1)
    candidates.tighten(to: Self.parts(kth).value)
    guard candidates.count > patience / 2 else { return }
    // Many nearly equal ones: what is known exactly decides.
    let nearest = decide(candidates, of: i, scratch)
    let chosen = Set(nearest.map { Self.parts($0).place })
    let square = Self.parts(nearest[selected - 1]).value
    let bound = square - squares[i] + margin * (square + squares[i])
    candidates.keep { chosen.contains(Self.parts($0).place) }
    candidates.bound = min(candidates.bound, bound.nextUp)
  }

  /// The keys of the exact squared distances of the `selected` nearest candidates, in order.
  ///
  /// They are fewer if the candidates are, and stand in `scratch`.
  private func decide(
    _ candidates: Candidates, of i: Int, _ scratch: UnsafeMutablePointer<UInt64>
  ) -> UnsafeMutableBufferPointer<UInt64> {
    let d = originals.shape[1]
    index.points.scalars.withUnsafeBufferPointer { p in
      originals.scalars.withUnsafeBufferPointer { q in
        guard let p = p.baseAddress, let q = q.baseAddress else { return }
        for c in 0..<candidates.count {
          let place = Self.parts(candidates.keys[c]).place
          scratch[c] = Self.key(Float.squaredDistance(p + place * d, q + i * d, count: d), place)
        }
      }
    }
    let taken = min(selected, candidates.count)
    if taken < candidates.count { _ = kernel_select_u64(scratch, candidates.count, taken - 1) }
    var nearest = UnsafeMutableBufferPointer(start: scratch, count: taken)
    nearest.sort()
    return nearest
  }

  /// The key that sorts as (value, place); the same as in `kernel_keys_below_f32`.
  private static func key(_ value: Float, _ place: Int) -> UInt64 {
    let bits = value.bitPattern
    let ordered = bits ^ (bits >> 31 == 1 ? 0xFFFF_FFFF : 0x8000_0000)
    return UInt64(ordered) << 32 | UInt64(UInt32(truncatingIfNeeded: place))
  }

  private static func parts(_ key: UInt64) -> (value: Float, place: Int) {
    let ordered = UInt32(truncatingIfNeeded: key >> 32)
    let bits = ordered ^ (ordered >> 31 == 1 ? 0x8000_0000 : 0xFFFF_FFFF)
    return (Float(bitPattern: bits), Int(UInt32(truncatingIfNeeded: key)))
  }

  /// The candidates of one query.
  private struct Candidates {
    let keys: UnsafeMutablePointer<UInt64>
    var count = 0
    /// What a lower bound must not exceed.
    var bound = Float.greatestFiniteMagnitude

    mutating func tighten(to bound: Float) {
      self.bound = min(self.bound, bound)
      let limit = self.bound
      keep { NeighborBlock.parts($0).value <= limit }
    }

    mutating func keep(_ condition: (UInt64) -> Bool) {
      var kept = 0
      for c in 0..<count where condition(keys[c]) {
        keys[kept] = keys[c]
        kept += 1
      }
      count = kept
    }
  }
}
