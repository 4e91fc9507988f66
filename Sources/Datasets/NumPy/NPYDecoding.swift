extension NPYHeader {
  /// Converts `count` elements at `source`, with `sourceStride` elements from one to the next, to
  /// numbers, with `stride` places from one to the next.
  func decode(
    _ source: UnsafeRawPointer, sourceStride: Int = 1, count: Int,
    into target: UnsafeMutablePointer<Double>, stride: Int = 1
  ) {
    let bytes = sourceStride * element.size
    func each<Stored>(_ type: Stored.Type, _ number: (Stored) -> Double) {
      for i in 0..<count {
        target[i * stride] = number(source.loadUnaligned(fromByteOffset: i * bytes, as: type))
      }
    }
    func integers<Stored: FixedWidthInteger>(_ type: Stored.Type) {
      if isBigEndian {
        each(type) { Double(Stored(bigEndian: $0)) }
      } else {
        each(type) { Double(Stored(littleEndian: $0)) }
      }
    }
    func bits<Stored: FixedWidthInteger>(_ stored: Stored) -> Stored {
      isBigEndian ? Stored(bigEndian: stored) : Stored(littleEndian: stored)
    }
    switch element {
    case .float(8): each(UInt64.self) { Double(bitPattern: bits($0)) }
    case .float: each(UInt32.self) { Double(Float(bitPattern: bits($0))) }
    case .signed(1): integers(Int8.self)
    case .signed(2): integers(Int16.self)
    case .signed(4): integers(Int32.self)
    case .signed: integers(Int64.self)
    case .unsigned(1): integers(UInt8.self)
    case .unsigned(2): integers(UInt16.self)
    case .unsigned(4): integers(UInt32.self)
    case .unsigned: integers(UInt64.self)
    case .bool: each(UInt8.self) { $0 == 0 ? 0 : 1 }
    }
  }
}
