internal import Tensors

/// A level surface as four-cornered faces.
///
/// Every cell of the grid that the surface crosses has a vertex, the mean of the places where it crosses the cell's
/// edges; every inner edge of the grid that is crossed has a face, whose corners are the vertices of the four cells
/// around it. Gnuplot's own surfaces need voxels, which lose values by rounding.
///
/// Source: Gibson, *Constrained elastic surface nets* (1998), without the relaxation.
/// Checked by: `LevelMeshTests`.
package struct LevelMesh {
  /// The corners of each face, in order around it: `[4][3]`.
  package private(set) var faces: [[[Double]]] = []

  private let axes: [[Double]]
  private let counts: [Int]
  private let values: [Double]

  /// The faces of a surface.
  ///
  /// - Parameters:
  ///   - surface: Values on a grid; places that are not finite are left out.
  ///   - most: The most places along an axis; finer grids are thinned.
  package init(_ surface: LevelSurface, most: Int) {
    let shape = surface.values.shape
    let shown = shape.map { count in
      let step = max(1, (count - 1 + most - 2) / max(1, most - 1))
      let even = Array(stride(from: 0, to: count, by: step))
      return even.last == count - 1 ? even : even + [count - 1]
    }
    axes = zip(zip(surface.ranges, shape), shown).map { grid, shown in
      let places = grid.0.places(grid.1)
      return shown.map { places[$0] }
    }
    counts = shown.map(\.count)
    values = shown[0].flatMap { i in
      shown[1].flatMap { j in
        shown[2].map { k in
          surface.values.scalars[(i * shape[1] + j) * shape[2] + k] - surface.level
        }
      }
    }
    let vertices = self.vertices
    for axis in 0..<3 { addFaces(around: axis, vertices) }
  }

  private func index(_ place: [Int]) -> Int {
    (place[0] * counts[1] + place[1]) * counts[2] + place[2]
  }

  /// All places whose numbers along each axis lie in ranges from 0.
  private static func places(_ ends: [Int]) -> [[Int]] {
    (0..<max(0, ends[0])).flatMap { i in
      (0..<max(0, ends[1])).flatMap { j in (0..<max(0, ends[2])).map { [i, j, $0] } }
    }
  }

  /// Whether the surface passes between two places.
  private func isCrossed(_ a: Int, _ b: Int) -> Bool {
    values[a].isFinite && values[b].isFinite && (values[a] < 0) != (values[b] < 0)
  }

  /// The vertex of every cell that has one, by the index of its lowest corner.
  private var vertices: [Int: [Double]] {
    var vertices: [Int: [Double]] = [:]
    for cell in Self.places(counts.map { $0 - 1 }) {
      var (sum, crossings) = ([0.0, 0, 0], 0)
      for axis in 0..<3 {
        for side in 0..<4 {
          // The four edges of the cell along this axis.
          var from = cell
          from[(axis + 1) % 3] += side & 1
          from[(axis + 2) % 3] += side >> 1
          var to = from
          to[axis] += 1
          let (a, b) = (index(from), index(to))
          guard isCrossed(a, b) else { continue }
          let t = values[a] / (values[a] - values[b])
          for j in 0..<3 { sum[j] += axes[j][from[j]] + t * (axes[j][to[j]] - axes[j][from[j]]) }
          crossings += 1
        }
      }
      if crossings > 0 { vertices[index(cell)] = sum.map { $0 / Double(crossings) } }
    }
    return vertices
  }

  /// The faces around the edges along an axis.
  private mutating func addFaces(around axis: Int, _ vertices: [Int: [Double]]) {
    let (b, c) = ((axis + 1) % 3, (axis + 2) % 3)
    var ends = counts
    for j in 0..<3 { ends[j] -= 1 }
    for place in Self.places(ends) where place[b] > 0 && place[c] > 0 {
      var next = place
      next[axis] += 1
      guard isCrossed(index(place), index(next)) else { continue }
      let corners = [(1, 1), (0, 1), (0, 0), (1, 0)].compactMap { db, dc -> [Double]? in
        var cell = place
        cell[b] -= db
        cell[c] -= dc
        return vertices[index(cell)]
      }
      if corners.count == 4 { faces.append(corners) }
    }
  }
}
