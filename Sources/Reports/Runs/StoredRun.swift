internal import Datasets
internal import Foundation
internal import Tensors
internal import Yams

/// What is in the folder of a run, as far as it can be read; what cannot is noted.
///
/// Checked by: `RunReportTests`.
struct StoredRun {
  /// The path of the folder.
  let path: String
  /// How the run ended.
  let status: RunFolder.Status
  /// The options of `config.yaml`.
  let options: [Option]
  /// The schema of `result.json`; nil if that cannot be read.
  let schema: String?
  /// What `arrays.npz` holds.
  let arrays: [String: Tensor<Double>]
  /// The log, as far as it can be read.
  let log: [Event]
  /// What is missing or damaged, in sentences.
  private(set) var problems: [String] = []
  private let result: Data

  /// An option with its values: a list may have several, a flag is `true` or `false`.
  struct Option {
    let name: String
    let values: [String]
    let isFlag: Bool
  }

  /// An entry of the log.
  struct Event: Decodable {
    /// When, in UTC.
    let time: String
    /// What happened.
    let message: String
  }

  private struct Header: Decodable { let schema: String }

  /// Reads a folder.
  ///
  /// - Throws: `.notARun` if the folder is not that of a run.
  init(contentsOf path: String) throws(RunFolderError) {
    let present = RunFolder.parts.filter { access("\(path)/\($0)", F_OK) == 0 }
    guard !present.isEmpty else { throw .notARun(path) }
    var problems: [String] = []
    func data(_ name: String) -> Data {
      if let data = FileManager.default.contents(atPath: "\(path)/\(name)") { return data }
      problems.append("\(name) is missing, or cannot be read.")
      return Data()
    }
    (self.path, status) = (
      path, present.contains("result.json") ? .done : RunFolder.status(of: path) ?? .running
    )
    let lines = data("log.jsonl").split(separator: UInt8(ascii: "\n"))
    log = lines.compactMap { try? JSONDecoder().decode(Event.self, from: $0) }
    if present.contains("log.jsonl"), log.isEmpty || log.count < lines.count {
      problems.append(
        "log.jsonl is damaged: \(lines.count - log.count) of its lines cannot be read.")
    }
    let text = data("config.yaml")
    options = Self.options(String(decoding: text, as: UTF8.self))
    if present.contains("config.yaml"), options.isEmpty {
      problems.append("config.yaml is damaged: it is no list of options.")
    }
    if status == .done {
      result = data("result.json")
      schema = try? JSONDecoder().decode(Header.self, from: result).schema
      if schema == nil { problems.append("result.json is damaged: it is no JSON with a schema.") }
      do throws(DatasetError) { arrays = try NPZArchive.read(from: "\(path)/arrays.npz") } catch {
        arrays = [:]
        problems.append(
          "arrays.npz is missing or damaged: the figures that need it are left out. \(error)")
      }
      if arrays.isEmpty, problems.last?.hasPrefix("arrays.npz") != true {
        problems.append("arrays.npz is damaged: it holds no arrays.")
      }
    } else {
      (result, schema, arrays) = (Data(), nil, [:])
      let isDone =
        lines.last.map { String(decoding: $0, as: UTF8.self).contains("\"done\"") } ?? false
      let why = status == .running ? "it still goes on, or was killed" : status.rawValue
      problems.append(
        isDone
          ? "result.json is missing: by its log the run is done."
          : "result.json is not there: the run did not end (\(why)).")
    }
    self.problems = problems
  }

  /// The result as a document of the given type; nil, with a problem noted, if it is none.
  mutating func document<Document: Decodable>(_ type: Document.Type) -> Document? {
    do { return try ResultJSON.decoder.decode(type, from: result) } catch {
      problems.append("result.json is damaged: \(Self.words(error)).")
      return nil
    }
  }

  /// The first value of an option.
  func option(_ name: String) -> String? { options.first { $0.name == name }?.values.first }

  /// The command that repeats the run, as it would be typed; nil if its options are lost.
  var command: String? {
    guard let command = option("command") else { return nil }
    let arguments = options.filter { !["command", "version"].contains($0.name) }.map { option in
      if option.isFlag {
        return option.values == ["true"] ? "--\(option.name)" : "--no-\(option.name)"
      }
      let value = Self.list(option.values)
      // What begins with a minus sign would be taken for an option.
      return "--\(option.name)" + (value.hasPrefix("-") ? "=" : " ") + Self.shell(value)
    }
    return (["symmetron", command] + arguments).joined(separator: " ")
  }

  /// Names in a list as an option takes them: those with commas are quoted.
  static func list(_ names: [String]) -> String {
    guard names.count > 1 else { return names.first ?? "" }
    return names.map { name in
      name.contains(where: { ",\"".contains($0) })
        ? "\"" + name.replacing("\"", with: "\"\"") + "\"" : name
    }.joined(separator: ",")
  }

  /// A word that a shell takes as it is.
  static func shell(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,+=@%".utf8.contains(
          byte)
      }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// The options of a file, without those that are not set.
  private static func options(_ text: String) -> [Option] {
    guard let mapping = (try? Yams.compose(yaml: text))?.mapping else { return [] }
    return mapping.compactMap { key, value in
      guard let name = key.string else { return nil }
      if let list = value.sequence {
        return Option(name: name, values: list.compactMap { $0.scalar?.string }, isFlag: false)
      }
      guard let scalar = value.scalar else { return nil }
      // In quotes these would be texts.
      let isPlain = scalar.style == .plain
      if isPlain, ["", "~", "null"].contains(scalar.string) { return nil }
      return Option(
        name: name, values: [scalar.string],
        isFlag: isPlain && ["true", "false"].contains(scalar.string))
    }
  }

  private static func words(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is not what it should be"
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
      "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' has a value that is not known"
    default: "it is no JSON"
    }
  }
}
