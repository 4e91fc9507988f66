/// A shape as an operation along one axis, or some successive ones, sees it: `[outer, length, inner]`.
struct AxisLayout: Sendable {
  let outer: Int
  let length: Int
  let inner: Int

  init(_ shape: [Int], axes: Range<Int>) {
    outer = shape[..<axes.lowerBound].reduce(1, *)
    length = shape[axes].reduce(1, *)
    inner = shape[axes.upperBound...].reduce(1, *)
  }

  init(_ shape: [Int], axis: Int) { self.init(shape, axes: axis..<axis + 1) }
}
