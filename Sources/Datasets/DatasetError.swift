/// What can be wrong with a table that comes from outside.
///
/// The description says what happened and where, then what to try; ``category`` says which exit code
/// of a command it deserves.
public enum DatasetError: Error, Equatable {
  /// There is no file at this path.
  case missingFile(String)
  /// The operating system refused to open or read the file.
  case unreadableFile(String, reason: String)
  /// The operating system refused to write the file.
  case unwritableFile(String, reason: String)
  /// The file is neither text in UTF-8 nor a format that is read; what it seems to be.
  case notATable(String, found: String)
  /// The file is compressed with gzip, and damaged.
  case damagedGzip(String, reason: String)
  /// The file holds no record: nothing, or only blank lines and comments.
  case emptyFile(String)
  /// The file holds column names but no data.
  case headerOnly(String)
  /// A record has more or fewer fields than the first one.
  case raggedRow(Place, expected: Int, found: Int)
  /// A quoted field is never closed.
  case unterminatedQuote(Place)
  /// A field of a numeric column is not a number.
  case notANumber(Place, text: String)
  /// A value is NaN or infinite.
  case notFinite(Place, text: String)
  /// No column has this name, and it is no column's number.
  case unknownColumn(String, columns: [String])
  /// Several columns have one name, or one column is asked for twice.
  case duplicateColumn(String, numbers: [Int])
  /// A target has the same value in every row.
  case constantTarget(String, value: String)
  /// A column is asked for both as target and as feature.
  case targetIsFeature(String)
  /// A column that holds text is asked for as a feature.
  case textFeature(String, example: String)
  /// A target that is to be categorical has a value that is not an integer.
  case notACategory(String, text: String)
  /// No column is left to be a feature.
  case noFeatures
  /// No target was named.
  case noTargets
  /// The file is no NPY array that can be read.
  case unreadableNPY(String, NPYProblem)
  /// The file is no NPZ archive that can be read.
  case unreadableNPZ(String, reason: String)
  /// The archive has no array with this name.
  case missingArray(String, name: String, arrays: [String])
  /// Arrays that should stand side by side have different numbers of rows.
  case unequalRows(String, counts: [String: Int])
  /// The file is no IDX array that can be read, or none of the kind that is needed.
  case unreadableIDX(String, IDXProblem)
  /// No file of labels stands beside a file of images; the names that were sought, if any.
  case missingLabels(images: String, sought: [String])
  /// A file of images and one of labels have different counts.
  case unequalImages(images: String, imageCount: Int, labels: String, labelCount: Int)
  /// Classes are asked for that no image of a set has.
  case unknownClasses(String, unknown: [Int], classes: [Int])
  /// A class is asked for twice.
  case repeatedClass(Int)
  /// No folder has the files of a data set; the folders that were looked into.
  case missingDataset(NamedDataset, sought: [String])
  /// No mirror gave the files of a data set; what went wrong with each, and the folder of data that
  /// they can be put into by hand.
  case failedDownload(NamedDataset, attempts: [String], folder: String)
  /// A file is not the one that belongs to a data set.
  case wrongChecksum(String, expected: String, found: String)

  /// Where in a file something is wrong.
  public struct Place: Equatable, Sendable {
    /// The path of the file, as given.
    public let file: String
    /// The line of a text file, counted from 1.
    public let line: Int?
    /// The row of an array, counted from 1.
    public let row: Int?
    /// The column (field), counted from 1, if a single one is meant.
    public let column: Int?
    /// The name of that column, if it has one.
    public let name: String?

    /// A place in a text file, by its line, or in an array, by its row.
    public init(
      file: String, line: Int? = nil, row: Int? = nil, column: Int? = nil, name: String? = nil
    ) {
      (self.file, self.line, self.row, self.column, self.name) = (file, line, row, column, name)
    }
  }

  /// What is wrong with an NPY array.
  public enum NPYProblem: Error, Equatable {
    /// The first bytes are not those of the format.
    case badMagic
    /// The version of the format is unknown.
    case unsupportedVersion(Int)
    /// The header cannot be understood; its text.
    case badHeader(String)
    /// The element type is not real numbers, integers or truth values.
    case unsupportedType(String)
    /// The shape is not that of a table, `[rows]` or `[rows, columns]`.
    case unsupportedShape([Int])
    /// The file ends before the data does.
    case truncated(expectedBytes: Int, foundBytes: Int)
  }

  /// The kind of failure, as far as an exit code is concerned.
  public enum Category: Equatable, Sendable {
    /// The input does not exist (`EX_NOINPUT`, 66).
    case missingInput
    /// The input is not what it should be (`EX_DATAERR`, 65).
    case badData
    /// Reading or writing failed (`EX_IOERR`, 74).
    case inputOutput
  }

  /// The kind of this failure.
  public var category: Category {
    switch self {
    case .missingFile, .missingLabels, .missingDataset: .missingInput
    case .unreadableFile, .unwritableFile, .failedDownload: .inputOutput
    default: .badData
    }
  }
}
