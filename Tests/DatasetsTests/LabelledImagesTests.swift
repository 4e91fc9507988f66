import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

/// Images with labels from pairs of IDX files (`Tests/Reference/images.py`).
@Suite struct LabelledImagesTests {
  static func path(_ name: String) -> String { IDXTests.path(name) }

  @Test(arguments: [("train-images-idx3-ubyte", 7), ("t10k-images-idx3-ubyte.gz", 3)])
  func pairs(name: String, count: Int) throws {
    let set = try LabelledImages(contentsOf: Self.path(name))
    #expect(set.count == count)
    #expect((set.height, set.width) == (4, 5))
    #expect(set.labels == Array([3, 1, 4, 1, 5, 9, 3].prefix(count)))
    #expect(set.classes == Set(set.labels).sorted())
    #expect(set.classIndices.map { set.classes[$0] } == set.labels)
    let bytes = try GzipTests.bytes("train-images-idx3-ubyte").dropFirst(16).prefix(20 * count)
    #expect(set.pixels == Tensor(bytes.map { Float($0) / 255 }, shape: [count, 20]))
    #expect(set.name == Self.path(name))
  }

  @Test func partners() throws {
    try withTemporaryFolder { folder in
      let images = folder.appendingPathComponent("train-images-idx3-ubyte.gz").path
      func put(_ name: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data([0]).write(to: file)
        return file.path
      }
      #expect(throws: DatasetError.missingFile(images)) { try LabelledImages(contentsOf: images) }
      #expect(try put("train-images-idx3-ubyte.gz") == images)
      #expect(LabelledImages.labelsFile(besideImages: images) == nil)
      let sought = ["train-labels-idx1-ubyte.gz", "train-labels-idx1-ubyte"].map {
        folder.appendingPathComponent($0).path
      }
      let error = DatasetError.missingLabels(images: images, sought: sought)
      #expect(throws: error) { try LabelledImages(contentsOf: images) }
      #expect(error.category == .missingInput)
      let plain = try put("train-labels-idx1-ubyte")
      #expect(LabelledImages.labelsFile(besideImages: images) == plain)
      let packed = try put("train-labels-idx1-ubyte.gz")
      #expect(LabelledImages.labelsFile(besideImages: images) == packed)
      #expect(LabelledImages.labelsFile(besideImages: String(images.dropLast(3))) == plain)
      let other = try put("digits")
      #expect(throws: DatasetError.missingLabels(images: other, sought: [])) {
        try LabelledImages(contentsOf: other)
      }
    }
  }

  @Test func unequalCounts() {
    let (images, labels) = (
      Self.path("train-images-idx3-ubyte"), Self.path("t10k-labels-idx1-ubyte.gz")
    )
    let error = DatasetError.unequalImages(
      images: images, imageCount: 7, labels: labels, labelCount: 3)
    #expect(throws: error) { try LabelledImages(images: images, labels: labels) }
    #expect(error.description.contains("holds 7 images") && error.description.contains("3 labels"))
  }

  @Test func mixedUp() {
    let (images, labels) = (
      Self.path("train-images-idx3-ubyte"), Self.path("train-labels-idx1-ubyte")
    )
    #expect(throws: DatasetError.unreadableIDX(labels, .notImages(shape: [7], .uint8))) {
      try LabelledImages(images: labels, labels: images)
    }
    #expect(throws: DatasetError.unreadableIDX(images, .notLabels(shape: [7, 4, 5], .uint8))) {
      try LabelledImages(images: images, labels: images)
    }
  }

  @Test func choosingClasses() throws {
    let set = try LabelledImages(contentsOf: Self.path("train-images-idx3-ubyte"))
    let chosen = try set.selecting(classes: [3, 1])
    #expect(chosen.labels == [3, 1, 1, 3])
    #expect(chosen.classes == [3, 1])
    #expect(chosen.classIndices == [0, 1, 1, 0])
    for (i, row) in [0, 1, 3, 6].enumerated() {
      #expect(chosen.pixels.row(i) == set.pixels.row(row))
    }
    #expect(try set.selecting(classes: [9]).count == 1)
    #expect(
      throws: DatasetError.unknownClasses(set.name, unknown: [2, 7], classes: [1, 3, 4, 5, 9])
    ) { try set.selecting(classes: [1, 2, 7]) }
    #expect(throws: DatasetError.repeatedClass(3)) { try set.selecting(classes: [3, 1, 3]) }
  }

  @Test func choosingRows() throws {
    let set = try LabelledImages(contentsOf: Self.path("train-images-idx3-ubyte"))
    let chosen = set.selecting(rows: [5, 0])
    #expect(chosen.labels == [9, 3])
    #expect(chosen.classes == set.classes)
    #expect(chosen.pixels.row(0) == set.pixels.row(5))
    #expect(set.selecting(rows: 0..<0).pixels.shape == [0, 20])
  }

  @Test func rotating() throws {
    let set = try LabelledImages(contentsOf: Self.path("train-images-idx3-ubyte"))
    let angles = (0..<set.count).map { 0.1 * Double($0) }
    let turned = set.rotated(radians: angles)
    let rotation = ImageRotation(height: set.height, width: set.width)
    #expect(turned.pixels == rotation(set.pixels, radians: angles))
    #expect(turned.pixels != set.pixels)
    #expect(turned.labels == set.labels)
  }
}
