internal import Foundation
public import Tensors

/// The first images of MNIST, each turned many times by random angles, labelled by the digit.
///
/// The orbits are those of the images.
///
/// Source: Krippendorf, Syvaeri, *Detecting symmetries with neural networks* (2021), section 3.3.
/// Checked by: `RotatedDigitsTests`.
public struct RotatedDigits: Sendable {
  /// The number of images.
  public var images = 200
  /// The rotations of each.
  public var rotations = 100

  /// The height and width of the images, in pixels.
  public static let side = 28

  /// The published setting.
  public init() {}

  /// The turned images, image after image.
  ///
  /// - Throws: `.missingDataset` without MNIST.
  public func sample(
    seed: UInt64, threads: Int = Parallel.processors
  ) throws(DatasetError) -> GeneratedTable {
    let all = try LabelledImages(.mnist, .train)
    let count = min(images, all.count)
    let rows = (0..<count).flatMap { [Int](repeating: $0, count: rotations) }
    var rng = Philox(seed: seed, stream: 0x7475_726E_0000_0000)
    let angles = rows.map { _ in 2 * Double.pi * rng.uniform() }
    let turned = all.selecting(rows: rows).rotated(radians: angles, threads: threads)
    return GeneratedTable(
      featureNames: (0..<turned.pixels.shape[1]).map { "pixel\($0 + 1)" },
      features: Tensor(turned.pixels.scalars.map(Double.init), shape: turned.pixels.shape),
      labelNames: ["digit"], labels: [turned.labels], orbits: rows, invariants: angles)
  }
}
