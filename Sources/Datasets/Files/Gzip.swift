internal import CZlib

/// Decompression of gzip files (RFC 1952), which may have several members one after another.
enum Gzip {
  /// The first two bytes of every gzip file.
  static let magic: [UInt8] = [0x1F, 0x8B]
  /// Deflate shrinks at most this many times.
  static let mostShrinkage = 1032

  /// The decompressed content of `source`, in memory that the caller deallocates.
  ///
  /// Zeros after the last member are padding, as gzip itself has it; anything else there is damage.
  static func inflated(
    _ source: UnsafeRawBufferPointer, path: String
  ) throws(DatasetError) -> UnsafeRawBufferPointer {
    var target = Target(expecting: size(announcedIn: source))
    do throws(DatasetError) {
      var place = 0
      repeat {
        place += try member(source, from: place, into: &target, path: path)
      } while source[place...].starts(with: magic)
      guard source[place...].allSatisfy({ $0 == 0 }) else {
        throw .damagedGzip(
          path, reason: "\(source.count - place) bytes follow the end of the compressed data")
      }
    } catch {
      target.buffer.deallocate()
      throw error
    }
    return UnsafeRawBufferPointer(rebasing: target.buffer.prefix(target.count))
  }

  /// Inflates the member that begins at `start`.
  ///
  /// - Returns: The number of compressed bytes that it has.
  private static func member(
    _ source: UnsafeRawBufferPointer, from start: Int, into target: inout Target, path: String
  ) throws(DatasetError) -> Int {
    var stream = z_stream()
    // 15: the largest window; 16: a gzip header and its checksums.
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .unreadableFile(path, reason: "zlib could not be started") }
    defer { inflateEnd(&stream) }
    var used = 0
    while true {
      // Counts of zlib have 32 bits.
      let rest = source[(start + used)...].prefix(1 << 30)
      if target.isFull { target.grow() }
      let space = min(target.buffer.count - target.count, 1 << 30)
      let base = UnsafeMutableRawPointer(mutating: source.baseAddress)
      stream.next_in = base.map { ($0 + start + used).assumingMemoryBound(to: Bytef.self) }
      stream.avail_in = uInt(rest.count)
      stream.next_out = target.buffer.baseAddress.map {
        ($0 + target.count).assumingMemoryBound(to: Bytef.self)
      }
      stream.avail_out = uInt(space)
      let code = inflate(&stream, Z_NO_FLUSH)
      used += rest.count - Int(stream.avail_in)
      target.count += space - Int(stream.avail_out)
      switch code {
      case Z_STREAM_END: return used
      case Z_OK where stream.avail_out == 0 || start + used < source.count: continue
      case Z_OK, Z_BUF_ERROR:
        throw .damagedGzip(
          path, reason: "it is cut off: the \(source.count) bytes of the file end inside the data")
      case Z_MEM_ERROR: throw .unreadableFile(path, reason: "there is not enough memory")
      default:
        let reason = stream.msg.map { String(cString: $0) } ?? "zlib says \(code)"
        throw .damagedGzip(path, reason: "\(reason) at byte \(start + used)")
      }
    }
  }

  /// The decompressed size modulo 2³² that the file ends with, if it can be true.
  private static func size(announcedIn source: UnsafeRawBufferPointer) -> Int {
    let size = source.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    return min(size, mostShrinkage * source.count)
  }

  /// Memory that grows.
  private struct Target {
    var buffer: UnsafeMutableRawBufferPointer
    var count = 0
    var isFull: Bool { count == buffer.count }

    init(expecting size: Int) {
      // One byte more, so that the end of the stream is seen without growing.
      buffer = .allocate(byteCount: size + 1, alignment: 16)
    }

    mutating func grow() {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(1 << 16, 2 * buffer.count), alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(buffer.prefix(count).rebased))
      buffer.deallocate()
      buffer = larger
    }
  }
}

extension Slice<UnsafeMutableRawBufferPointer> {
  fileprivate var rebased: UnsafeMutableRawBufferPointer { .init(rebasing: self) }
}
