import Tensors
import TestSupport
import Testing

@Suite struct KernelReductionTests {
  static let middles = [0, 1, 2, 3, 7, 15, 16, 17, 64, 65, 70, 129, 1023, 1025, 2500]
  static let inners = [0, 1, 2, 3, 7, 10, 15, 16, 17, 31, 63, 64, 65, 102, 130, 200]

  @Test("Sums of whole numbers are exact in every layout", arguments: middles)
  func sums(middle: Int) {
    for inner in Self.inners {
      checkSums(Float.self, middle: middle, inner: inner)
      checkSums(Double.self, middle: middle, inner: inner)
    }
  }

  private func checkSums<S: KernelScalar>(_: S.Type, middle: Int, inner: Int) {
    for outer in [0, 1, 3] {
      let x: [S] = wholeNumbers(outer * middle * inner, seed: 4)
      let y = guarded(outer * inner) { S.sum(x, $0, outer: outer, middle: middle, inner: inner) }
      var expected = [S](repeating: 0, count: outer * inner)
      for (index, x) in x.enumerated() {
        expected[index / (middle * inner) * inner + index % inner] += x
      }
      #expect(y == expected, "[\(outer), \(middle), \(inner)]")
    }
  }

  @Test("Maxima, and NaN from any place", arguments: middles.dropFirst())
  func maxima(middle: Int) {
    for inner in Self.inners.dropFirst() {
      var x: [Float] = normals(2 * middle * inner, seed: 5)
      for place in [0, x.count / 2, x.count - 1, x.count / 3] {
        let y = guarded(2 * inner) { Float.maximum(x, $0, outer: 2, middle: middle, inner: inner) }
        var expected = [Float](repeating: -.infinity, count: 2 * inner)
        for (index, x) in x.enumerated() {
          let to = index / (middle * inner) * inner + index % inner
          expected[to] = x.isNaN || expected[to].isNaN ? .nan : max(expected[to], x)
        }
        #expect(sameBits(y, expected), "[2, \(middle), \(inner)]")
        x[place] = .nan
      }
    }
  }

  @Test("Long Float sums keep their digits")
  func accuracy() {
    for (middle, inner) in [(1_000_000, 1), (100_000, 3), (100_000, 64)] {
      let x = [Float](repeating: 0.1, count: middle * inner)
      let y = guarded(inner) { Float.sum(x, $0, outer: 1, middle: middle, inner: inner) }
      let expected = Double(Float(0.1)) * Double(middle)
      for sum in y { #expect((Double(sum) - expected).magnitude < 2e-5 * expected) }
    }
  }

  @Test("A slice's sum has the same bits alone and among others")
  func slices() {
    for (middle, inner) in pairs([10, 100, 1500], [1, 3, 10, 70]) {
      let size = middle * inner
      let x: [Float] = normals(3 * size, seed: 6)
      let y = guarded(3 * inner) { Float.sum(x, $0, outer: 3, middle: middle, inner: inner) }
      for i in 0..<3 {
        let slice = Array(x[i * size..<(i + 1) * size])
        let alone = guarded(inner) { Float.sum(slice, $0, outer: 1, middle: middle, inner: inner) }
        #expect(sameBits(alone, Array(y[i * inner..<(i + 1) * inner])))
      }
    }
  }

  @Test("Equal to adding one term after the other, to the last bit", arguments: [0, 1, 2, 5])
  func orderedSum(terms: Int) {
    let count = 2500
    let rows: [[Float]] = (0..<terms).map { normals(count, seed: UInt64($0)) }
    let pointers = rows.map { row in
      let copy = UnsafeMutablePointer<Float>.allocate(capacity: count)
      copy.initialize(from: row, count: count)
      return UnsafePointer(copy) as UnsafePointer<Float>?
    }
    defer { for pointer in pointers { pointer?.deallocate() } }
    for range in [0..<count, 3..<3, 5..<6, 7..<80, 1000..<2499] {
      let y = guarded(count) { Float.orderedSum(pointers, terms: terms, $0, range: range) }
      var expected = [Float](repeating: .nan, count: count)
      for i in range {
        expected[i] = rows.first?[i] ?? 0
        for row in rows.dropFirst() { expected[i] += row[i] }
      }
      #expect(sameBits(y, expected))
    }
  }

  @Test func squaredDistance() {
    for count in kernelCounts + [1024, 3000] {
      let a: [Float] = wholeNumbers(count, seed: 1)
      let b: [Float] = wholeNumbers(count, seed: 2)
      let expected = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      #expect(Float.squaredDistance(a, b, count: count) == expected)
      let double = Double.squaredDistance(a.map(Double.init), b.map(Double.init), count: count)
      #expect(double == Double(expected))
    }
  }
}
