internal import Foundation

/// A place that files of data sets can be had from.
enum DatasetSource {
  case folder(String)
  /// The address of a folder, and whether it is one of the known mirrors.
  case address(URL, isKnown: Bool)

  /// A folder, or an address if the text has a scheme.
  init(_ text: String, isKnown: Bool = false) {
    let url = text.contains("://") ? URL(string: text) : nil
    if let url, let scheme = url.scheme?.lowercased() {
      self = scheme == "file" ? .folder(url.path) : .address(url, isKnown: isKnown)
    } else {
      self = .folder(text)
    }
  }

  /// The content of a file, which is checked; nil if the server does not give it, and `attempts` then
  /// say why.
  ///
  /// - Throws: A ``DatasetError`` if a folder does not have the file, or has another.
  func content(
    of file: NamedDataset.File, in set: NamedDataset, attempts: inout [String],
    progress: @escaping @Sendable (Double) -> Void
  ) throws(DatasetError) -> Data? {
    let names = [file.name + ".gz", file.name]
    switch self {
    case .folder(let folder):
      let folders = [folder, "\(folder)/\(set.rawValue)"]
      let paths = folders.flatMap { folder in names.map { "\(folder)/\($0)" } }
      guard let path = paths.first(where: FileManager.default.fileExists(atPath:)) else {
        throw .missingDataset(set, sought: folders)
      }
      let data: Data
      do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
        throw .unreadableFile(path, reason: error.localizedDescription)
      }
      let found = try Self.sha256(data, path: path)
      guard found == file.sha256 else {
        throw .wrongChecksum(path, expected: file.sha256, found: found)
      }
      return data
    case .address(let base, let isKnown):
      // It is known in which form the known mirrors have a file.
      let right = names.filter { $0.hasSuffix(".gz") == set.isCompressedOnMirrors }
      for name in isKnown ? right : names {
        let address = base.appendingPathComponent(name)
        // Compression can make a file that does not shrink a little larger.
        switch FileDownload.bytes(at: address, limit: file.bytes + 4096, progress: progress) {
        case .failure(let problem): attempts.append("\(address.absoluteString): \(problem.text)")
        case .success(let data):
          guard let problem = Self.problem(of: data, as: file) else { return data }
          attempts.append("\(address.absoluteString): \(problem)")
        }
      }
      return nil
    }
  }

  /// Why bytes that came are not the content of a file; nil if they are.
  private static func problem(of data: Data, as file: NamedDataset.File) -> String? {
    do throws(DatasetError) {
      let found = try sha256(data, path: file.name)
      return found == file.sha256
        ? nil : "other content comes (SHA-256 \(found), expected \(file.sha256))"
    } catch {
      return "\(error)"
    }
  }

  /// The SHA-256 of bytes, decompressed if they are those of a gzip file.
  private static func sha256(_ data: Data, path: String) throws(DatasetError) -> String {
    let bytes = try FileBytes(received: data, path: path)
    return withExtendedLifetime(bytes) { Checksum.sha256(bytes.bytes) }
  }
}
