extension ConfigurationMatrix: CustomStringConvertible {
  /// The usual bracket notation, on one line: `[1|1 1; 3|0 4]`.
  public var description: String {
    let lines = (0..<rows).map { r in
      "\(spaceDimension(r))|" + degrees(ofRow: r).map(String.init).joined(separator: " ")
    }
    return "[" + lines.joined(separator: "; ") + "]"
  }

  /// Reads bracket notation.
  ///
  /// - Parameter dimension: That of the manifold; nil allows any.
  /// - Throws: `.notBrackets`, or what is wrong with the matrix.
  public init(_ text: String, dimension: Int? = 3) throws(CalabiError) {
    guard text.hasPrefix("["), text.hasSuffix("]") else { throw .notBrackets(text) }
    var (degrees, dimensions): ([[Int]], [Int]) = ([], [])
    for row in text.dropFirst().dropLast().split(separator: ";") {
      let parts = row.split(separator: "|", omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw .notBrackets(text) }
      let numbers = parts.map { part in part.split(separator: " ").map { Int($0) } }
      guard numbers[0].count == 1, !numbers.joined().contains(nil) else {
        throw .notBrackets(text)
      }
      dimensions += numbers[0].compactMap { $0 }
      degrees.append(numbers[1].compactMap { $0 })
    }
    try self.init(degrees: degrees, dimensions: dimensions, dimension: dimension)
  }
}
