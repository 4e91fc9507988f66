internal import Tensors

extension Safetensors {
  /// Reads a file.
  ///
  /// Every byte of the file is accounted for: a header that does not describe the data exactly is
  /// refused, and nothing is allocated that the file is not large enough for.
  ///
  /// - Throws: A ``NetworkError`` if the file is missing, cannot be read, is no safetensors file, or
  ///   holds elements of other types than F64, F32, F16, BF16, I64 and U8.
  public init(contentsOf path: String) throws(NetworkError) {
    let file = try OpenedFile(path: path)
    let length = file.size < 8 ? nil : try file.elements(of: UInt64.self, at: 0, count: 1).first
    let start: Int
    do throws(NetworkError.SafetensorsProblem) {
      start = try 8 + Self.headerSize(announced: length, fileSize: file.size)
    } catch {
      throw .unreadableSafetensors(path, error)
    }
    let text = try file.elements(of: UInt8.self, at: 8, count: start - 8)
    let header: SafetensorsHeader
    do throws(NetworkError.SafetensorsProblem) {
      header = try SafetensorsHeader(text, dataCount: file.size - start)
    } catch {
      throw .unreadableSafetensors(path, error)
    }
    self.init(metadata: header.metadata)
    for entry in header.entries { self[entry.name] = try entry.values(in: file, from: start) }
  }

  /// Writes a file, which replaces an older one when it is complete and on the disk.
  ///
  /// Equal collections make equal files. Tensors of wider elements come first in the data, so that
  /// each is aligned; the header keeps the order of ``names``.
  ///
  /// - Throws: `.unwritableFile` or `.diskFull`; if the file could not be completed, an older one is
  ///   as it was.
  public func write(to path: String) throws(NetworkError) {
    let header = SafetensorsHeader(self)
    let text = header.text
    guard text.count <= SafetensorsHeader.largestSize else {
      throw .unwritableFile(path, reason: "names and metadata need \(text.count) bytes, too many")
    }
    try AtomicFile.replace(path) { file throws(NetworkError) in
      try file.write([UInt64(text.count)])
      try file.write(text)
      for entry in header.entriesByPlace {
        switch self[entry.name] {
        case .float(let tensor): try file.write(tensor.scalars)
        case .double(let tensor): try file.write(tensor.scalars)
        case .integers(let elements, _): try file.write(elements)
        case .bytes(let elements, _): try file.write(elements)
        case nil: break
        }
      }
    }
  }

  private static func headerSize(
    announced: UInt64?, fileSize: Int
  ) throws(NetworkError.SafetensorsProblem) -> Int {
    guard let announced else { throw .tooShort(bytes: fileSize) }
    guard announced <= SafetensorsHeader.largestSize else {
      throw .headerOverLimit(bytes: announced, limit: SafetensorsHeader.largestSize)
    }
    guard announced <= fileSize - 8 else {
      throw .headerTooLong(bytes: announced, available: fileSize - 8)
    }
    return Int(announced)
  }
}

extension SafetensorsHeader.Entry {
  /// The elements, in a file whose data begins at `start`.
  fileprivate func values(
    in file: OpenedFile, from start: Int
  ) throws(NetworkError) -> Safetensors.Values {
    func elements<Element: BitwiseCopyable>(
      of type: Element.Type
    ) throws(NetworkError) -> [Element] {
      try file.elements(of: type, at: start + range.lowerBound, count: count)
    }
    switch type {
    case .float64: return .double(Tensor(try elements(of: Double.self), shape: shape))
    case .float32: return .float(Tensor(try elements(of: Float.self), shape: shape))
    case .float16:
      let bits = try elements(of: UInt16.self)
      return .float(Tensor(bits.map(SafetensorsType.float(halfBits:)), shape: shape))
    case .bfloat16:
      let bits = try elements(of: UInt16.self)
      return .float(Tensor(bits.map(SafetensorsType.float(brainBits:)), shape: shape))
    case .int64: return .integers(try elements(of: Int64.self), shape: shape)
    case .uint8: return .bytes(try elements(of: UInt8.self), shape: shape)
    }
  }
}
