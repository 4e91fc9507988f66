internal import Foundation

extension DatasetCatalog {
  /// Puts the files of a data set into a folder of data, and checks each of them.
  ///
  /// The files are gathered in a folder with a name of its own, `.<set>-<process>`, checked there, and
  /// moved when all are complete: whatever happens before leaves nothing that could be taken for the
  /// set.
  ///
  /// - Parameters:
  ///   - set: The data set.
  ///   - source: A folder, or the address (`http`, `https`, `file`) of one, that has the files; by
  ///     default a place of this machine that has them, else the known mirrors, one after another.
  ///   - target: The folder of data that shall have them; by default the ``cache``.
  ///   - progress: Is told which file comes, and what share of it is there.
  /// - Returns: The files.
  /// - Throws: A ``DatasetError`` if there is no source, if the content is wrong, or if the files cannot
  ///   be written.
  public func fetch(
    _ set: NamedDataset, from source: String? = nil, to target: String? = nil,
    progress: @escaping @Sendable (_ file: String, _ share: Double) -> Void = { _, _ in }
  ) throws(DatasetError) -> Location {
    let parent = target ?? cache
    let folder = "\(parent)/\(set.rawValue)"
    if source == nil {
      // With no folder named, the set is good where it is.
      let found =
        target == nil ? try? locate(set) : Self.location(of: set, in: folder)
      if let found {
        try verify(set, found)
        return found
      }
    }
    let sources: [DatasetSource]
    if let source {
      sources = [DatasetSource(source)]
    } else if let found = try? locate(set) {
      sources = [.folder(found.folder)]
    } else {
      sources = set.mirrors.map { DatasetSource($0, isKnown: true) }
    }
    let staging = Self.staging(of: set, in: parent)
    do {
      try FileManager.default.createDirectory(
        atPath: staging, withIntermediateDirectories: true)
    } catch {
      throw .unwritableFile(staging, reason: error.localizedDescription)
    }
    defer { try? FileManager.default.removeItem(atPath: staging) }
    for file in set.files {
      let data = try content(of: file, in: set, from: sources, progress: progress)
      let name = file.name + (data.starts(with: Gzip.magic) ? ".gz" : "")
      try Self.write(data, to: "\(staging)/\(name)")
    }
    try Self.move(set, from: staging, to: folder)
    guard let location = Self.location(of: set, in: folder) else {
      throw .unwritableFile(folder, reason: "files vanished while they were written")
    }
    return location
  }

  /// The folder in which the files of a set are gathered by this process.
  public static func staging(of set: NamedDataset, in folder: String) -> String {
    "\(folder)/.\(set.rawValue)-\(ProcessInfo.processInfo.processIdentifier)"
  }

  /// The right content of a file from the first source that has it.
  private func content(
    of file: NamedDataset.File, in set: NamedDataset, from sources: [DatasetSource],
    progress: @escaping @Sendable (String, Double) -> Void
  ) throws(DatasetError) -> Data {
    progress(file.name, 0)
    var attempts: [String] = []
    for source in sources {
      let content = try source.content(of: file, in: set, attempts: &attempts) {
        progress(file.name, $0)
      }
      if let content { return content }
    }
    throw .failedDownload(set, attempts: attempts, folder: folder ?? cache)
  }

  private static func write(_ data: Data, to path: String) throws(DatasetError) {
    do { try data.write(to: URL(fileURLWithPath: path)) } catch {
      throw .unwritableFile(path, reason: error.localizedDescription)
    }
  }

  /// Moves complete files to where they belong, in place of older ones.
  private static func move(
    _ set: NamedDataset, from staging: String, to folder: String
  ) throws(DatasetError) {
    let files = FileManager.default
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for file in set.files {
        for name in [file.name, file.name + ".gz"] {
          let (from, to) = ("\(staging)/\(name)", "\(folder)/\(name)")
          if files.fileExists(atPath: from) {
            guard rename(from, to) == 0 else {
              throw DatasetError.unwritableFile(to, reason: String(cString: strerror(errno)))
            }
          } else if files.fileExists(atPath: to) {
            try files.removeItem(atPath: to)  // the other form of an older file
          }
        }
      }
    } catch let error as DatasetError {
      throw error
    } catch {
      throw .unwritableFile(folder, reason: error.localizedDescription)
    }
  }
}
