/// What can go wrong with the folder of a run.
///
/// The description says what happened, then what to try. All are failures of output (`EX_IOERR`, 74),
/// except ``occupied(_:)``, ``notAFolder(_:)`` and ``notResumable(_:reason:)``, which the caller avoids by another name
/// (`EX_USAGE`, 64), and ``notARun(_:)`` (`EX_NOINPUT`, 66).
public enum RunFolderError: Error, Equatable {
  /// The folder holds files, and no run wrote them.
  case occupied(String)
  /// A file is in the place of the folder.
  case notAFolder(String)
  /// There is no folder of a run here.
  case notARun(String)
  /// There is no run in this folder that could go on.
  case notResumable(String, reason: String)
  /// The operating system refused to create or write this path.
  case notWritable(String, reason: String)
  /// There is no space left for this path.
  case diskFull(String)
  /// The value for this file cannot be encoded.
  case notEncodable(String, reason: String)
}

extension RunFolderError: CustomStringConvertible {
  /// What happened, then what to try.
  public var description: String {
    switch self {
    case .occupied(let path):
      "\(path): the folder holds files that no run wrote, and they are left alone. Choose a new or "
        + "empty folder for the output."
    case .notAFolder(let path):
      "\(path): this is a file. Choose another name for the output folder."
    case .notARun(let path):
      "\(path): this is not the folder of a run. Give one that a command has written, such as "
        + "runs/<time>-discover."
    case .notResumable(let path, let reason):
      "\(path): there is nothing to resume: \(reason). Give the folder of an interrupted run, or repeat a "
        + "finished one with --config \(path)/config.yaml."
    case .notWritable(let path, let reason):
      "\(path): cannot be written (\(reason)). Check the permissions of the folder, or choose "
        + "another one for the output."
    case .diskFull(let path):
      "\(path): no space is left. Free some, or choose an output folder on another disk."
    case .notEncodable(let name, let reason):
      "\(name): the value cannot be encoded (\(reason)). Please report this."
    }
  }
}
