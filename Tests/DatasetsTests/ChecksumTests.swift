import Datasets
import Foundation
import Testing

/// The examples that NIST publishes for FIPS 180-4.
@Suite struct ChecksumTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func sha256(text: String, digest: String) throws {
    try withFile(text.utf8) { path in
      let found = try Checksum.sha256(ofFile: path)
      #expect(found == digest)
    }
  }

  /// Of what a compressed file holds, not of how it is compressed.
  @Test func compressed() throws {
    let (one, two) = ("squares.csv.gz", "two-members.csv.gz")
    #expect(try GzipTests.bytes(one) != GzipTests.bytes(two))
    let digests = try [one, two].map {
      try Checksum.sha256(ofFile: GzipTests.folder.appendingPathComponent($0).path)
    }
    #expect(digests[0] == digests[1])
  }

  @Test func missing() {
    #expect(throws: DatasetError.missingFile("no/such")) {
      try Checksum.sha256(ofFile: "no/such")
    }
  }
}
