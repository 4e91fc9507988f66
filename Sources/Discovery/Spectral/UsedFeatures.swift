internal import Oracles
internal import Tensors

extension SpectralMethod {
  /// A feature is ignored if it carries less than this share of the squared gradient, and no more
  /// than noise would give it, in standard deviations.
  static let ignoredGradient = (share: 0.01, deviations: 3.0)

  /// The features along which the learned function changes beyond its noise; all if none does.
  static func used(_ learned: LearnedJacobians) -> [Int] {
    let n = learned.mean.shape[2]
    func squares(_ jacobian: Tensor<Double>) -> [Double] {
      var sums = [Double](repeating: 0, count: n)
      for (place, value) in jacobian.scalars.enumerated() {
        sums[place % n] += value * value * learned.weights.scalars[place / n]
      }
      return sums
    }
    let gradient = squares(learned.mean)
    let noise = learned.deviations.map(squares).reduce([Double](repeating: 0, count: n)) {
      zip($0, $1).map(+)
    }
    let total = gradient.reduce(0, +)
    let limit = ignoredGradient
    let used = (0..<n).filter { a in
      gradient[a] > limit.share * total
        || gradient[a] > limit.deviations * limit.deviations * noise[a]
    }
    return used.isEmpty ? Array(0..<n) : used
  }
}

extension Tensor<Double> {
  /// Some places of the last axis, in the given order.
  func columns(_ chosen: [Int]) -> Tensor {
    let width = shape[rank - 1]
    if chosen.elementsEqual(0..<width) { return self }
    var picked: [Double] = []
    picked.reserveCapacity(count / max(width, 1) * chosen.count)
    for start in stride(from: 0, to: count, by: width) {
      for column in chosen { picked.append(scalars[start + column]) }
    }
    return Tensor(picked, shape: shape.dropLast() + [chosen.count])
  }
}
