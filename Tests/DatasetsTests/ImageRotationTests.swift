import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

/// Rotations against SciPy (`Tests/Reference/images.py`) and against those that move whole pixels.
@Suite struct ImageRotationTests {
  struct Case: Decodable {
    var height: Int
    var width: Int
    var radians: Double
    var image: [Float]
    var rotated: [Float]
  }

  /// Rounding: coordinates are exact to 1e-13, and a weighted mean of numbers up to 1 is rounded thrice.
  static let atol: Float = 5e-7

  @Test func sciPy() throws {
    let file = GzipTests.folder.appendingPathComponent("rotations.json")
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    #expect(cases.count == 18)
    for one in cases {
      let rotation = ImageRotation(height: one.height, width: one.width)
      let shape = [1, one.height * one.width]
      expectClose(
        rotation(Tensor(one.image, shape: shape), radians: one.radians),
        Tensor(one.rotated, shape: shape), rtol: 0, atol: Self.atol)
    }
  }

  /// A random picture, [1, height · width].
  static func picture(height: Int, width: Int) -> Tensor<Float> {
    var rng = Philox(seed: 3)
    return Tensor(
      (0..<height * width).map { _ in Float.random(in: 0..<1, using: &rng) },
      shape: [1, height * width])
  }

  @Test("No turn changes nothing; turns of 180° reverse, of 90° transpose", arguments: [5, 6, 28])
  func wholePixels(size: Int) {
    let rotation = ImageRotation(height: size, width: size)
    let image = Self.picture(height: size, width: size)
    #expect(rotation(image, radians: 0) == image)
    func expect(_ radians: Double, _ source: (_ row: Int, _ column: Int) -> (Int, Int)) {
      var turned = image
      for row in 0..<size {
        for column in 0..<size {
          let (r, c) = source(row, column)
          turned[0, row * size + column] = image[0, r * size + c]
        }
      }
      expectClose(rotation(image, radians: radians), turned, rtol: 0, atol: Self.atol)
    }
    expect(.pi) { (size - 1 - $0, size - 1 - $1) }
    expect(-.pi) { (size - 1 - $0, size - 1 - $1) }
    // Counterclockwise: the right edge comes to the top.
    expect(.pi / 2) { row, column in (column, size - 1 - row) }
    expect(-.pi / 2) { row, column in (size - 1 - column, row) }
    expect(2 * .pi) { ($0, $1) }
  }

  @Test func halfTurnOfARectangle() {
    let image = Self.picture(height: 4, width: 7)
    let reversed = Tensor(Array(image.scalars.reversed()), shape: image.shape)
    expectClose(
      ImageRotation(height: 4, width: 7)(image, radians: .pi), reversed, rtol: 0, atol: Self.atol)
  }

  /// A wide picture turned upright loses its ends, and is dark where it was not.
  @Test func outsideIsZero() {
    let image = Tensor<Float>(repeating: 1, shape: [1, 3 * 9])
    let turned = ImageRotation(height: 3, width: 9)(image, radians: .pi / 2)
    let expected: [Float] = (0..<27).map { (3...5).contains($0 % 9) ? 1 : 0 }
    expectClose(turned, Tensor(expected, shape: [1, 27]), rtol: 0, atol: Self.atol)
  }

  @Test func anglesAndThreads() {
    let images = Tensor(
      Self.picture(height: 300, width: 30).scalars, shape: [300, 30])  // of 5 × 6 pixels
    let angles = (0..<300).map { 0.02 * Double($0) }
    let rotation = ImageRotation(height: 5, width: 6)
    let turned = rotation(images, radians: angles, threads: 1)
    for threads in [2, 5] {
      #expect(rotation(images, radians: angles, threads: threads) == turned)
    }
    for i in [0, 63, 64, 299] {
      #expect(turned.rows(i..<i + 1) == rotation(images.rows(i..<i + 1), radians: angles[i]))
    }
    #expect(rotation(Tensor.zeros([0, 30]), radians: []).shape == [0, 30])
  }
}
