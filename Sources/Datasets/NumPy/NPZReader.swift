internal import CLibzip
internal import Foundation
internal import Tensors

/// An NPZ archive that is open for reading.
final class NPZReader {
  /// The names of the arrays, in the order of the archive.
  let names: [String]
  private let archive: OpaquePointer
  private let file: FileBytes

  /// The bytes that are inflated at a time; a multiple of every element's size.
  private static let blockSize = 1 << 20

  init(file: FileBytes) throws(DatasetError) {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    let source = zip_source_buffer_create(
      file.bytes.baseAddress, zip_uint64_t(file.bytes.count), 0, &error)
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      let reason = String(cString: zip_error_strerror(&error))
      zip_source_free(source)
      throw .unreadableNPZ(file.path, reason: reason)
    }
    (self.file, self.archive) = (file, archive)
    names = (0..<zip_get_num_entries(archive, 0)).compactMap { index in
      guard let name = zip_get_name(archive, zip_uint64_t(index), 0).map(String.init(cString:))
      else { return nil }
      return name.hasSuffix(".npy") ? String(name.dropLast(4)) : nil
    }
  }

  deinit { zip_discard(archive) }

  /// An array as numbers.
  func array(_ name: String) throws(DatasetError) -> Tensor<Double> {
    let index = zip_name_locate(archive, name + ".npy", 0)
    guard index >= 0 else { throw .missingArray(file.path, name: name, arrays: names) }
    guard let entry = zip_fopen_index(archive, zip_uint64_t(index), 0) else {
      throw .unreadableNPZ(file.path, reason: String(cString: zip_strerror(archive)))
    }
    defer { zip_fclose(entry) }
    do throws(DatasetError.NPYProblem) {
      let header = try header(of: entry)
      // Deflate shrinks at most 1032 times: a larger array than that is not in this file.
      guard header.byteCount / Gzip.mostShrinkage <= file.bytes.count else {
        throw .truncated(expectedBytes: header.byteCount, foundBytes: file.bytes.count)
      }
      return try values(of: entry, header)
    } catch {
      throw .unreadableNPY("\(file.path) (\(name))", error)
    }
  }

  /// Reads the header: its fixed part says how long the rest is.
  private func header(of entry: OpaquePointer) throws(DatasetError.NPYProblem) -> NPYHeader {
    var bytes = [UInt8](repeating: 0, count: 12)
    guard read(entry, &bytes, 12) == 12 else { throw .badMagic }
    guard bytes.starts(with: NPYHeader.magic) else { throw .badMagic }
    let size =
      bytes[6] == 1
      ? 10 + Int(bytes[8]) + Int(bytes[9]) << 8
      : 12 + bytes[8..<12].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard size >= 12, size <= 1 << 24 else { throw .badHeader("\(size) bytes long") }
    var rest = [UInt8](repeating: 0, count: size - 12)
    let got = read(entry, &rest, size - 12)
    guard got == rest.count else { throw .truncated(expectedBytes: size, foundBytes: 12 + got) }
    bytes += rest
    return try bytes.withUnsafeBytes { buffer in
      Result { () throws(DatasetError.NPYProblem) in try NPYHeader(buffer) }
    }.get()
  }

  /// Inflates and converts the elements, block by block.
  private func values(
    of entry: OpaquePointer, _ header: NPYHeader
  ) throws(DatasetError.NPYProblem) -> Tensor<Double> {
    var block = [UInt8](repeating: 0, count: Self.blockSize)
    let size = header.element.size
    var found = 0
    let numbers = [Double](unsafeUninitializedCapacity: header.count) { target, initialized in
      target.initialize(repeating: 0)
      initialized = header.count
      guard let target = target.baseAddress else { return }
      while found < header.byteCount {
        let wanted = min(Self.blockSize, header.byteCount - found)
        let got = read(entry, &block, wanted)
        block.withUnsafeBytes { bytes in
          guard let base = bytes.baseAddress else { return }
          header.decode(base, count: got / size, into: target + found / size)
        }
        found += got
        if got < wanted { return }
      }
    }
    guard found == header.byteCount else {
      throw .truncated(expectedBytes: header.byteCount, foundBytes: found)
    }
    let shape = header.shape
    guard header.isFortranOrder else { return Tensor(numbers, shape: shape) }
    return Tensor(Self.rowMajor(numbers, shape: shape), shape: shape)
  }

  /// As many bytes as asked for, fewer at the end of the entry or of what can be read.
  private func read(_ entry: OpaquePointer, _ target: inout [UInt8], _ count: Int) -> Int {
    target.withUnsafeMutableBytes { bytes in
      var found = 0
      while found < count, let base = bytes.baseAddress {
        let got = zip_fread(entry, base + found, zip_uint64_t(count - found))
        guard got > 0 else { break }
        found += Int(got)
      }
      return found
    }
  }

  /// Elements in which the first axis varies fastest, put in row-major order.
  private static func rowMajor(_ numbers: [Double], shape: [Int]) -> [Double] {
    let strides = shape.indices.map { shape[..<$0].reduce(1, *) }
    var index = Array(repeating: 0, count: shape.count)
    var source = 0
    return numbers.indices.map { _ in
      defer {
        for axis in shape.indices.reversed() {
          index[axis] += 1
          source += strides[axis]
          if index[axis] < shape[axis] { break }
          source -= strides[axis] * shape[axis]
          index[axis] = 0
        }
      }
      return numbers[source]
    }
  }
}
