internal import Foundation

/// Where the files of a ``NamedDataset`` may be on this machine.
///
/// A folder of data has a folder for every set, `mnist/`, `fashion-mnist/`, `cicy/`, with its files,
/// compressed by gzip or not.
///
/// Checked by: `DatasetCatalogTests`.
public struct DatasetCatalog: Sendable {
  /// A folder of data to look into first (`SYMMETRON_DATA`).
  public var folder: String?
  /// Where packages of the system have data.
  public var system: String?
  /// The folder of data that downloads go to.
  public var cache: String

  /// The files of a data set that was found.
  public struct Location: Sendable, Equatable {
    /// The folder that has them.
    public let folder: String
    /// The path of every file, by its name without `.gz`.
    public let files: [String: String]

    /// The path of a file of the set.
    ///
    /// - Precondition: The set has such a file.
    public func path(_ name: String) -> String {
      guard let path = files[name] else { preconditionFailure("\(folder) has no \(name)") }
      return path
    }
  }

  /// The places of this machine, by the environment: `SYMMETRON_DATA`; `XDG_CACHE_HOME` for the cache,
  /// `~/.cache/symmetron` without it (on macOS, `~/Library/Caches/symmetron`).
  ///
  /// - Parameter given: The environment; by default that of the process.
  public init(environment given: [String: String]? = nil) {
    let environment = given ?? ProcessInfo.processInfo.environment
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    folder = value("SYMMETRON_DATA")
    system = "/usr/share/datasets"
    let home = value("HOME") ?? NSHomeDirectory()
    #if os(macOS)
    let caches = home + "/Library/Caches"
    #else
    let caches = home + "/.cache"
    #endif
    cache = (value("XDG_CACHE_HOME") ?? caches) + "/symmetron"
  }

  /// The files of a data set, from the first place that has them all.
  ///
  /// The places are `SYMMETRON_DATA`, the system's packages, and the cache. The content of the files is
  /// not checked.
  ///
  /// - Parameter given: A folder that has the files or is a folder of data; no other is looked into.
  /// - Throws: `.missingDataset`.
  public func locate(
    _ set: NamedDataset, at given: String? = nil
  ) throws(DatasetError) -> Location {
    let sought = given.map { [$0, $0 + "/" + set.rawValue] } ?? places(of: set)
    for folder in sought {
      if let location = Self.location(of: set, in: folder) { return location }
    }
    throw .missingDataset(set, sought: sought)
  }

  /// The folders that may have a set, first to last.
  func places(of set: NamedDataset) -> [String] {
    [folder, system, cache].compactMap { $0 }.map { "\($0)/\(set.rawValue)" }
  }

  /// The files of a set, if a folder has them all.
  static func location(of set: NamedDataset, in folder: String) -> Location? {
    var files: [String: String] = [:]
    for file in set.files {
      let path = "\(folder)/\(file.name)"
      guard
        let found = [path + ".gz", path].first(where: FileManager.default.fileExists(atPath:))
      else { return nil }
      files[file.name] = found
    }
    return Location(folder: folder, files: files)
  }

  /// Checks the content of every file of a set.
  ///
  /// - Throws: `.wrongChecksum` for the first file that is another.
  public func verify(_ set: NamedDataset, _ location: Location) throws(DatasetError) {
    for file in set.files {
      let path = location.path(file.name)
      let found = try Checksum.sha256(ofFile: path)
      guard found == file.sha256 else {
        throw .wrongChecksum(path, expected: file.sha256, found: found)
      }
    }
  }
}
