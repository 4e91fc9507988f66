/// A counter-based random number generator: number `i` of a stream is a fixed function of
/// `(seed, stream, i)`, so parallel work draws from separate streams and repeats exactly on any
/// machine and any number of threads.
///
/// Philox4x32-10. Passes known-answer tests of its authors.
///
/// Source: Salmon, Moraes, Dror, Shaw, *Parallel random numbers: as easy as 1, 2, 3* (2011), §3.3.
/// Checked by: `PhiloxTests.knownAnswers`.
public struct Philox: RandomNumberGenerator, Sendable {
  /// The key.
  public let seed: UInt64
  /// The stream, the upper half of the counter.
  public let stream: UInt64
  private var block: UInt64 = 0
  private var spare: UInt64?

  /// The beginning of a stream.
  public init(seed: UInt64, stream: UInt64 = 0) {
    (self.seed, self.stream) = (seed, stream)
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    if let value = spare {
      spare = nil
      return value
    }
    let words = Self.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)),
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    block &+= 1
    spare = UInt64(words[2]) | UInt64(words[3]) << 32
    return UInt64(words[0]) | UInt64(words[1]) << 32
  }

  /// The four random words at a counter under a key: ten rounds of multiply and exchange.
  package static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (c, k) = (counter, key)
    for _ in 0..<10 {
      let p0 = UInt64(c[0]) * 0xD251_1F53
      let p1 = UInt64(c[2]) * 0xCD9E_8D57
      c = SIMD4(
        UInt32(p1 >> 32) ^ c[1] ^ k[0], UInt32(truncatingIfNeeded: p1),
        UInt32(p0 >> 32) ^ c[3] ^ k[1], UInt32(truncatingIfNeeded: p0))
      k = SIMD2(k[0] &+ 0x9E37_79B9, k[1] &+ 0xBB67_AE85)
    }
    return c
  }
}
