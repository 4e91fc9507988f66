internal import Foundation
internal import Tensors

/// A quadtree over points of the plane, and the sums of forces from far cells as if their points were one.
///
/// Goals: forces within a fraction of a percent, then speed. The points are sorted along a Morton curve; a leaf
/// is a run of up to ``leafSize`` points, and all points of a leaf share one list of sources, cells that
/// are small against their distance from the leaf and single points of near leaves, over which the forces are
/// one vector loop. Rejected: a list for each point (the walk costs more than the forces), and sums
/// interpolated on a grid by Fourier transforms (the grid of a spread-out embedding is too large to pay at
/// tens of thousands of points).
struct PlaneTree {
  /// The order of the points in the tree: place to number.
  private(set) var order: [Int32] = []
  /// The points in this order.
  private(set) var x: [Float] = []
  private(set) var y: [Float] = []
  /// The leaves, as ranges of places.
  private(set) var leaves: [Int] = []
  private var cells: [Cell] = []

  static let leafSize = 24

  private struct Cell {
    var range: Range<Int>
    var isLeaf: Bool
    /// The cell after all that lie inside this one.
    var next: Int
    var width: Float
    var centre: (x: Float, y: Float)
    var low: (x: Float, y: Float)
    var high: (x: Float, y: Float)
  }

  /// The tree of points.
  init(x points: [Float], y heights: [Float]) {
    let count = points.count
    let (left, right) = (points.min() ?? 0, points.max() ?? 0)
    let (bottom, top) = (heights.min() ?? 0, heights.max() ?? 0)
    let side = max(right - left, top - bottom, .leastNormalMagnitude) * 1.0001
    let scale = Float(1 << Self.levels) / side
    var keys = [UInt64](unsafeUninitializedCapacity: count) { keys, filled in
      for i in 0..<count {
        let a = UInt32(max(0, (points[i] - left) * scale))
        let b = UInt32(max(0, (heights[i] - bottom) * scale))
        keys[i] = UInt64(Self.spread(a) | Self.spread(b) << 1) << 32 | UInt64(i)
      }
      filled = count
    }
    Self.sort(&keys)
    order = keys.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
    x = order.map { points[Int($0)] }
    y = order.map { heights[Int($0)] }
    let codes = keys.map { UInt32(truncatingIfNeeded: $0 >> 32) }
    cells.reserveCapacity(count / 4 + 16)
    build(codes, 0..<count, level: 0, width: side)
  }

  /// Levels of the tree; keys have two bits for each.
  private static let levels = 16

  private mutating func build(_ codes: [UInt32], _ range: Range<Int>, level: Int, width: Float) {
    let place = cells.count
    let isLeaf = range.count <= Self.leafSize || level == Self.levels
    var (sx, sy) = (0.0, 0.0)
    var (low, high) = (
      (x: Float.infinity, y: Float.infinity), (x: -Float.infinity, y: -Float.infinity)
    )
    for i in range {
      sx += Double(x[i])
      sy += Double(y[i])
      low = (min(low.x, x[i]), min(low.y, y[i]))
      high = (max(high.x, x[i]), max(high.y, y[i]))
    }
    let size = Double(range.count)
    cells.append(
      Cell(
        range: range, isLeaf: isLeaf, next: 0, width: max(high.x - low.x, high.y - low.y),
        centre: (Float(sx / size), Float(sy / size)), low: low, high: high))
    if isLeaf {
      leaves.append(place)
    } else {
      let shift = 2 * (Self.levels - 1 - level)
      var start = range.lowerBound
      for quarter in 0..<UInt32(4) {
        var end = start
        while end < range.upperBound, codes[end] >> shift & 3 == quarter { end += 1 }
        if end > start { build(codes, start..<end, level: level + 1, width: width / 2) }
        start = end
      }
    }
    cells[place].next = cells.count
  }

  /// The places of the points of a leaf.
  func points(ofLeaf leaf: Int) -> Range<Int> { cells[leaf].range }

  /// What acts on the points of a leaf.
  struct Sources {
    var x: [Float] = []
    var y: [Float] = []
    var mass: [Float] = []

    mutating func removeAll() {
      x.removeAll(keepingCapacity: true)
      y.removeAll(keepingCapacity: true)
      mass.removeAll(keepingCapacity: true)
    }
  }

  /// Fills the list of sources of a leaf: cells whose width is less than `angle` times their distance, and
  /// the points of others, its own included.
  func sources(ofLeaf leaf: Int, angle: Float, into sources: inout Sources) {
    sources.removeAll()
    cells.withUnsafeBufferPointer { cells in
      let home = cells[leaf]
      var place = 0
      while place < cells.count {
        let cell = cells[place]
        let dx = max(home.low.x - cell.centre.x, cell.centre.x - home.high.x, 0)
        let dy = max(home.low.y - cell.centre.y, cell.centre.y - home.high.y, 0)
        if cell.width * cell.width < angle * angle * (dx * dx + dy * dy) {
          sources.x.append(cell.centre.x)
          sources.y.append(cell.centre.y)
          sources.mass.append(Float(cell.range.count))
          place = cell.next
        } else if cell.isLeaf {
          sources.x.append(contentsOf: x[cell.range])
          sources.y.append(contentsOf: y[cell.range])
          for _ in cell.range { sources.mass.append(1) }
          place = cell.next
        } else {
          place += 1
        }
      }
    }
  }

  /// The bits of a number with zeros between them.
  private static func spread(_ value: UInt32) -> UInt32 {
    var x = min(value, 0xFFFF)
    x = (x | x << 8) & 0x00FF_00FF
    x = (x | x << 4) & 0x0F0F_0F0F
    x = (x | x << 2) & 0x3333_3333
    return (x | x << 1) & 0x5555_5555
  }

  /// Sorts by the upper half, eleven bits at a time; equal ones keep their order.
  private static func sort(_ keys: inout [UInt64]) {
    var other = [UInt64](repeating: 0, count: keys.count)
    for shift in [UInt64(32), 43, 54] {
      var starts = [Int](repeating: 0, count: 2049)
      for key in keys { starts[Int(key >> shift & 0x7FF) + 1] += 1 }
      for digit in 0..<2048 { starts[digit + 1] += starts[digit] }
      for key in keys {
        let digit = Int(key >> shift & 0x7FF)
        other[starts[digit]] = key
        starts[digit] += 1
      }
      swap(&keys, &other)
    }
  }
}
