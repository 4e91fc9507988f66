internal import CLibzip
internal import Foundation
public import Tensors

/// Named arrays in one file, as `numpy.savez` and `numpy.load` write and read them.
///
/// An NPZ archive is a ZIP archive of NPY arrays. Archives are written without compression and with a
/// fixed date, so that equal arrays make equal files; compressed ones are read too.
public enum NPZArchive {
  /// Writes arrays, in the order of their names, as float64 and int64.
  ///
  /// The file appears when it is complete: until then it has another name beside it.
  ///
  /// - Parameters:
  ///   - arrays: The arrays of numbers, by name.
  ///   - integers: The vectors of integers, by name; the names are different from those of `arrays`.
  ///   - path: The file; an older one is replaced.
  /// - Throws: `.unwritableFile`.
  public static func write(
    _ arrays: [String: Tensor<Double>], integers: [String: [Int]] = [:], to path: String
  ) throws(DatasetError) {
    precondition(
      Set(arrays.keys).isDisjoint(with: integers.keys), "an array and a vector have one name")
    var encoded: [String: Entry] = [:]
    for (name, array) in arrays {
      encoded[name] = Entry(descriptor: "<f8", shape: array.shape) { i in
        array.scalars[i].bitPattern.littleEndian
      }
    }
    for (name, vector) in integers {
      encoded[name] = Entry(descriptor: "<i8", shape: [vector.count]) { i in
        UInt64(bitPattern: Int64(vector[i])).littleEndian
      }
    }
    defer { for entry in encoded.values { entry.bytes.deallocate() } }
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
      throw .unwritableFile(path, reason: message(code))
    }
    for (name, entry) in encoded.sorted(by: { $0.key < $1.key }) {
      guard let source = zip_source_buffer(archive, entry.bytes, zip_uint64_t(entry.count), 0)
      else { continue }
      let index = zip_file_add(archive, name + ".npy", source, ZIP_FL_ENC_UTF_8)
      guard index >= 0 else {
        zip_source_free(source)
        continue
      }
      zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_STORE, 0)
      zip_file_set_dostime(archive, zip_uint64_t(index), 0, firstOfJanuary1980, 0)
    }
    let isComplete = zip_get_num_entries(archive, 0) == encoded.count
    guard isComplete, zip_close(archive) == 0 else {
      let reason = String(cString: zip_strerror(archive))
      zip_discard(archive)
      throw .unwritableFile(path, reason: reason)
    }
  }

  /// Reads arrays as numbers: float64, float32, integers of any size, and truth values.
  ///
  /// - Parameters:
  ///   - names: The arrays to read; by default all.
  ///   - path: The file.
  /// - Returns: The arrays by name, in their shapes.
  /// - Throws: A ``DatasetError`` if the file is missing, is no such archive, lacks an array, or has
  ///   one of other elements.
  public static func read(
    _ names: [String]? = nil, from path: String
  ) throws(DatasetError) -> [String: Tensor<Double>] {
    let reader = try NPZReader(file: FileBytes(path: path))
    var arrays: [String: Tensor<Double>] = [:]
    for name in names ?? reader.names { arrays[name] = try reader.array(name) }
    return arrays
  }

  /// The first date of the format, 1 January 1980: seven bits of year, four of month, five of day.
  private static let firstOfJanuary1980: zip_uint16_t = 0 << 9 | 1 << 5 | 1

  /// What a code of libzip means.
  static func message(_ code: Int32) -> String {
    var error = zip_error_t()
    zip_error_init_with_code(&error, code)
    defer { zip_error_fini(&error) }
    return String(cString: zip_error_strerror(&error))
  }

  /// The bytes of an NPY array.
  private struct Entry {
    let bytes: UnsafeMutableRawPointer
    let count: Int

    init(descriptor: String, shape: [Int], word: (_ index: Int) -> UInt64) {
      let header = NPYHeader.encoded(descriptor: descriptor, shape: shape)
      let words = shape.reduce(1, *)
      count = header.count + 8 * words
      bytes = .allocate(byteCount: count, alignment: 16)
      bytes.copyMemory(from: header, byteCount: header.count)
      for i in 0..<words {
        bytes.storeBytes(of: word(i), toByteOffset: header.count + 8 * i, as: UInt64.self)
      }
    }
  }
}
