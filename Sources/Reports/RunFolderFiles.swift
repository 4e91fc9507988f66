internal import Foundation

/// Files that are there completely or not at all.
///
/// A file is written under a temporary name in the same folder, forced to the disk, and renamed; the
/// folder is forced to the disk in turn. After an interruption the old file, the new one, or none is
/// there under the name, beside at most a leftover that begins with `.` and ends with `.partial`.
enum RunFolderFiles {
  /// Replaces the file at `path` by what `write` writes to the path it is given.
  static func replace(
    _ path: String, _ write: (_ temporary: String) throws(RunFolderError) -> Void
  ) throws(RunFolderError) {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    let temporary = "\(folder)/.\(url.lastPathComponent).\(getpid()).partial"
    do throws(RunFolderError) {
      try write(temporary)
      try synchronize(temporary, O_RDONLY)
      guard rename(temporary, path) == 0 else { throw failure(path) }
      try synchronize(folder, O_RDONLY | O_DIRECTORY)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Replaces the file at `path` by some bytes.
  static func replace(_ path: String, with bytes: some Sequence<UInt8>) throws(RunFolderError) {
    try replace(path) { temporary throws(RunFolderError) in
      try write(Array(bytes), to: temporary, O_CREAT | O_TRUNC)
    }
  }

  /// Adds bytes at the end of a file, in one piece.
  static func append(_ bytes: some Sequence<UInt8>, to path: String) throws(RunFolderError) {
    try write(Array(bytes), to: path, O_CREAT | O_APPEND)
  }

  /// The error that the last call of the operating system left behind.
  static func failure(_ path: String) -> RunFolderError {
    errno == ENOSPC || errno == EDQUOT
      ? .diskFull(path) : .notWritable(path, reason: String(cString: strerror(errno)))
  }

  private static func write(
    _ bytes: [UInt8], to path: String, _ flags: Int32
  ) throws(RunFolderError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | flags, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Foundation.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(path) }
      written += count
    }
  }

  private static func synchronize(_ path: String, _ flags: Int32) throws(RunFolderError) {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    // Some file systems cannot force a folder to the disk, and say EINVAL.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(path) }
  }
}
