import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

/// Arrays laid out by Python (`Tests/Reference/images.py`), and files that are none.
@Suite struct IDXTests {
  static func path(_ name: String) -> String { GzipTests.folder.appendingPathComponent(name).path }

  @Test(
    "Every element type is read",
    arguments: zip(["u1", "i1", "i2", "i4", "f4", "f8"], IDXArray.Element.allCases))
  func elements(kind: String, element: IDXArray.Element) throws {
    let array = try IDXArray(contentsOf: Self.path("numbers-\(kind).idx"))
    #expect(array.shape == [5, 3])
    #expect(array.element == element)
    #expect(array.numbers() == NumPyFilesTests.expected(try #require(kind.first)))
  }

  static let images = [UInt8]([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6])

  typealias Problem = DatasetError.IDXProblem

  static let damage: [(bytes: [UInt8], problem: Problem)] = [
    ([UInt8](images.prefix(1)), .truncated(expectedBytes: 4, foundBytes: 1)),
    ([UInt8](images.prefix(3)), .truncated(expectedBytes: 4, foundBytes: 3)),
    ([UInt8](images.prefix(9)), .truncated(expectedBytes: 16, foundBytes: 9)),
    ([UInt8](images.prefix(16)), .truncated(expectedBytes: 22, foundBytes: 16)),
    ([UInt8](images.prefix(21)), .truncated(expectedBytes: 22, foundBytes: 21)),
    (images + [7], .trailingBytes(expectedBytes: 22, foundBytes: 23)),
    ([UInt8]("P5 28 28".utf8), .badMagic([0x50, 0x35, 0x20, 0x32])),
    ([0, 0, 0x0A, 1, 0, 0, 0, 1, 1], .badMagic([0, 0, 0x0A, 1])),
    ([0, 0, 8, 0, 1], .badMagic([0, 0, 8, 0])),
    ([0, 1], .badMagic([0, 1])),
    ([0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255], .tooLarge(shape: [widest, widest])),
    // 2³¹ · 2³¹ · 2 = 2⁶³ bytes: one more than can be counted.
    ([0, 0, 8, 3, 128, 0, 0, 0, 128, 0, 0, 0, 0, 0, 0, 2], .tooLarge(shape: [half, half, 2])),
  ]
  static let (widest, half) = (4_294_967_295, 2_147_483_648)

  @Test(arguments: damage)
  func damaged(bytes: [UInt8], problem: Problem) throws {
    try withFile(bytes, named: "images") { path in
      let error = DatasetError.unreadableIDX(path, problem)
      #expect(throws: error) { try IDXArray(contentsOf: path) }
      #expect(error.category == .badData)
    }
  }

  @Test func empty() throws {
    for bytes in [[], [0, 0, 8, 1, 0, 0, 0, 0]] as [[UInt8]] {
      try withFile(bytes, named: "labels") { path in
        #expect(throws: DatasetError.emptyFile(path)) { try IDXArray(contentsOf: path) }
      }
    }
  }

  @Test func messages() {
    #expect(
      DatasetError.unreadableIDX("f", .badMagic([0x50, 5])).description
        .hasPrefix("f: not an IDX file: it begins with the bytes 50 05, not with 00 00"))
    #expect(
      DatasetError.unreadableIDX("f", .truncated(expectedBytes: 22, foundBytes: 21)).description
        .hasPrefix("f: the file is cut off: 22 bytes are announced, 21 are there."))
  }
}
