/// The random streams of a training, beside those of the initial values.
enum RandomStreams {
  /// Which rows judge.
  static let split: UInt64 = 1 << 41
  /// The order of the rows in the epochs, one stream for each.
  static let epochs: UInt64 = 1 << 42
}
