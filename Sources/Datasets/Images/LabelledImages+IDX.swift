internal import Foundation
internal import Tensors

extension LabelledImages {
  /// Reads images, `[N, height, width]` bytes, and their classes, `[N]` integers, from two IDX files.
  ///
  /// A byte b becomes the brightness b / 255.
  ///
  /// - Parameters:
  ///   - images: The file of the images, possibly compressed with gzip.
  ///   - labels: The file of the classes.
  ///   - name: What to call the set; by default the path of the images.
  /// - Throws: A ``DatasetError`` if a file is missing or is no such array, or if the two have
  ///   different counts.
  public init(
    images: String, labels: String, name: String? = nil
  ) throws(DatasetError) {
    let (pictures, classes) = (
      try IDXArray(contentsOf: images), try IDXArray(contentsOf: labels)
    )
    guard pictures.shape.count == 3, pictures.element == .uint8 else {
      throw .unreadableIDX(images, .notImages(shape: pictures.shape, pictures.element))
    }
    guard classes.shape.count == 1, classes.element.isInteger else {
      throw .unreadableIDX(labels, .notLabels(shape: classes.shape, classes.element))
    }
    guard pictures.shape[0] == classes.shape[0] else {
      throw .unequalImages(
        images: images, imageCount: pictures.shape[0], labels: labels,
        labelCount: classes.shape[0])
    }
    let size = pictures.shape[1] * pictures.shape[2]
    let scalars = pictures.withBytes { bytes in
      [Float](unsafeUninitializedCapacity: bytes.count) { target, count in
        for i in 0..<bytes.count { target[i] = Float(bytes[i]) / 255 }
        count = bytes.count
      }
    }
    self.init(
      name: name ?? images, pixels: Tensor(scalars, shape: [pictures.shape[0], size]),
      labels: classes.numbers().scalars.map { Int($0) }, height: pictures.shape[1],
      width: pictures.shape[2])
  }

  /// Reads images from an IDX file, and their classes from the file beside it that
  /// ``labelsFile(besideImages:)`` finds.
  ///
  /// - Throws: A ``DatasetError``, also if no such file is there.
  public init(contentsOf images: String) throws(DatasetError) {
    // A file that is not there is the first thing to say.
    guard FileManager.default.fileExists(atPath: images) else { throw .missingFile(images) }
    guard let labels = Self.labelsFile(besideImages: images) else {
      throw .missingLabels(images: images, sought: Self.labelsFiles(besideImages: images))
    }
    try self.init(images: images, labels: labels)
  }

  /// The file of the classes that stands beside a file of images, if there is one.
  ///
  /// Its name has `labels` for `images` and `idx1` for `idx3`, and ends with `.gz` or not.
  public static func labelsFile(besideImages path: String) -> String? {
    labelsFiles(besideImages: path).first(where: FileManager.default.fileExists(atPath:))
  }

  /// What the file of the classes may be called, best first; nothing if the name does not say that it
  /// holds images.
  private static func labelsFiles(besideImages path: String) -> [String] {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let file = path[start...]
    guard file.contains("images") else { return [] }
    let partner =
      path[..<start] + file.replacing("images", with: "labels").replacing("idx3", with: "idx1")
    return partner.hasSuffix(".gz")
      ? [String(partner), String(partner.dropLast(3))] : [String(partner), partner + ".gz"]
  }
}

extension IDXArray.Element {
  fileprivate var isInteger: Bool { self != .float32 && self != .float64 }
}
