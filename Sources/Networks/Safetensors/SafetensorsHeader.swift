/// The header of a safetensors file: which tensor is where in the data behind it.
struct SafetensorsHeader: Equatable {
  typealias Problem = NetworkError.SafetensorsProblem

  /// A tensor and its place.
  struct Entry: Equatable {
    let name: String
    let type: SafetensorsType
    let shape: [Int]
    /// The bytes of the elements, counted from the end of the header.
    let range: Range<Int>

    /// The number of elements.
    var count: Int { range.count / type.size }
  }

  /// The key that is no tensor's name.
  static let metadataKey = "__metadata__"
  /// The longest header that the format allows, in bytes.
  static let largestSize = 100_000_000

  let metadata: [String: String]
  /// The tensors in the order of the header; together they cover the data without overlap.
  let entries: [Entry]

  /// Reads the text of a header and checks it against the number of bytes that follow it.
  init(_ text: [UInt8], dataCount: Int) throws(Problem) {
    var parser = try HeaderJSONParser(text)
    var (metadata, entries): ([String: String], [Entry]) = ([:], [])
    for (name, value) in try parser.document() {
      if name == Self.metadataKey {
        metadata = try Self.metadata(value)
      } else {
        entries.append(try Entry(name: name, value))
      }
    }
    (self.metadata, self.entries) = (metadata, entries)
    try checkPlaces(dataCount: dataCount)
  }

  /// The header of a collection: data of wider elements comes first, so that all of it is aligned.
  init(_ file: Safetensors) {
    var places: [String: Entry] = [:]
    var end = 0
    for size in [8, 4, 2, 1] {
      for name in file.names {
        guard let values = file[name], values.type.size == size else { continue }
        let range = end..<end + size * values.shape.reduce(1, *)
        places[name] = Entry(name: name, type: values.type, shape: values.shape, range: range)
        end = range.upperBound
      }
    }
    (metadata, entries) = (file.metadata, file.names.compactMap { places[$0] })
  }

  /// The tensors in the order of their data.
  var entriesByPlace: [Entry] {
    entries.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  /// The data must be covered exactly: no byte twice, none left out.
  private func checkPlaces(dataCount: Int) throws(Problem) {
    var end = 0
    for entry in entriesByPlace {
      guard entry.range.upperBound <= dataCount else {
        throw .outOfRange(tensor: entry.name, end: entry.range.upperBound, available: dataCount)
      }
      guard entry.range.lowerBound == end else {
        throw .misplaced(tensor: entry.name, begin: entry.range.lowerBound, expected: end)
      }
      end = entry.range.upperBound
    }
    guard end == dataCount else { throw .trailingBytes(dataCount - end) }
  }

  private static func metadata(_ value: HeaderJSON) throws(Problem) -> [String: String] {
    guard case .object(let pairs) = value else { throw .badMetadata(found: value.summary) }
    var metadata: [String: String] = [:]
    for (key, value) in pairs {
      guard case .string(let text) = value else { throw .badMetadata(found: value.summary) }
      metadata[key] = text
    }
    return metadata
  }
}

extension SafetensorsHeader.Entry {
  typealias Problem = NetworkError.SafetensorsProblem

  /// Reads and checks the fields of a tensor; fields that the format does not know are passed over.
  fileprivate init(name: String, _ value: HeaderJSON) throws(Problem) {
    guard case .object(let fields) = value else {
      throw .badField(tensor: name, field: "value", found: value.summary)
    }
    func field<Value>(
      _ key: String, _ read: (HeaderJSON) -> Value?
    ) throws(Problem) -> Value {
      let found = fields.first { $0.key == key }?.value
      guard let value = found.flatMap(read) else {
        throw .badField(tensor: name, field: key, found: found?.summary)
      }
      return value
    }
    let typeName = try field("dtype", \.text)
    guard let type = SafetensorsType(rawValue: typeName) else {
      throw .unsupportedType(tensor: name, type: typeName)
    }
    let shape = try field("shape", \.lengths)
    let range = try field("data_offsets") { value -> Range<Int>? in
      guard let ends = value.lengths, ends.count == 2, ends[0] <= ends[1] else { return nil }
      return ends[0]..<ends[1]
    }
    // Without its zeros, so that no part of the shape overflows later on.
    var size = type.size
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: max(1, length))
      guard !overflow else { throw .shapeTooLarge(tensor: name, shape: shape) }
      size = product
    }
    if shape.contains(0) { size = 0 }
    guard size == range.count else {
      throw .wrongSize(
        tensor: name, shape: shape, type: typeName, expected: size, found: range.count)
    }
    (self.name, self.type, self.shape, self.range) = (name, type, shape, range)
  }
}

extension HeaderJSON {
  fileprivate var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The numbers of a list of whole numbers that are not negative.
  fileprivate var lengths: [Int]? {
    guard case .array(let elements) = self else { return nil }
    var lengths: [Int] = []
    for element in elements {
      guard case .integer(let length) = element, length >= 0 else { return nil }
      lengths.append(length)
    }
    return lengths
  }
}
