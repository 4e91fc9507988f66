/// How the elements of two operands meet in a broadcast operation: axes of length 1 repeat, and missing
/// leading axes count as such.
///
/// Adjacent axes that both operands walk through evenly are merged, so that most operations are one
/// call of a kernel on `[rows, columns]`; what remains are loops around it.
struct BroadcastLayout: Sendable {
  /// A loop: its length, and how far each operand moves in a turn.
  struct Axis: Sendable {
    var length: Int
    var strideA: Int
    var strideB: Int
  }

  /// The shape of the result.
  let shape: [Int]
  /// The loops outside of the kernel, the outermost first, and the two of the kernel.
  let outer: [Axis]
  private let outerCount: Int
  let rows: Axis
  let columns: Axis

  /// - Precondition: The lengths of every axis, from the last, agree or one of them is 1.
  init(_ a: [Int], _ b: [Int]) {
    guard let shape = Self.shape(a, b) else {
      preconditionFailure("shapes \(a) and \(b) do not broadcast")
    }
    self.shape = shape
    let (stridesA, stridesB) = (Self.strides(a, in: shape), Self.strides(b, in: shape))
    var merged: [Axis] = []
    for (k, length) in shape.enumerated() where length != 1 {
      let axis = Axis(length: length, strideA: stridesA[k], strideB: stridesB[k])
      if let last = merged.last, last.strideA == axis.strideA * length,
        last.strideB == axis.strideB * length
      {
        merged[merged.count - 1] = Axis(
          length: last.length * length, strideA: axis.strideA, strideB: axis.strideB)
      } else {
        merged.append(axis)
      }
    }
    columns = merged.popLast() ?? Axis(length: 1, strideA: 0, strideB: 0)
    rows = merged.popLast() ?? Axis(length: 1, strideA: 0, strideB: 0)
    outer = merged
    outerCount = merged.reduce(1) { $0 * $1.length }
  }

  /// The shape of the result; nil if the two do not broadcast.
  static func shape(_ a: [Int], _ b: [Int]) -> [Int]? {
    let rank = max(a.count, b.count)
    var shape: [Int] = []
    for (m, n) in zip(padded(a, to: rank), padded(b, to: rank)) {
      guard m == n || m == 1 || n == 1 else { return nil }
      shape.append(m == 1 ? n : m)
    }
    return shape
  }

  /// Calls `body` with the places of both operands and of the result for every call of the kernel.
  func forEachBlock(_ body: (_ a: Int, _ b: Int, _ result: Int) -> Void) {
    let block = rows.length * columns.length
    for index in 0..<outerCount {
      var (rest, a, b) = (index, 0, 0)
      for k in stride(from: outer.count - 1, through: 0, by: -1) {
        let axis = outer[k]
        let turn = rest % axis.length
        rest /= axis.length
        a += turn * axis.strideA
        b += turn * axis.strideB
      }
      body(a, b, index * block)
    }
  }

  private static func padded(_ shape: [Int], to rank: Int) -> [Int] {
    [Int](repeating: 1, count: rank - shape.count) + shape
  }

  /// The step of each axis of the result in an operand: 0 where it repeats.
  private static func strides(_ operand: [Int], in shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 0, count: shape.count)
    var step = 1
    for (k, length) in padded(operand, to: shape.count).enumerated().reversed() {
      strides[k] = length == 1 ? 0 : step
      step *= length
    }
    return strides
  }
}
