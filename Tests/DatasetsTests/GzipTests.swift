import Datasets
import Foundation
import Tensors
import Testing

/// Tables compressed by Python's gzip (`Tests/Reference/images.py`), and what is left of damaged ones.
@Suite struct GzipTests {
  static let folder = NumPyFilesTests.reference.appendingPathComponent("images")

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  @Test(arguments: ["squares.csv.gz", "two-members.csv.gz"])
  func tables(name: String) throws {
    let table = try Table(contentsOf: Self.folder.appendingPathComponent(name).path)
    #expect(table.rows.rowCount == 8_000)
    #expect(table.rows.rows(7_999..<8_000).scalars == [7_999, 7_999 * 7_999])
  }

  /// The compression is seen by the first bytes, whatever the name; zeros at the end are padding.
  @Test func anyName() throws {
    let packed = try Self.bytes("squares.csv.gz") + [0, 0, 0]
    try withFile(packed, named: "data.csv") { path in
      let table = try Table(contentsOf: path)
      #expect(table.rows.rowCount == 8_000)
    }
  }

  /// NPY and NPZ arrays, too.
  @Test(arguments: ["array-f4-big-F.npy", "stored.npz"])
  func arrays(name: String) throws {
    let plain = try Table(contentsOf: NumPyFilesTests.path(name))
    try withTemporaryFolder { folder in
      let gzip = Process()
      gzip.executableURL = URL(fileURLWithPath: "/bin/sh")
      let packed = folder.appendingPathComponent("packed").path
      gzip.arguments = ["-c", "gzip -c '\(NumPyFilesTests.path(name))' > '\(packed)'"]
      try gzip.run()
      gzip.waitUntilExit()
      let table = try Table(contentsOf: packed)
      #expect(table.columns == plain.columns)
      #expect(table.rows.rows(0..<5) == plain.rows.rows(0..<5))
    }
  }

  @Test func damage() throws {
    let packed = try Self.bytes("squares.csv.gz")
    func reason(_ bytes: [UInt8]) throws -> String? {
      try withFile(bytes, named: "data.csv.gz") { path in
        do throws(DatasetError) {
          _ = try Table(contentsOf: path)
          return nil
        } catch {
          guard case .damagedGzip(path, let reason) = error else { return nil }
          #expect(error.category == .badData)
          return reason
        }
      }
    }
    for count in [2, 9, 10, 11, 1000, packed.count - 8, packed.count - 1] {
      let found = try reason(Array(packed.prefix(count)))
      #expect(found?.contains("cut off: the \(count) bytes") == true, "\(count): \(found ?? "-")")
    }
    var flipped = packed
    flipped[packed.count - 8] ^= 1  // the checksum
    #expect(try reason(flipped)?.contains("incorrect data check") == true)
    #expect(try reason(packed + [7, 0])?.contains("2 bytes follow") == true)
    #expect(try reason([0x1F, 0x8B, 9, 0, 0, 0])?.contains("unknown compression method") == true)
  }

  /// A size that the file claims and does not have reserves no memory to speak of.
  @Test func claimedSize() throws {
    var packed = try Self.bytes("squares.csv.gz")
    packed.replaceSubrange(packed.count - 4..<packed.count, with: [255, 255, 255, 255])
    try withFile(packed, named: "data.csv.gz") { path in
      #expect(
        throws: DatasetError.damagedGzip(
          path, reason: "incorrect length check at byte \(packed.count)")
      ) { try Table(contentsOf: path) }
    }
  }
}
