/// What can go wrong with the files of a network.
///
/// The description says what happened and where, then what to try.
public enum NetworkError: Error, Equatable {
  /// There is no file at this path.
  case missingFile(String)
  /// The operating system refused to open or read the file.
  case unreadableFile(String, reason: String)
  /// The operating system refused to write the file; no part of it stands under its name.
  case unwritableFile(String, reason: String)
  /// There is no space left for the file; no part of it stands under its name.
  case diskFull(String)
  /// The file is no safetensors file that can be read.
  case unreadableSafetensors(String, SafetensorsProblem)
  /// The parameters in the file are of another model.
  case otherParameters(String, difference: String)
  /// The checkpoint is of another training.
  case otherCheckpoint(String, difference: String)
  /// The data to be trained on have a number that is not finite, in this column of the data and this row,
  /// both counted from 0.
  case nonFiniteData(column: Int, row: Int)
}

extension NetworkError: CustomStringConvertible {
  /// What happened and where, then what to try.
  public var description: String {
    switch self {
    case .missingFile(let path):
      "\(path): there is no such file. Check the path; it is taken relative to the current folder."
    case .unreadableFile(let path, let reason):
      "\(path): cannot be read (\(reason)). Check that it is a file and that you may read it."
    case .unwritableFile(let path, let reason):
      "\(path): cannot be written (\(reason)). Check the folder and its permissions, or choose "
        + "another one."
    case .diskFull(let path):
      "\(path): no space is left. Free some, or choose a folder on another disk."
    case .unreadableSafetensors(let path, let problem):
      "\(path): \(problem)"
    case .otherParameters(let path, let difference):
      "\(path): these are the parameters of another model: \(difference). Give the layers that it was "
        + "written with, or choose another file."
    case .otherCheckpoint(let path, let difference):
      "\(path): this checkpoint is of another training: \(difference). Give the options that it was "
        + "made with, or move it away to begin anew."
    case .nonFiniteData(let column, let row):
      "the data to be trained on have a number that is not finite in row \(row) of column \(column), "
        + "both counted from 0. Remove that row, or replace the number."
    }
  }
}
