import Tensors
import Testing

/// The `count` numbers that `body` leaves in memory that first holds `initial` (or NaN).
///
/// Checks that nothing was written before or after them. The memory is not aligned to a vector.
func guarded<S: KernelScalar>(
  _ count: Int, from initial: [S]? = nil, at location: SourceLocation = #_sourceLocation,
  _ body: (UnsafeMutablePointer<S>) -> Void
) -> [S] {
  let (before, after, mark) = (3, 70, S(-12345))
  var memory = [S](repeating: mark, count: before + count + after)
  memory.replaceSubrange(
    before..<before + count, with: initial ?? [S](repeating: .nan, count: count))
  memory.withUnsafeMutableBufferPointer { buffer in
    if let base = buffer.baseAddress { body(base + before) }
  }
  let outside = memory[..<before] + memory[(before + count)...]
  #expect(outside.allSatisfy { $0 == mark }, "written outside", sourceLocation: location)
  return Array(memory[before..<before + count])
}

/// How far `actual` is from `exact`, in units of the last place of the correctly rounded value; a NaN
/// or an infinity is 0 from itself and infinitely far from anything else.
func ulps<S: KernelScalar>(_ actual: S, from exact: Double) -> Double {
  let rounded = S(exact)
  if rounded.isNaN || actual.isNaN { return rounded.isNaN && actual.isNaN ? 0 : .infinity }
  if rounded.isInfinite || actual.isInfinite { return rounded == actual ? 0 : .infinity }
  return (Double(actual) - exact).magnitude / Double(rounded.ulp)
}

/// Whether both hold the same numbers in the same bits; any NaN is like any other.
func sameBits<S: KernelScalar>(_ a: [S], _ b: [S]) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { $0.isNaN ? $1.isNaN : $0 == $1 && $0.sign == $1.sign }
}

/// Whole numbers from −8 to 8, whose sums and products of any order are exact.
func wholeNumbers<S: KernelScalar>(_ count: Int, seed: UInt64) -> [S] {
  var rng = Philox(seed: seed)
  return (0..<count).map { _ in S(Int.random(in: -8...8, using: &rng)) }
}

/// Standard normal numbers times `scale`.
func normals<S: KernelScalar>(_ count: Int, scale: S = 1, seed: UInt64) -> [S] {
  var rng = Philox(seed: seed)
  return (0..<count).map { _ in scale * S(rng.normal()) }
}

/// Every element of `a` with every element of `b`.
func pairs<A, B>(_ a: [A], _ b: [B]) -> [(A, B)] { a.flatMap { a in b.map { (a, $0) } } }

/// Counts around every width of a vector, and none.
let kernelCounts = Array(0...70) + [127, 128, 129, 1000]
