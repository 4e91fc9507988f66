import Datasets
import Foundation
import TestSupport
import Testing

/// Where data sets are looked for.
@Suite struct DatasetCatalogTests {
  /// Empty files with the names of a set, in `folder`.
  static func put(
    _ set: NamedDataset, in folder: URL, ending: String = ".gz", leavingOut count: Int = 0
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in set.files.dropLast(count) {
      try Data().write(to: folder.appendingPathComponent(file.name + ending))
    }
  }

  static func catalog(in folder: URL) -> DatasetCatalog {
    var catalog = DatasetCatalog(environment: [:])
    catalog.folder = folder.path + "/own"
    catalog.system = folder.path + "/system"
    catalog.cache = folder.path + "/cache"
    return catalog
  }

  @Test func order() throws {
    try withTemporaryFolder { folder in
      let catalog = Self.catalog(in: folder)
      let sought = ["own", "system", "cache"].map { "\(folder.path)/\($0)/mnist" }
      let missing = DatasetError.missingDataset(.mnist, sought: sought)
      #expect(throws: missing) { try catalog.locate(.mnist) }
      #expect(missing.category == .missingInput)
      #expect(missing.description.contains("symmetron data get mnist"))
      for path in sought.reversed() {
        try Self.put(.mnist, in: URL(fileURLWithPath: path))
        #expect(try catalog.locate(.mnist).folder == path)
      }
      #expect(
        try catalog.locate(.mnist).path("t10k-labels-idx1-ubyte")
          == sought[0] + "/t10k-labels-idx1-ubyte.gz")
      #expect(throws: DatasetError.self) { try catalog.locate(.fashionMNIST) }
    }
  }

  @Test func folderThatIsNamed() throws {
    try withTemporaryFolder { folder in
      let catalog = Self.catalog(in: folder)
      try Self.put(.mnist, in: folder.appendingPathComponent("own/mnist"))
      let given = folder.appendingPathComponent("given")
      try Self.put(.mnist, in: given.appendingPathComponent("mnist"), ending: "")
      for path in [given.path, given.path + "/mnist"] {
        let location = try catalog.locate(.mnist, at: path)
        #expect(location.folder == given.path + "/mnist")
        #expect(location.path("train-images-idx3-ubyte").hasSuffix("/train-images-idx3-ubyte"))
      }
      // Named and not there: the other places do not count.
      let other = folder.path + "/other"
      #expect(
        throws: DatasetError.missingDataset(.mnist, sought: [other, other + "/mnist"])
      ) { try catalog.locate(.mnist, at: other) }
    }
  }

  @Test func incompleteSetsDoNotCount() throws {
    try withTemporaryFolder { folder in
      let catalog = Self.catalog(in: folder)
      try Self.put(.mnist, in: folder.appendingPathComponent("own/mnist"), leavingOut: 1)
      try Self.put(.mnist, in: folder.appendingPathComponent("cache/mnist"))
      #expect(try catalog.locate(.mnist).folder == folder.path + "/cache/mnist")
    }
  }

  @Test func environment() {
    let catalog = DatasetCatalog(environment: [
      "SYMMETRON_DATA": "/data", "XDG_CACHE_HOME": "/caches", "HOME": "/home/me",
    ])
    #expect(catalog.folder == "/data")
    #expect(catalog.cache == "/caches/symmetron")
    let other = DatasetCatalog(environment: ["SYMMETRON_DATA": "", "HOME": "/home/me"])
    #expect(other.folder == nil)
    #expect(
      ["/home/me/.cache/symmetron", "/home/me/Library/Caches/symmetron"].contains(other.cache))
  }

  /// The sums that are published are those of the files that are here.
  @Test(
    .needsData("mnist/train-images-idx3-ubyte.gz"), .needsData("cicy/cicylist.txt.gz"),
    arguments: [NamedDataset.mnist, .cicy])
  func content(set: NamedDataset) throws {
    let catalog = DatasetCatalog(environment: [:])
    let location = try catalog.locate(set, at: #require(dataFolder).path)
    try catalog.verify(set, location)
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist"),
      "Debian's dataset-fashion-mnist is not installed"))
  func fashion() throws {
    let catalog = DatasetCatalog(environment: [:])
    try catalog.verify(.fashionMNIST, catalog.locate(.fashionMNIST))
    let set = try LabelledImages(.fashionMNIST, .test, catalog: catalog)
    #expect((set.count, set.height, set.width) == (10_000, 28, 28))
    #expect((0...9).allSatisfy { label in set.labels.count { $0 == label } == 1000 })
  }

  @Test(.needsData("mnist/train-images-idx3-ubyte.gz")) func images() throws {
    var catalog = DatasetCatalog(environment: [:])
    catalog.folder = try #require(dataFolder).path
    let set = try LabelledImages(.mnist, .test, catalog: catalog)
    #expect((set.count, set.name) == (10_000, "mnist"))
    #expect(set.labels.prefix(5) == [7, 2, 1, 0, 4])
  }

  @Test func wrongContent() throws {
    try withTemporaryFolder { folder in
      let catalog = Self.catalog(in: folder)
      let own = folder.appendingPathComponent("own/cicy")
      try Self.put(.cicy, in: own, ending: "")
      let error = DatasetError.wrongChecksum(
        own.path + "/cicylist.txt", expected: NamedDataset.cicy.files[0].sha256,
        found: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
      #expect(throws: error) { try catalog.verify(.cicy, catalog.locate(.cicy)) }
      #expect(throws: error) { try catalog.fetch(.cicy) }
      #expect(error.category == .badData)
    }
  }
}
