internal import Datasets
public import Foundation
public import Tensors
internal import Yams

/// The folder in which a run keeps all that is needed to render or repeat it.
///
/// | file | what it holds |
/// |---|---|
/// | `config.yaml` | the configuration, every default written out; written first |
/// | `log.jsonl` | one JSON object per event: time, level, message, fields; grows during the run |
/// | `arrays.npz` | generators, structure constants, spectrum, … |
/// | `result.json` | the result, with the version of its schema; written last |
///
/// Every file but the log appears only when it is complete, so that an interrupted run leaves a folder
/// without `result.json` whose other files can be trusted; ``status(of:)`` says how a run ended.
public struct RunFolder: Sendable {
  /// How far a run has come.
  public enum Status: String, Sendable, Codable {
    /// It goes on, or was killed without a word.
    case running
    /// It is complete; `result.json` is there.
    case done
    /// The user ended it.
    case interrupted
    /// An error ended it.
    case failed
  }

  /// The path of the folder.
  public let path: String
  /// The command that the run carries out.
  public let command: String

  /// Creates the folder of a run and the first entry of its log.
  ///
  /// - Parameters:
  ///   - command: The command that the run carries out.
  ///   - output: The folder; by default a new one, `<parent>/<UTC time>-<command>`. It may exist if it
  ///     is empty or was written by a run; the files of that run are removed.
  ///   - parent: The folder of the folders that are named by default.
  ///   - date: The time that names it.
  /// - Throws: `.occupied` or `.notAFolder` if `output` is something else; `.notWritable`, `.diskFull`.
  public init(
    command: String, output: String? = nil, parent: String = "runs", date: Date = Date()
  ) throws(RunFolderError) {
    self.command = command
    if let output {
      path = output
      try Self.prepare(output)
    } else {
      path = try Self.createFresh(in: parent, for: command, date: date)
    }
    try log(
      .info, "\(command) started",
      ["schema": .text(Self.logSchema), "status": .text(Status.running.rawValue)])
  }

  /// Opens the folder of a run that did not end, to go on with it: its checkpoints are kept.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - command: The command that the run carries out.
  /// - Throws: `.notResumable` if it is not the folder of a run, or if that run is done.
  public init(resuming path: String, command: String) throws(RunFolderError) {
    (self.path, self.command) = (path, command)
    guard let status = Self.status(of: path) else {
      throw .notResumable(path, reason: "it is not the folder of a run")
    }
    guard status != .done else { throw .notResumable(path, reason: "that run is done") }
    try log(.info, "\(command) resumed", ["status": .text(Status.running.rawValue)])
  }

  /// The folder in which trainings are kept while the run goes on; ``finish(with:schema:)`` removes it.
  ///
  /// - Throws: `.notWritable` or `.diskFull` if it cannot be created.
  public func checkpoints() throws(RunFolderError) -> String {
    let folder = file(Self.checkpoints)
    try Self.create(folder)
    return folder
  }

  private static let checkpoints = "checkpoints"

