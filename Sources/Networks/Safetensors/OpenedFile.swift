internal import Foundation

/// A file that is open for reading.
///
/// It is read, not mapped: a file that someone cuts off meanwhile makes an error, not a signal.
final class OpenedFile {
  /// The path, as given.
  let path: String
  /// The number of bytes.
  let size: Int
  private let descriptor: Int32

  init(path: String) throws(NetworkError) {
    // Without blocking, because opening a pipe would wait for its writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .missingFile(path) : .unreadableFile(path, reason: Self.reason)
    }
    var reason: String?
    if fstat(descriptor, &status) != 0 {
      reason = Self.reason
    } else if status.st_mode & S_IFMT != S_IFREG {
      reason = status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is no regular file"
    }
    if let reason {
      close(descriptor)
      throw .unreadableFile(path, reason: reason)
    }
    (self.path, self.descriptor, size) = (path, descriptor, Int(status.st_size))
  }

  deinit { close(descriptor) }

  /// Elements in the byte order of the machine, which is little-endian wherever this is built.
  ///
  /// - Precondition: They lie within ``size``.
  func elements<Element: BitwiseCopyable>(
    of type: Element.Type, at offset: Int, count: Int
  ) throws(NetworkError) -> [Element] {
    var error: NetworkError?
    let elements = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      let bytes = UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(buffer)[
          ..<(count * MemoryLayout<Element>.stride)])
      error = read(into: bytes, at: offset)
      initialized = error == nil ? count : 0
    }
    if let error { throw error }
    return elements
  }

  private func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> NetworkError? {
    var found = 0
    while found < bytes.count {
      let wanted = min(bytes.count - found, 1 << 30)  // some systems refuse more at once
      let got = pread(
        descriptor, bytes.baseAddress.map { $0 + found }, wanted, off_t(offset + found))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { return .unreadableFile(path, reason: Self.reason) }
      guard got > 0 else {
        return .unreadableFile(path, reason: "it became shorter while it was read")
      }
      found += got
    }
    return nil
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
