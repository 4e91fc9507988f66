extension DatasetError: CustomStringConvertible {
  /// What happened and where, then what to try.
  public var description: String {
    switch self {
    case .missingFile(let path):
      "\(path): there is no such file. Check the path; it is taken relative to the current folder."
    case .unreadableFile(let path, let reason):
      "\(path): cannot be read (\(reason)). Check that it is a file and that you may read it."
    case .unwritableFile(let path, let reason):
      "\(path): cannot be written (\(reason)). Check the folder, its permissions and the free space."
    case .notATable(let path, let found):
      "\(path): this is \(found), not a table. Turn it into CSV (text in UTF-8), NPY or NPZ."
    case .damagedGzip(let path, let reason):
      "\(path): the gzip file is damaged (\(reason)). Copy or download it again."
    case .emptyFile(let path):
      "\(path): the file holds no data. A table needs one line per sample."
    case .headerOnly(let path):
      "\(path): the file holds column names but no data. Add one line per sample; if the line is "
        + "data, say that there is no header."
    case .raggedRow(let place, let expected, let found):
      "\(place): expected \(expected) fields, found \(found). Check the line for a missing or "
        + "surplus delimiter, or for text that should be quoted."
    case .unterminatedQuote(let place):
      "\(place): a quote is opened and never closed. Close it, or write a quote inside text as \"\"."
    case .notANumber(let place, let text):
      text.isEmpty
        ? "\(place): the field is empty. Fill in the value or remove the line; there is no "
          + "stand-in for missing values."
        : "\(place): '\(text.shortened)' is not a number. Correct it, or remove the line; the "
          + "decimal separator is a point. If the line holds column names, say that there is a header."
    case .notFinite(let place, let text):
      "\(place): '\(text.shortened)' is not a finite number. Remove the rows with NaN or infinite "
        + "values."
    case .unknownColumn(let name, let columns):
      "there is no column '\(name)'"
        + (closest(to: name, among: columns).map { "; did you mean '\($0)'?" } ?? ".")
        + " The columns are \(columns.listed); a number from 1 to \(columns.count) works too."
    case .duplicateColumn(let name, let numbers):
      "the column '\(name)' is there more than once (\(numbers.map(String.init).listed)). Rename "
        + "or remove all but one."
    case .constantTarget(let name, let value):
      "the target '\(name)' is \(value) in every row, and a constant has every symmetry. Choose "
        + "another target, or add rows with other values."
    case .targetIsFeature(let name):
      "the column '\(name)' is both target and feature. Remove it from one of the two lists."
    case .textFeature(let name, let example):
      "the feature '\(name)' holds text, such as '\(example.shortened)'. Features are numbers: "
        + "leave it out, or encode it as numbers."
    case .notACategory(let name, let text):
      "the target '\(name)' is \(text) in some row, which is not a category. Categories are text or integers; leave the target "
        + "numeric, or round it."
    case .noFeatures:
      "no numeric column is left to be a feature. Name the features, or add columns."
    case .noTargets:
      "no target is named. Name the column whose value the symmetries should leave unchanged."
    case .unreadableNPY(let path, let problem):
      "\(path): \(problem)"
    case .unreadableNPZ(let path, let reason):
      "\(path): cannot be read as an NPZ archive (\(reason)). Write it again with numpy.savez."
    case .missingArray(let path, let name, let arrays):
      "\(path): there is no array '\(name)'"
        + (closest(to: name, among: arrays).map { "; did you mean '\($0)'?" } ?? ".")
        + " The arrays are \(arrays.listed)."
    case .unequalRows(let path, let counts):
      "\(path): the arrays differ in their number of rows ("
        + counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        + "). Choose arrays with one row per sample."
    case .unreadableIDX(let path, let problem):
      "\(path): \(problem)"
    case .missingLabels(let images, let sought):
      sought.isEmpty
        ? "\(images): which file holds the labels? The name of a file of images has 'images' in it, "
          + "as in train-images-idx3-ubyte, and that of its labels 'labels'. Rename the two, or name both."
        : "\(images): there is no file of labels beside it. Sought were \(sought.listed)."
    case .unequalImages(let images, let count, let labels, let labelCount):
      "\(images) holds \(count) images, \(labels) holds \(labelCount) labels. Choose two files that "
        + "belong together."
    case .unknownClasses(let name, let unknown, let classes):
      "\(name): no image is of class \(unknown.map(String.init).listed). The classes are "
        + "\(classes.map(String.init).listed)."
    case .repeatedClass(let label):
      "the class \(label) is named twice. Name every class once."
    case .missingDataset(let set, let sought):
      "the data set '\(set.rawValue)' is in none of the folders \(sought.listed). "
        + "`symmetron data get \(set.rawValue)` downloads it."
    case .failedDownload(let set, let attempts, let folder):
      "the data set '\(set.rawValue)' could not be downloaded:\n"
        + attempts.map { "  \($0)\n" }.joined() + set.routes(folder: folder)
    case .wrongChecksum(let path, let expected, let found):
      "\(path): this is another file than the one that belongs to the data set: its SHA-256 is "
        + "\(found), not \(expected). Remove it, and get it again."
    }
  }
}

extension DatasetError.Place: CustomStringConvertible {
  /// `file, line 3, column 2 ('mass')`.
  public var description: String {
    file + (line.map { ", line \($0)" } ?? "") + (row.map { ", row \($0)" } ?? "")
      + (column.map { ", column \($0)" } ?? "")
      + (name.map { " ('\($0)')" } ?? "")
  }
}

extension DatasetError.NPYProblem: CustomStringConvertible {
  /// What happened, then what to try.
  public var description: String {
    switch self {
    case .badMagic:
      "not an NPY file: the first bytes are not those of the format. Write it with numpy.save; a "
        + "text table needs another ending than .npy."
    case .unsupportedVersion(let version):
      "version \(version) of the NPY format is not known. Write it again with numpy.save."
    case .badHeader(let text):
      "the NPY header '\(text.shortened)' cannot be understood. Write it again with numpy.save."
    case .unsupportedType(let type):
      "elements of type '\(type.shortened)' are not real numbers. Convert them with "
        + "array.astype('float64')."
    case .unsupportedShape(let shape):
      "an array of shape \(shape) is not a table. Reshape it to [rows, columns]."
    case .truncated(let expected, let found):
      "the file is cut off: \(expected) bytes of data are announced, \(found) are there. Copy or "
        + "write it again."
    }
  }
}

extension String {
  /// At most 40 characters, on one line.
  fileprivate var shortened: String {
    let line = String(map { $0.isNewline ? "⏎" : $0 })
    return line.count <= 40 ? line : line.prefix(39) + "…"
  }
}

extension [String] {
  /// The names in a row, the middle left out if there are many.
  fileprivate var listed: String {
    count <= 20
      ? joined(separator: ", ")
      : prefix(18).joined(separator: ", ") + ", …, " + suffix(1).joined(separator: ", ")
  }
}
