import Autodiff
import Foundation
import Tensors
import Testing

/// An operation, where it is tried, and what it should give.
struct OperationCase: Sendable, CustomTestStringConvertible {
  let name: String
  let inputs: [Tensor<Double>]
  let operation: @Sendable ([Variable<Double>]) -> Variable<Double>
  let expected: @Sendable ([Tensor<Double>]) -> Tensor<Double>

  init(
    _ name: String, _ inputs: [Tensor<Double>],
    _ operation: @escaping @Sendable ([Variable<Double>]) -> Variable<Double>,
    is expected: @escaping @Sendable ([Tensor<Double>]) -> Tensor<Double>
  ) {
    (self.name, self.inputs) = (name, inputs)
    (self.operation, self.expected) = (operation, expected)
  }

  var testDescription: String { "\(name) \(inputs.map(\.shape))" }
}

/// Random numbers in ±2 that are at least 0.1 away from 0.
func numbersAwayFromZero(_ shape: [Int], seed: UInt64) -> Tensor<Double> {
  var rng = Philox(seed: seed, stream: 7)
  let count = shape.reduce(1, *)
  return Tensor(
    (0..<count).map { _ in
      let size = 0.1 + 1.9 * rng.uniform()
      return rng.uniform() < 0.5 ? size : -size
    }, shape: shape)
}

/// Random numbers between 0.2 and 2.
func positiveNumbers(_ shape: [Int], seed: UInt64) -> Tensor<Double> {
  numbersAwayFromZero(shape, seed: seed).map { 0.1 + $0.magnitude }
}

/// Naive versions of operations: one element at a time, by its indices.
enum Naive {
  /// The indices of every element of a shape, in order.
  static func indices(_ shape: [Int]) -> [[Int]] {
    shape.reduce([[]]) { heads, length in
      heads.flatMap { head in (0..<length).map { head + [$0] } }
    }
  }

  static func element(_ x: Tensor<Double>, _ index: [Int]) -> Double {
    var place = 0
    for (i, length) in zip(index, x.shape) { place = place * length + i }
    return x.scalars[place]
  }

  static func tensor(_ shape: [Int], _ value: ([Int]) -> Double) -> Tensor<Double> {
    Tensor(indices(shape).map(value), shape: shape)
  }

  /// An element of a tensor that is repeated along missing axes and those of length 1.
  static func broadcastElement(_ x: Tensor<Double>, _ index: [Int]) -> Double {
    let own = zip(index.suffix(x.rank), x.shape).map { $1 == 1 ? 0 : $0 }
    return element(x, own)
  }

  static func broadcast(
    _ a: Tensor<Double>, _ b: Tensor<Double>, _ f: (Double, Double) -> Double
  ) -> Tensor<Double> {
    let rank = max(a.rank, b.rank)
    let shape = (0..<rank).map { k in
      let m = k < rank - a.rank ? 1 : a.shape[k - (rank - a.rank)]
      let n = k < rank - b.rank ? 1 : b.shape[k - (rank - b.rank)]
      return m == 1 ? n : m
    }
    return tensor(shape) { f(broadcastElement(a, $0), broadcastElement(b, $0)) }
  }

  /// `combine` of the elements along an axis.
  static func reduced(
    _ x: Tensor<Double>, along axis: Int, keepingAxis: Bool, _ combine: ([Double]) -> Double
  ) -> Tensor<Double> {
    var kept = x.shape
    kept[axis] = 1
    let result = tensor(kept) { index in
      combine(
        (0..<x.shape[axis]).map { j in
          var place = index
          place[axis] = j
          return element(x, place)
        })
    }
    var shape = kept
    if !keepingAxis { shape.remove(at: axis) }
    return result.reshaped(shape)
  }

  static func matmul(
    _ a: Tensor<Double>, _ b: Tensor<Double>, _ transposed: Tensor<Double>.Transposition = .none
  ) -> Tensor<Double> {
    let (m, k) = transposed == .left ? (a.shape[1], a.shape[0]) : (a.shape[0], a.shape[1])
    let n = transposed == .right ? b.shape[0] : b.shape[1]
    return tensor([m, n]) { index in
      (0..<k).reduce(0) { total, l in
        let left = transposed == .left ? a[l, index[0]] : a[index[0], l]
        return total + left * (transposed == .right ? b[index[1], l] : b[l, index[1]])
      }
    }
  }

  static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  static func softmax(_ x: Tensor<Double>) -> Tensor<Double> {
    let exponentials = x.map { exp($0) }
    let sums = reduced(exponentials, along: x.rank - 1, keepingAxis: true) { $0.reduce(0, +) }
    return broadcast(exponentials, sums, /)
  }
}
