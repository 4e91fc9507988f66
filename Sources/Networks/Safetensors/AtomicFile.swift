internal import Foundation

/// A file that is there completely or not at all.
///
/// It is written under a temporary name in the same folder, forced to the disk, and renamed; the folder
/// is forced to the disk in turn. After an interruption the old file or the new one is there under the
/// name, beside at most a leftover that begins with `.` and ends with `.partial`.
struct AtomicFile: ~Copyable {
  private let path: String
  private let descriptor: Int32

  /// Replaces the file at `path` by what `write` writes.
  static func replace(
    _ path: String, _ write: (borrowing AtomicFile) throws(NetworkError) -> Void
  ) throws(NetworkError) {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    let unique = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let temporary = "\(folder)/.\(url.lastPathComponent).\(unique).partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    do throws(NetworkError) {
      do throws(NetworkError) {
        try write(AtomicFile(path: path, descriptor: descriptor))
        guard fsync(descriptor) == 0 else { throw failure(path) }
      } catch {
        close(descriptor)
        throw error
      }
      guard close(descriptor) == 0, rename(temporary, path) == 0 else { throw failure(path) }
    } catch {
      unlink(temporary)
      throw error
    }
    try synchronize(folder: folder, path)
  }

  /// Adds elements at the end, in the byte order of the machine, which is little-endian.
  func write<Element: BitwiseCopyable>(_ elements: [Element]) throws(NetworkError) {
    var error: NetworkError?
    elements.withUnsafeBytes { bytes in
      do throws(NetworkError) { try write(bytes) } catch let failure { error = failure }
    }
    if let error { throw error }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(NetworkError) {
    var written = 0
    while written < bytes.count {
      let wanted = min(bytes.count - written, 1 << 30)  // some systems refuse more at once
      let count = Foundation.write(descriptor, bytes.baseAddress.map { $0 + written }, wanted)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path) }
      written += count
    }
  }

  private static func synchronize(folder: String, _ path: String) throws(NetworkError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    // Some file systems cannot force a folder to the disk, and say EINVAL.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(path) }
  }

  /// The error that the last call of the operating system left behind.
  private static func failure(_ path: String) -> NetworkError {
    errno == ENOSPC || errno == EDQUOT
      ? .diskFull(path) : .unwritableFile(path, reason: String(cString: strerror(errno)))
  }
}
