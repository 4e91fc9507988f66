/// What can be wrong with configuration matrices that come from outside.
///
/// The description says what happened and where, then what to try.
public enum CalabiError: Error, Equatable {
  /// A matrix has no rows or no columns, or rows of different lengths.
  case notAMatrix(place: Place?)
  /// The degrees of a row, counted from 1, do not add up to n + 1 (eq 6), or to less than 2.
  case notCalabiYau(row: Int, dimension: Int?, sum: Int, place: Place?)
  /// Σ n − K is not the dimension of the manifold (eq 7).
  case wrongDimension(found: Int, expected: Int, place: Place?)
  /// A degree or a dimension is too large, or negative.
  case outOfRange(Int, place: Place?)
  /// Text is no matrix in bracket notation.
  case notBrackets(String)
  /// A line of a list is not what the format has there.
  case unexpectedLine(Place, text: String, expected: String)
  /// A list ends in the middle of an entry.
  case truncated(Place, expected: String)
  /// A number of a list contradicts another.
  case contradiction(Place, String)
  /// A list has no entries.
  case emptyList(String)
  /// No manifold of the list is left to learn from.
  case nothingToLearn
  /// What a stage left in the folder cannot be read.
  case unreadableStage(String, reason: String)

  /// Where in a file something is wrong.
  public struct Place: Equatable, Sendable {
    /// The path of the file, as given.
    public let file: String
    /// The line, counted from 1.
    public let line: Int

    /// A line of a file.
    public init(file: String, line: Int) { (self.file, self.line) = (file, line) }
  }
}

extension CalabiError: CustomStringConvertible {
  /// What happened and where, then what to try.
  public var description: String {
    switch self {
    case .notAMatrix(let place):
      Self.at(place) + "a configuration matrix has rows and columns, all of one length. "
        + "Check the degrees."
    case .notCalabiYau(let row, let dimension?, let sum, let place):
      Self.at(place) + "the degrees of row \(row) add up to \(sum), and n + 1 is \(dimension + 1): "
        + "no Calabi–Yau manifold (eq 6). Check the row."
    case .notCalabiYau(let row, nil, let sum, let place):
      Self.at(place)
        + "the degrees of row \(row) add up to \(sum), and at least 2 are needed for a "
        + "Calabi–Yau manifold (eq 6). Check the row."
    case .wrongDimension(let found, let expected, let place):
      Self.at(place) + "the manifold has dimension \(found), not \(expected) (eq 7: the dimensions "
        + "of the spaces less the number of polynomials). Check the rows for a wrong degree."
    case .outOfRange(let value, let place):
      Self.at(place) + "a degree of \(value) cannot be. Degrees lie between 0 and 15."
    case .notBrackets(let text):
      "'\(text)' is no matrix in brackets. Write one as [1|1 1; 3|0 4]: dimension, bar, degrees."
    case .unexpectedLine(let place, let text, let expected):
      Self.at(place) + "'\(text)' stands where \(expected) should. Check that the file is the list "
        + "of complete-intersection threefolds, unchanged."
    case .truncated(let place, let expected):
      Self.at(place) + "the file ends where \(expected) should stand. Fetch the list anew."
    case .contradiction(let place, let what):
      Self.at(place) + "\(what). Fetch the list anew, or mend the entry."
    case .emptyList(let path):
      "\(path): there is no entry. Give the list of complete-intersection threefolds."
    case .nothingToLearn:
      "no manifold is left to learn from. Allow more of the list with --manifolds."
    case .unreadableStage(let path, let reason):
      "\(path): cannot be used (\(reason)). Move it away, and that stage is done anew."
    }
  }

  private static func at(_ place: Place?) -> String {
    place.map { "\($0.file), line \($0.line): " } ?? ""
  }
}
