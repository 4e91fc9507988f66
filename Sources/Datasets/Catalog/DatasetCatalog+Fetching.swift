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
    let sources: [Source]
    if let source {
      sources = [Source(source)]
    } else if let found = try? locate(set) {
      sources = [.folder(found.folder)]
    } else {
      sources = set.mirrors.map(Source.init)
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

  /// Where files can be had.
  enum Source {
    case folder(String)
    case address(URL)

    init(_ text: String) {
      let scheme = text.contains("://") ? URL(string: text) : nil
      if let url = scheme, let kind = url.scheme?.lowercased() {
        self = kind == "file" ? .folder(url.path) : .address(url)
      } else {
        self = .folder(text)
      }
    }
  }

  /// The right content of a file from the first source that has it.
  private func content(
    of file: NamedDataset.File, in set: NamedDataset, from sources: [Source],
    progress: @escaping @Sendable (String, Double) -> Void
  ) throws(DatasetError) -> Data {
    progress(file.name, 0)
    var attempts: [String] = []
    for source in sources {
      switch source {
      case .folder(let folder):
        let folders = [folder, "\(folder)/\(set.rawValue)"]
        let paths = folders.flatMap { ["\($0)/\(file.name).gz", "\($0)/\(file.name)"] }
        guard let path = paths.first(where: FileManager.default.fileExists(atPath:)) else {
          throw .missingDataset(set, sought: folders)
        }
        let digest = try Checksum.sha256(ofFile: path)
        guard digest == file.sha256 else {
          throw .wrongChecksum(path, expected: file.sha256, found: digest)
        }
        do { return try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
          throw .unreadableFile(path, reason: error.localizedDescription)
        }
      case .address(let base):
        // The usual name on mirrors first.
        let names = [file.name + ".gz", file.name]
        for name in set.isCompressedOnMirrors ? names : names.reversed() {
          let address = base.appendingPathComponent(name)
          let download = FileDownload.bytes(at: address, limit: file.bytes + 4096) {
            progress(file.name, $0)
          }
          switch download {
          case .failure(let problem): attempts.append("\(address.absoluteString): \(problem.text)")
          case .success(let data):
            if let problem = Self.problem(of: data, as: file) {
              attempts.append("\(address.absoluteString): \(problem)")
            } else {
              return data
            }
          }
        }
      }
    }
    throw .failedDownload(set, attempts: attempts, folder: folder ?? cache)
  }

  /// Why bytes are not the content of a file; nil if they are.
  private static func problem(of data: Data, as file: NamedDataset.File) -> String? {
    do throws(DatasetError) {
      let bytes = try FileBytes(received: data, path: file.name)
      let found = withExtendedLifetime(bytes) { Checksum.sha256(bytes.bytes) }
      return found == file.sha256
        ? nil : "other content comes (SHA-256 \(found), expected \(file.sha256))"
    } catch {
      return "\(error)"
    }
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
