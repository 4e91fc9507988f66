public import Networks
public import Tensors

/// The points of all representatives, and whether their Hodge numbers were recognized.
public struct Embedding: Sendable {
  /// The points, `[representatives, dimension]`.
  public let points: Tensor<Float>
  /// Whether h¹¹ and h²¹ of each are what the network says.
  public let isCorrect: [Bool]

  /// The shares of representatives whose h²¹ and whose h¹¹ were recognized.
  public let accuracy: (h21: Double, h11: Double)

  /// How many are embedded at a time, so that their features need little memory.
  private static let part = 16_384

  /// The embedding of a set by a trained network.
  public init(
    _ model: MultiHeadModel, _ set: RepresentativeSet, hodge: [HodgePair],
    threads: Int = Parallel.processors, progress: (_ share: Double) -> Void = { _ in }
  ) {
    var points: [Float] = []
    var isCorrect: [Bool] = []
    var (right21, right11, width) = (0, 0, 0)
    let manifold = set.manifoldOfEach
    for start in stride(from: 0, to: set.count, by: Self.part) {
      let range = start..<min(set.count, start + Self.part)
      let (part, outputs) = model.predict(set.features(range), threads: threads)
      width = part.shape[1]
      if points.isEmpty { points.reserveCapacity(set.count * width) }
      points += part.scalars
      let (h21, h11) = (Self.largest(outputs[0]), Self.largest(outputs[1]))
      for (place, index) in range.enumerated() {
        let pair = hodge[manifold[index]]
        let (is21, is11) = (h21[place] == pair.h21, h11[place] == pair.h11)
        right21 += is21 ? 1 : 0
        right11 += is11 ? 1 : 0
        isCorrect.append(is21 && is11)
      }
      progress(Double(range.upperBound) / Double(set.count))
    }
    self.points = Tensor(points, shape: [set.count, width])
    self.isCorrect = isCorrect
    let total = Double(max(1, set.count))
    accuracy = (Double(right21) / total, Double(right11) / total)
  }

  /// The place of the largest number of each row, the first of equal ones.
  private static func largest(_ x: Tensor<Float>) -> [Int] {
    let width = x.shape[1]
    return x.scalars.withUnsafeBufferPointer { x in
      (0..<(width > 0 ? x.count / width : 0)).map { row in
        var best = 0
        for column in 1..<max(1, width)
        where x[row * width + column] > x[row * width + best] { best = column }
        return best
      }
    }
  }
}
