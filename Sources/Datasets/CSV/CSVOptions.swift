/// How a text table is written; what is nil is found out from its first lines.
public struct CSVOptions: Sendable, Equatable {
  /// What separates the fields of a record.
  public enum Delimiter: Sendable, Equatable, CaseIterable {
    /// A tab.
    case tab
    /// A semicolon.
    case semicolon
    /// A comma.
    case comma
    /// Any run of spaces and tabs, as `numpy.savetxt` writes.
    case whitespace

    var byte: UInt8 {
      switch self {
      case .tab: UInt8(ascii: "\t")
      case .semicolon: UInt8(ascii: ";")
      case .comma: UInt8(ascii: ",")
      case .whitespace: UInt8(ascii: " ")
      }
    }
  }

  /// What separates fields; by default the first of tab, semicolon, comma and whitespace that occurs in
  /// the first record.
  public var delimiter: Delimiter?
  /// Whether the first record names the columns; by default it does if none of its fields is a number,
  /// or if most of the columns that are numbers in the second record are not numbers in the first.
  ///
  /// A mistyped number in the first row therefore is an error, not a header.
  public var hasHeader: Bool?

  /// The given choices.
  public init(delimiter: Delimiter? = nil, hasHeader: Bool? = nil) {
    (self.delimiter, self.hasHeader) = (delimiter, hasHeader)
  }
}
