public import Tensors

/// Grey pictures of one size in rows and columns.
public struct ImageGrid: Sendable, Equatable {
  /// The brightness of the pixels, `[rows, columns, height, width]`.
  public var pixels: Tensor<Double>
  /// What is black, and what white.
  public var range: ClosedRange<Double>
  /// Where the middles of the leftmost and the rightmost column of pixels lie; by default at 0, 1, ….
  public var x: ClosedRange<Double>?
  /// Where the middles of the lowest and the uppermost row of pixels lie; by default rows lie at 0, 1, … of an axis
  /// that runs down.
  public var y: ClosedRange<Double>?

  /// Pictures; by default 0 is black and 1 white.
  public init(
    _ pixels: Tensor<Double>, range: ClosedRange<Double> = 0...1, x: ClosedRange<Double>? = nil,
    y: ClosedRange<Double>? = nil
  ) {
    precondition(pixels.shape.count == 4, "pictures of shape \(pixels.shape)")
    (self.pixels, self.range, self.x, self.y) = (pixels, range, x, y)
  }

  /// Where the columns and the rows of pixels lie, gaps between pictures included.
  var places: (x: [Double], y: [Double]) {
    let (rows, columns) = size
    return (
      x.map { $0.places(columns) } ?? (0..<columns).map(Double.init),
      y.map { $0.places(rows).reversed() } ?? (0..<rows).map(Double.init)
    )
  }

  /// The rows and columns of pixels, with one between pictures; 0 if there are none.
  private var size: (rows: Int, columns: Int) {
    let s = pixels.shape
    return (max(0, s[0] * (s[2] + 1) - 1), max(0, s[1] * (s[3] + 1) - 1))
  }

  /// All pictures as one, with a pixel between them, from 0 (black) to 255; row 0 is at the top.
  var mosaic: (rows: Int, columns: Int, bytes: [UInt8]) {
    let s = pixels.shape
    let (rows, columns) = size
    guard rows > 0, columns > 0 else { return (0, 0, []) }
    var bytes = [UInt8](repeating: 255, count: rows * columns)
    let scale = 1 / (range.upperBound - range.lowerBound)
    for i in 0..<s[0] {
      for j in 0..<s[1] {
        for y in 0..<s[2] {
          for x in 0..<s[3] {
            let value = pixels.scalars[((i * s[1] + j) * s[2] + y) * s[3] + x]
            bytes[(i * (s[2] + 1) + y) * columns + j * (s[3] + 1) + x] = Self.byte(
              (value - range.lowerBound) * scale)
          }
        }
      }
    }
    return (rows, columns, bytes)
  }

  /// A brightness from 0 to 1 as a byte; what is not a number is grey.
  static func byte(_ brightness: Double) -> UInt8 {
    brightness.isNaN ? 128 : UInt8((255 * min(max(brightness, 0), 1)).rounded())
  }

  /// The largest brightness of pictures that are lighted as they are; a little more than nothing if there is none.
  static func brightest(_ pixels: Tensor<Double>) -> Double {
    max(pixels.scalars.filter(\.isFinite).max() ?? 1, 1e-12)
  }
}
