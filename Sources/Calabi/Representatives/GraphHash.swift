extension ConfigurationMatrix {
  /// A number that does not change with the order of rows and columns, and nearly always with anything else.
  ///
  /// Rows and columns are coloured by what stands in them, a few times over (Weisfeiler, Leman); matrices
  /// that this cannot tell apart have one number. A fast sieve for what a walk has seen before.
  package var graphHash: UInt64 {
    var (ofRows, ofColumns) = (
      [UInt64](repeating: 1, count: rows), [UInt64](repeating: 2, count: columns)
    )
    for _ in 0..<4 {
      var sums = [UInt64](repeating: 0, count: columns)
      for r in 0..<rows {
        for c in 0..<columns where degrees[r * columns + c] > 0 {
          sums[c] &+= Self.mixed(ofRows[r] &+ UInt64(degrees[r * columns + c]))
        }
      }
      for c in 0..<columns { ofColumns[c] = Self.mixed(ofColumns[c] ^ sums[c]) }
      for r in 0..<rows {
        var sum: UInt64 = 0
        for c in 0..<columns where degrees[r * columns + c] > 0 {
          sum &+= Self.mixed(ofColumns[c] &+ UInt64(degrees[r * columns + c]) << 32)
        }
        ofRows[r] = Self.mixed(ofRows[r] ^ sum)
      }
    }
    return ofRows.reduce(0) { $0 &+ Self.mixed($1) } ^ ofColumns.reduce(0) { $0 &+ $1 }
  }

  /// The finalizer of SplitMix64: every bit of the argument changes half of the result's.
  private static func mixed(_ x: UInt64) -> UInt64 {
    var z = x &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
