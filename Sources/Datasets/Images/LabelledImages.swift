public import Tensors

/// Grey images, each with the number of its class.
///
/// Checked by: `LabelledImagesTests`.
public struct LabelledImages: Sendable, Equatable {
  /// What to call the set in messages: a name, or the path of the images.
  public let name: String
  /// The brightness of every pixel from 0 to 1, `[N, height · width]`, row by row of each image.
  public let pixels: Tensor<Float>
  /// The class of every image, `[N]`.
  public let labels: [Int]
  /// The number of rows of an image.
  public let height: Int
  /// The number of columns of an image.
  public let width: Int
  /// The classes: ascending, or in the order in which they were chosen.
  public let classes: [Int]

  /// The number of images.
  public var count: Int { labels.count }

  /// The class of every image as a place in ``classes``, `[N]`: the target of a classifier.
  public var classIndices: [Int] {
    let places = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
    return labels.compactMap { places[$0] }
  }

  /// Images in memory.
  ///
  /// - Parameters:
  ///   - name: What to call the set.
  ///   - pixels: The images, `[N, height · width]`.
  ///   - labels: The class of every image, `[N]`.
  ///   - height: The number of rows of an image.
  ///   - width: The number of columns of an image.
  /// - Precondition: The shapes fit together.
  public init(name: String, pixels: Tensor<Float>, labels: [Int], height: Int, width: Int) {
    self.init(
      name: name, pixels: pixels, labels: labels, height: height, width: width,
      classes: Set(labels).sorted())
  }

  private init(
    name: String, pixels: Tensor<Float>, labels: [Int], height: Int, width: Int, classes: [Int]
  ) {
    precondition(
      pixels.shape == [labels.count, height * width],
      "pixels \(pixels.shape) for \(labels.count) labels of images [\(height), \(width)]")
    (self.name, self.pixels, self.labels) = (name, pixels, labels)
    (self.height, self.width, self.classes) = (height, width, classes)
  }

  /// The images of the given classes, in the order of the set; ``classes`` keeps the order given.
  ///
  /// - Throws: ``DatasetError/unknownClasses(_:unknown:classes:)`` for a class that no image has, and
  ///   ``DatasetError/repeatedClass(_:)`` for one that is named twice.
  public func selecting(classes chosen: [Int]) throws(DatasetError) -> LabelledImages {
    let unknown = chosen.filter { !classes.contains($0) }
    guard unknown.isEmpty else {
      throw .unknownClasses(name, unknown: unknown, classes: classes)
    }
    var seen: Set<Int> = []
    for label in chosen where !seen.insert(label).inserted { throw .repeatedClass(label) }
    return selecting(labels.indices.filter { seen.contains(labels[$0]) }, classes: chosen)
  }

  /// The images at the given places, in the order given; ``classes`` stays.
  ///
  /// - Precondition: Every place lies in `0 ..< count`.
  public func selecting(rows: some Collection<Int>) -> LabelledImages {
    selecting(Array(rows), classes: classes)
  }

  /// The images turned about their centres, each by its angle; see ``ImageRotation``.
  ///
  /// - Parameters:
  ///   - radians: An angle for every image, `[N]`; positive is counterclockwise as it is seen.
  ///   - threads: How many threads work; the result does not depend on it.
  public func rotated(
    radians: [Double], threads: Int = Parallel.processors
  ) -> LabelledImages {
    let rotation = ImageRotation(height: height, width: width)
    return LabelledImages(
      name: name, pixels: rotation(pixels, radians: radians, threads: threads), labels: labels,
      height: height, width: width, classes: classes)
  }

  private func selecting(_ rows: [Int], classes: [Int]) -> LabelledImages {
    let size = height * width
    let scalars = pixels.scalars.withUnsafeBufferPointer { source in
      [Float](unsafeUninitializedCapacity: rows.count * size) { target, count in
        for (i, row) in rows.enumerated() {
          precondition(labels.indices.contains(row), "row \(row) of \(labels.count) images")
          _ = target[i * size..<(i + 1) * size].initialize(
            fromContentsOf: source[row * size..<(row + 1) * size])
        }
        count = rows.count * size
      }
    }
    return LabelledImages(
      name: name, pixels: Tensor(scalars, shape: [rows.count, size]),
      labels: rows.map { labels[$0] },
      height: height, width: width, classes: classes)
  }
}