  /// Checks, without changing anything, that a run can write to a folder: before long work.
  ///
  /// - Parameters:
  ///   - output: The folder as in ``init(command:output:parent:date:)``.
  ///   - parent: The folder of the folders that are named by default.
  /// - Throws: `.occupied`, `.notAFolder` or `.notWritable`, as far as they can be foreseen.
  public static func check(output: String?, parent: String = "runs") throws(RunFolderError) {
    var path = output ?? parent
    let manager = FileManager.default
    if let output, manager.fileExists(atPath: output) { try checkUsable(output) }
    while !manager.fileExists(atPath: path) {
      let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
      guard above != path else { break }
      path = above
    }
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw .notWritable(output ?? parent, reason: "\(path): " + String(cString: strerror(ENOTDIR)))
    }
    guard access(path, W_OK) == 0 else { throw RunFolderFiles.failure(output ?? parent) }
  }

  /// Writes `config.yaml`.
  ///
  /// - Throws: `.notEncodable`, `.notWritable` or `.diskFull`.
  public func write(config: some Encodable) throws(RunFolderError) {
    let encoder = YAMLEncoder()
    encoder.options.sortKeys = true
    encoder.options.allowUnicode = true
    encoder.options.redundancyAliasingStrategy = nil
    let text: String
    do { text = try encoder.encode(config) } catch {
      throw .notEncodable("config.yaml", reason: "\(error)")
    }
    try write(text, to: "config.yaml")
  }

  /// Writes `arrays.npz`, readable with `numpy.load`.
  ///
  /// - Throws: `.notWritable` or `.diskFull`.
  public func write(
    arrays: [String: Tensor<Double>], integers: [String: [Int]] = [:]
  ) throws(RunFolderError) {
    try RunFolderFiles.replace(file("arrays.npz")) { temporary throws(RunFolderError) in
      do throws(DatasetError) {
        try NPZArchive.write(arrays, integers: integers, to: temporary)
      } catch .unwritableFile(_, let reason) {
        let isFull = reason.contains(String(cString: strerror(ENOSPC)))
        throw isFull ? .diskFull(path) : .notWritable(path, reason: reason)
      } catch {
        throw .notWritable(path, reason: error.description)
      }
    }
  }

  /// Writes a file of text, such as a report.
  ///
  /// - Throws: `.notWritable` or `.diskFull`.
  public func write(_ text: String, to name: String) throws(RunFolderError) {
    try RunFolderFiles.replace(file(name), with: text.utf8)
  }

  /// Writes `result.json` and ends the run: it is ``Status/done``.
  ///
  /// - Parameters:
  ///   - result: A value that encodes to an object; numbers that are not finite become text.
  ///   - schema: The name and version of its schema, such as `symmetron.discover/1`.
  /// - Returns: The text of the file, for a command that also prints it.
  /// - Throws: `.notEncodable`, `.notWritable` or `.diskFull`.
  @discardableResult
  public func finish(
    with result: some Encodable, schema: String
  ) throws(RunFolderError) -> String {
    let text = try ResultJSON.text(of: result, schema: schema)
    try? FileManager.default.removeItem(atPath: file(Self.checkpoints))
    try write(text, to: "result.json")
    try log(.info, "\(command) done", ["status": .text(Status.done.rawValue)])
    return text
  }

  /// Ends the run without a result.
  ///
  /// - Parameters:
  ///   - status: Why: ``Status/interrupted`` or ``Status/failed``.
  ///   - message: What happened, for the log.
  /// - Throws: `.notWritable` or `.diskFull`.
  public func abandon(_ status: Status, _ message: String) throws(RunFolderError) {
    precondition(status == .interrupted || status == .failed, "a run is not abandoned as \(status)")
    try log(
      status == .failed ? .error : .warning, message, ["status": .text(status.rawValue)])
  }

  /// How far the run in a folder has come; nil if the folder is not that of a run.
  public static func status(of path: String) -> Status? {
    guard isRun(path), let log = try? String(contentsOfFile: "\(path)/log.jsonl", encoding: .utf8)
    else { return nil }
    if access("\(path)/result.json", F_OK) == 0 { return .done }
    let last = log.split(separator: "\n").last { $0.contains("\"status\":\"") }
    return [Status.interrupted, .failed].first {
      last?.contains("\"status\":\"\($0.rawValue)\"") ?? false
    } ?? .running
  }

  /// The path of a file in the folder.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  private static let logSchema = "symmetron.log/1"
  /// The files that every run leaves in its folder, the log last.
  static let parts = ["result.json", "config.yaml", "arrays.npz", "log.jsonl"]
  /// What a run may leave in its folder, the result first and the log last.
  private static let files =
    parts.dropLast() + ["model.safetensors", "report.html", "figures", checkpoints, "log.jsonl"]

  /// Whether a folder is that of a run: its log begins as one.
  private static func isRun(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: "\(path)/log.jsonl") else { return false }
    defer { try? handle.close() }
    let start = (try? handle.read(upToCount: 4096)) ?? nil
    let line = String(decoding: start ?? Data(), as: UTF8.self).prefix { $0 != "\n" }
    return line.contains("\"schema\":\"\(logSchema)\"")
  }

  /// Creates a folder, or empties that of an earlier run.
  private static func prepare(_ path: String) throws(RunFolderError) {
    let manager = FileManager.default
    guard manager.fileExists(atPath: path) else { return try create(path) }
    try checkUsable(path)
    do {
      let contents = try manager.contentsOfDirectory(atPath: path)
      // The result goes first and the log last: what is left when this is cut short is still a run,
      // and not a finished one.
      for name in files where contents.contains(name) {
        try manager.removeItem(atPath: "\(path)/\(name)")
      }
    } catch {
      throw .notWritable(path, reason: "\(error.localizedDescription)")
    }
  }

  /// Checks that what is at a path is a folder, empty or of a run.
  private static func checkUsable(_ path: String) throws(RunFolderError) {
    var isFolder: ObjCBool = false
    let manager = FileManager.default
    guard manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw .notAFolder(path)
    }
    guard let contents = try? manager.contentsOfDirectory(atPath: path) else {
      throw .notWritable(path, reason: String(cString: strerror(EACCES)))
    }
    guard contents.isEmpty || isRun(path) else { throw .occupied(path) }
  }

  /// Creates a folder named after a time and a command, with a number if that is taken.
  static func createFresh(
    in parent: String, for command: String, date: Date
  ) throws(RunFolderError) -> String {
    try create(parent)
    let style = Date.ISO8601FormatStyle(timeSeparator: .omitted)
    let name = "\(parent)/\(date.formatted(style))-\(command)"
    var (path, number) = (name, 1)
    while mkdir(path, 0o777) != 0 {
      guard errno == EEXIST else { throw RunFolderFiles.failure(path) }
      number += 1
      path = "\(name)-\(number)"
    }
    return path
  }

  /// Creates a folder and those above it, as far as they are missing.
  static func create(_ path: String) throws(RunFolderError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      let posix = (error as? CocoaError)?.underlying as? POSIXError
      throw .notWritable(
        path,
        reason: posix.map { String(cString: strerror($0.code.rawValue)) }
          ?? error.localizedDescription)
    }
  }
}
