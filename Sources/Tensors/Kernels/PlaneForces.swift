internal import CKernels

/// Forces between points of the plane whose likeness falls as `q = 1/(1 + d²)`, as t-SNE has them.
package enum PlaneForces {
  /// Sums over weighted sources for each of some points: `Σ m q² (yᵢ − y)`, and `Σ m q` as likeness.
  package static func repulsion(
    x: UnsafePointer<Float>, y: UnsafePointer<Float>, count: Int, sourceX: [Float],
    sourceY: [Float], mass: [Float], forceX: UnsafeMutablePointer<Float>,
    forceY: UnsafeMutablePointer<Float>, likeness: UnsafeMutablePointer<Float>
  ) {
    kernel_repulsion_f32(
      x, y, count, sourceX, sourceY, mass, sourceX.count, forceX, forceY, likeness)
  }

  /// Sums over the neighbours of the points in a range: `Σ p q (yᵢ − y)`, and `Σ p ln(p/q)` as divergence if
  /// it is wanted.
  package static func attraction(
    x: UnsafePointer<Float>, y: UnsafePointer<Float>, range: Range<Int>,
    start: UnsafePointer<Int64>, other: UnsafePointer<Int32>, p: UnsafePointer<Float>,
    forceX: UnsafeMutablePointer<Float>, forceY: UnsafeMutablePointer<Float>,
    divergence: UnsafeMutablePointer<Float>?
  ) {
    kernel_attraction_f32(
      x, y, range.lowerBound, range.upperBound, start, other, p, forceX, forceY, divergence)
  }
}
