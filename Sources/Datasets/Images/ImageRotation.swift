// Goals: right at every angle (a tangent is taken by differences of small ones), then fast enough to
// turn a whole data set on the way. Rejected: a sparse matrix per angle, since every image may have
// its own; three shears, which blur more.

internal import Foundation
public import Tensors

/// Rotation of grey images about their centre, with bilinear interpolation; outside, an image is 0.
///
/// The centre of an image of height h and width w is ((h − 1)/2, (w − 1)/2), halfway between its
/// outermost pixels' centres. The pixel at row r and column c of the turned image, dr and dc away from
/// the centre, is the original at (dr cos θ + dc sin θ, dc cos θ − dr sin θ) away from it.
///
/// Source: the convention of `scipy.ndimage.map_coordinates(order=1, mode='grid-constant')`.
/// Checked by: `ImageRotationTests`.
public struct ImageRotation: Sendable {
  /// The number of rows of an image.
  public let height: Int
  /// The number of columns of an image.
  public let width: Int

  /// Images that are turned together; fixed, so that nothing depends on the number of threads.
  private static let piece = 64

  /// A rotation of images with so many rows and columns.
  public init(height: Int, width: Int) {
    precondition(height > 0 && width > 0, "images [\(height), \(width)]")
    (self.height, self.width) = (height, width)
  }

  /// All images turned by one angle; positive is counterclockwise as the picture is seen.
  ///
  /// - Parameter images: `[N, height · width]`.
  /// - Returns: `[N, height · width]`.
  public func callAsFunction(
    _ images: Tensor<Float>, radians: Double, threads: Int = Parallel.processors
  ) -> Tensor<Float> {
    self(images, radians: Array(repeating: radians, count: images.shape[0]), threads: threads)
  }

  /// Every image turned by an angle of its own; positive is counterclockwise as the picture is seen.
  ///
  /// - Parameters:
  ///   - images: `[N, height · width]`.
  ///   - radians: The angles, `[N]`.
  ///   - threads: How many threads work; the result does not depend on it.
  /// - Returns: `[N, height · width]`.
  /// - Precondition: The angles are finite.
  public func callAsFunction(
    _ images: Tensor<Float>, radians: [Double], threads: Int = Parallel.processors
  ) -> Tensor<Float> {
    let size = height * width
    precondition(
      images.shape == [radians.count, size],
      "images \(images.shape) for \(radians.count) angles, [\(height), \(width)] each")
    precondition(radians.allSatisfy(\.isFinite), "an angle is not finite")
    let pieces = (radians.count + Self.piece - 1) / Self.piece
    let pool = ThreadPool(threads: min(threads, pieces))
    let scalars = images.scalars.withUnsafeBufferPointer { source in
      [Float](unsafeUninitializedCapacity: images.count) { target, count in
        pool.run(pieces) { piece in
          // With a border of zeros, no interpolation needs to ask whether it is outside.
          var padded = [Float](repeating: 0, count: (height + 2) * (width + 2))
          for i in piece * Self.piece..<min((piece + 1) * Self.piece, radians.count) {
            let range = i * size..<(i + 1) * size
            pad(source[range], into: &padded)
            padded.withUnsafeBufferPointer {
              turn($0, by: radians[i], into: UnsafeMutableBufferPointer(rebasing: target[range]))
            }
          }
        }
        count = images.count
      }
    }
    return Tensor(scalars, shape: images.shape)
  }

  /// Copies an image inside the border of `padded`.
  private func pad(_ image: Slice<UnsafeBufferPointer<Float>>, into padded: inout [Float]) {
    for row in 0..<height {
      let from = image.startIndex + row * width
      let to = (row + 1) * (width + 2) + 1
      for column in 0..<width { padded[to + column] = image[from + column] }
    }
  }

  private func turn(
    _ padded: UnsafeBufferPointer<Float>, by θ: Double,
    into target: UnsafeMutableBufferPointer<Float>
  ) {
    let (c, s) = (cos(θ), sin(θ))
    let (middleRow, middleColumn) = (Double(height - 1) / 2, Double(width - 1) / 2)
    let (lastRow, lastColumn) = (Double(height + 1), Double(width + 1))
    for row in 0..<height {
      let dr = Double(row) - middleRow
      // Where the row comes from, counted from the corner of the border.
      let startRow = 1 + middleRow + c * dr - s * middleColumn
      let startColumn = 1 + middleColumn - s * dr - c * middleColumn
      for column in 0..<width {
        let y = min(max(startRow + s * Double(column), 0), lastRow)
        let x = min(max(startColumn + c * Double(column), 0), lastColumn)
        let (i, j) = (min(Int(y), height), min(Int(x), width))
        let (v, u) = (Float(y - Double(i)), Float(x - Double(j)))
        let place = i * (width + 2) + j
        let above = padded[place] + u * (padded[place + 1] - padded[place])
        let (left, right) = (padded[place + width + 2], padded[place + width + 3])
        let below = left + u * (right - left)
        target[row * width + column] = above + v * (below - above)
      }
    }
  }
}
