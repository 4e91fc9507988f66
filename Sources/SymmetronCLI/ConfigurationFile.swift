import Foundation
import Symmetron
import Yams

/// `--config FILE`: options from a YAML file such as the `config.yaml` of an earlier run, before those
/// of the command line, which win.
struct ConfigurationFile {
  /// The file.
  let path: String
  /// The command that the file is for, if it says so.
  let command: String?
  /// The options, as they would be typed.
  let arguments: [String]

  /// Options that are switched on, and those of them that can be switched off.
  private static let flags = ["json", "categorical", "header", "picture"]
  private static let switches = ["categorical", "header", "picture"]

  /// The options of every command that can be repeated.
  private static let commands = [
    "discover": DiscoverCommand.optionNames, "algebra": AlgebraCommand.optionNames,
    "flows": FlowsCommand.optionNames, "cicy": CICYCommand.optionNames,
    "orbits": OrbitsCommand.optionNames, "generators": GeneratorsCommand.optionNames,
  ]

  /// The file that arguments name, and the arguments with its options in its place.
  ///
  /// - Throws: A ``Failure`` if the file is missing or holds anything but options of the command.
  static func expand(
    _ arguments: [String]
  ) throws -> (file: ConfigurationFile?, arguments: [String]) {
    var rest = arguments
    let path: String
    if let folder = try take("--resume", "folder", from: &rest) {
      path = folder + "/config.yaml"
      rest.append("--resume=\(folder)")
    } else if let file = try take("--config", "file", from: &rest) {
      path = file
    } else {
      return (nil, arguments)
    }
    let named = rest.first.flatMap { commands[$0] == nil ? nil : $0 }
    let file = try ConfigurationFile(path: path, for: named)
    if named != nil { rest.removeFirst() }
    let command = [named ?? file.command].compactMap { $0 }
    return (file, command + file.arguments + rest)
  }

  /// Takes an option and its value out of arguments, if it is there.
  private static func take(
    _ option: String, _ what: String, from rest: inout [String]
  ) throws -> String? {
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    guard
      let place = rest[..<end].firstIndex(where: { $0 == option || $0.hasPrefix(option + "=") })
    else { return nil }
    let taken = rest.remove(at: place)
    if taken != option { return String(taken.dropFirst(option.count + 1)) }
    guard place < rest.endIndex else {
      throw Failure(message: "\(option) needs a \(what)", code: Failure.usage)
    }
    return rest.remove(at: place)
  }

  private init(path: String, for named: String?) throws {
    func failure(_ message: String) -> Failure {
      Failure(message: "\(path): \(message)", code: Failure.badData)
    }
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(
        message:
          "\(path): there is no such file. --config takes a YAML file of options, such as the "
          + "config.yaml of an earlier run.", code: Failure.missingInput)
    }
    let node: Node?
    do {
      node = try Yams.compose(yaml: String(contentsOfFile: path, encoding: .utf8))
    } catch let error as YamlError {
      throw failure("\(error)")
    } catch {
      throw failure("cannot be read as text")
    }
    guard let mapping = node?.mapping else {
      throw failure("expected lines of the form `option: value`")
    }
    let command = mapping["command"]?.string
    if let command, Self.commands[command] == nil {
      throw failure("there is no command '\(command)' to repeat")
    }
    if let command, let named, command != named {
      throw failure("these are options of `symmetron \(command)`, not of `symmetron \(named)`")
    }
    let known = (command ?? named).flatMap { Self.commands[$0] }
    var arguments: [String] = []
    for (key, value) in mapping {
      let key = key.string ?? ""
      if ["command", "version"].contains(key) { continue }
      if let known, !known.contains(key) {
        throw failure(
          "there is no option '\(key)'. Known are \(known.sorted().joined(separator: ", ")).")
      }
      guard let text = try Self.argument(key, value, failure: failure) else { continue }
      arguments.append(text)
    }
    (self.path, self.command, self.arguments) = (path, command, arguments)
  }

  /// An option as it would be typed; nil if it is absent or off.
  private static func argument(
    _ key: String, _ value: Node, failure: (String) -> Failure
  ) throws -> String? {
    if let list = value.sequence {
      return "--\(key)=" + ColumnList.text(of: list.compactMap { $0.scalar?.string })
    }
    guard let scalar = value.scalar else { throw failure("'\(key)' must be a value or a list") }
    if scalar.style == .plain, ["", "~", "null"].contains(scalar.string) { return nil }
    guard flags.contains(key) else { return "--\(key)=\(scalar.string)" }
    switch scalar.string {
    case "true": return "--\(key)"
    case "false": return switches.contains(key) ? "--no-\(key)" : nil
    default: throw failure("'\(key)' must be true or false, not '\(scalar.string)'")
    }
  }
}
