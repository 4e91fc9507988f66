import Datasets
import Foundation
import TestSupport
import Testing

/// Data sets from folders and from a server on this machine; what fails leaves nothing.
///
/// One after another: two servers that start at once inherit each other's input, and neither ends.
@Suite(.serialized, .needsData("cicy/cicylist.txt.gz")) struct DatasetFetchingTests {
  static func data() throws -> URL { try #require(dataFolder) }

  /// Everything below a folder, hidden files too.
  static func files(below folder: URL) -> [String] {
    (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
      .sorted()
  }

  static func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  @Test(arguments: ["", "/cicy"], ["", "file://"])
  func folders(below: String, scheme: String) throws {
    let source = try Self.data().path + below
    try withTemporaryFolder { folder in
      let catalog = DatasetCatalogTests.catalog(in: folder)
      let location = try catalog.fetch(.cicy, from: scheme + source)
      #expect(location.folder == catalog.cache + "/cicy")
      #expect(Self.files(below: folder) == ["cache", "cache/cicy", "cache/cicy/cicylist.txt.gz"])
      #expect(try Checksum.sha256(ofFile: location.path("cicylist.txt")) == Self.sha256)
      // Found again, and not touched.
      #expect(try catalog.fetch(.cicy) == location)
    }
  }

  static let sha256 = NamedDataset.cicy.files[0].sha256

  /// With a folder named, a set that is elsewhere on the machine is copied into it.
  @Test func copies() throws {
    let data = try Self.data()
    try withTemporaryFolder { folder in
      var catalog = DatasetCatalogTests.catalog(in: folder)
      catalog.folder = data.path
      let target = folder.appendingPathComponent("target")
      let location = try catalog.fetch(.cicy, to: target.path)
      #expect(
        Self.files(below: folder) == ["target", "target/cicy", "target/cicy/cicylist.txt.gz"])
      // A damaged copy is noticed, and replaced when a source is named.
      let copy = URL(fileURLWithPath: location.path("cicylist.txt"))
      try Data("other".utf8).write(to: copy)
      #expect(throws: DatasetError.self) { try catalog.fetch(.cicy, to: target.path) }
      #expect(try catalog.fetch(.cicy, from: data.path, to: target.path) == location)
      #expect(try Checksum.sha256(ofFile: copy.path) == Self.sha256)
    }
  }

  @Test func downloads() throws {
    let data = try Self.data()
    try withTemporaryFolder { folder in
      let catalog = DatasetCatalogTests.catalog(in: folder)
      let shares = Shares()
      let location = try LoopbackServer.serving(data) { server in
        try catalog.fetch(.cicy, from: server.address + "good/cicy") { file, share in
          shares.note(file, share)
        }
      }
      #expect(
        try Self.bytes(location.path("cicylist.txt"))
          == Self.bytes(data.path + "/cicy/cicylist.txt.gz"))
      #expect(Self.files(below: folder) == ["cache", "cache/cicy", "cache/cicy/cicylist.txt.gz"])
      #expect(shares.values.first == 0 && shares.values.last == 1)
      #expect(shares.values == shares.values.sorted())
    }
  }

  @Test(arguments: [
    ("cut/cicy", "cicylist"), ("endless/cicy", "bytes come that it can be"),
    ("other/cicy", "other content comes"), ("nowhere", "404"),
  ])
  func failures(path: String, reason: String) throws {
    let data = try Self.data()
    try withTemporaryFolder { folder in
      let catalog = DatasetCatalogTests.catalog(in: folder)
      try LoopbackServer.serving(data) { server in
        #expect {
          try catalog.fetch(.cicy, from: server.address + path)
        } throws: { error in
          guard case .failedDownload(.cicy, let attempts, _)? = error as? DatasetError else {
            return false
          }
          let text = "\(error)"
          return attempts.contains { $0.contains("cicylist.txt.gz: ") && $0.contains(reason) }
            && (error as? DatasetError)?.category == .inputOutput
            && text.contains("--from") && text.contains(catalog.folder ?? "-")
        }
      }
      // The folder of the cache may be there, but nothing is in it.
      #expect(Self.files(below: folder).allSatisfy { $0 == "cache" })
    }
  }

  @Test func nobodyAnswers() throws {
    try withTemporaryFolder { folder in
      let catalog = DatasetCatalogTests.catalog(in: folder)
      #expect {
        try catalog.fetch(.cicy, from: "http://127.0.0.1:1/")
      } throws: { error in
        if case .failedDownload(.cicy, let attempts, _)? = error as? DatasetError {
          return attempts.count == 2
        }
        return false
      }
      #expect(Self.files(below: folder).allSatisfy { $0 == "cache" })
    }
  }

  @Test func sourcesWithoutTheFile() throws {
    try withTemporaryFolder { folder in
      let catalog = DatasetCatalogTests.catalog(in: folder)
      let empty = folder.path + "/empty"
      #expect(
        throws: DatasetError.missingDataset(.mnist, sought: [empty, empty + "/mnist"])
      ) { try catalog.fetch(.mnist, from: empty) }
      #expect(Self.files(below: folder).allSatisfy { $0 == "cache" })
      // A file where the folder should be.
      try Data().write(to: folder.appendingPathComponent("blocked"))
      #expect {
        try catalog.fetch(.cicy, from: "/nowhere", to: folder.path + "/blocked")
      } throws: { ($0 as? DatasetError)?.category == .inputOutput }
    }
  }

  /// What progress was told.
  private final class Shares: @unchecked Sendable {
    private let lock = NSLock()
    private var shares: [Double] = []
    var values: [Double] { lock.withLock { shares } }

    func note(_ file: String, _ share: Double) { lock.withLock { shares.append(share) } }
  }
}
