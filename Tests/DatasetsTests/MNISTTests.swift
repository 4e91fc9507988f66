import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

/// The original MNIST, if it is there.
@Suite(.needsData("mnist/train-images-idx3-ubyte.gz")) struct MNISTTests {
  static func path(_ name: String) throws -> String {
    try #require(dataFolder).appendingPathComponent("mnist/\(name)").path
  }

  /// The counts of every digit as others publish them.
  @Test(arguments: [
    ("train", [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]),
    ("t10k", [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]),
  ])
  func digits(part: String, counts: [Int]) throws {
    let set = try LabelledImages(contentsOf: Self.path("\(part)-images-idx3-ubyte.gz"))
    #expect(set.count == counts.reduce(0, +))
    #expect((set.height, set.width) == (28, 28))
    #expect(set.classes == Array(0...9))
    #expect(counts == (0...9).map { digit in set.labels.count { $0 == digit } })
    #expect(set.pixels.scalars.min() == 0 && set.pixels.scalars.max() == 1)
    let pair = try set.selecting(classes: [0, 1])
    #expect(pair.count == counts[0] + counts[1])
  }

  /// Turned forth and back a little, digits are almost what they were; turned about, they are not.
  @Test func turning() throws {
    let set = try LabelledImages(contentsOf: Self.path("t10k-images-idx3-ubyte.gz"))
    func distance(_ other: Tensor<Float>) -> Double {
      var sum = 0.0
      for (a, b) in zip(set.pixels.scalars, other.scalars) { sum += Double((a - b) * (a - b)) }
      return sum / set.pixels.scalars.reduce(0.0) { $0 + Double($1 * $1) }
    }
    let rotation = ImageRotation(height: 28, width: 28)
    let forth = rotation(set.pixels, radians: 0.3)
    #expect(distance(rotation(forth, radians: -0.3)) < 0.05)
    #expect(distance(rotation(forth, radians: 0.3)) > 0.3)
  }
}
