internal import Foundation

/// The bytes of a file, mapped into memory; read into memory if they cannot be mapped (a pipe), and
/// decompressed into memory if the file is one of gzip.
///
/// Mapped pages stay in the file cache of the system, and ``release(_:)`` gives them up, so that a
/// file far larger than the memory can be read through.
final class FileBytes: @unchecked Sendable {
  /// The path, as given.
  let path: String
  /// The bytes; valid as long as this object lives: see that it does (`withExtendedLifetime`).
  let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  init(path: String) throws(DatasetError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path) }
    defer { close(descriptor) }
    let (bytes, isMapped) = try Self.content(of: descriptor, path: path)
    guard bytes.starts(with: Gzip.magic) else {
      (self.bytes, self.isMapped) = (bytes, isMapped)
      return
    }
    defer { Self.free(bytes, isMapped: isMapped) }
    self.bytes = try Gzip.inflated(bytes, path: path)
    self.isMapped = false
  }

  /// What the file holds, and whether that is mapped.
  private static func content(
    of descriptor: Int32, path: String
  ) throws(DatasetError) -> (UnsafeRawBufferPointer, isMapped: Bool) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .unreadableFile(path, reason: "it is a folder")
    case S_IFREG where status.st_size > 0:
      let size = Int(status.st_size)
      guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED
      else { throw failure(path) }
      return (UnsafeRawBufferPointer(start: base, count: size), true)
    default:
      return (try read(descriptor, path: path), false)
    }
  }

  /// Bytes that do not come from a file; `path` names them in messages.
  init(copying contents: some Collection<UInt8>, path: String) {
    self.path = path
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, contents.count), alignment: 16)
    buffer.copyBytes(from: contents)
    bytes = UnsafeRawBufferPointer(rebasing: buffer.prefix(contents.count))
    isMapped = false
  }

  /// Bytes that were received, decompressed if they are those of a gzip file.
  convenience init(received contents: some Collection<UInt8>, path: String) throws(DatasetError) {
    let packed = FileBytes(copying: contents, path: path)
    if packed.bytes.starts(with: Gzip.magic) {
      try self.init(inflating: packed)
    } else {
      self.init(copying: contents, path: path)
    }
  }

  private init(inflating packed: FileBytes) throws(DatasetError) {
    (path, isMapped) = (packed.path, false)
    bytes = try Gzip.inflated(packed.bytes, path: packed.path)
  }

  deinit { Self.free(bytes, isMapped: isMapped) }

  private static func free(_ bytes: UnsafeRawBufferPointer, isMapped: Bool) {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      bytes.deallocate()
    }
  }

  /// Says that a range of bytes will not be needed soon: its pages leave the memory of the process,
  /// and are mapped again if they are read after all.
  func release(_ range: Range<Int>) {
    guard isMapped, !range.isEmpty, let base = bytes.baseAddress else { return }
    let page = Int(getpagesize())
    let start = range.lowerBound / page * page
    madvise(
      UnsafeMutableRawPointer(mutating: base + start), range.upperBound - start, MADV_DONTNEED)
  }

  private static func failure(_ path: String) -> DatasetError {
    errno == ENOENT || errno == ENOTDIR
      ? .missingFile(path) : .unreadableFile(path, reason: String(cString: strerror(errno)))
  }

  /// The bytes of what cannot be mapped, to its end.
  private static func read(
    _ descriptor: Int32, path: String
  ) throws(DatasetError) -> UnsafeRawBufferPointer {
    var capacity = 1 << 20
    var count = 0
    var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    while true {
      if count == capacity {
        let larger = UnsafeMutableRawBufferPointer.allocate(
          byteCount: 2 * capacity, alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
        buffer.deallocate()
        (buffer, capacity) = (larger, 2 * capacity)
      }
      let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, capacity - count)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else {
        buffer.deallocate()
        throw failure(path)
      }
      if got == 0 { return UnsafeRawBufferPointer(rebasing: buffer.prefix(count)) }
      count += got
    }
  }
}
