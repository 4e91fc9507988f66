import Foundation
import Symmetron
import Yams

/// `--config FILE`: options from a YAML file such as the `config.yaml` of an earlier run, before those
/// of the command line, which win.
enum ConfigurationFile {
  /// The arguments with every `--config FILE` replaced by the options of the file.
  static func expanded(_ arguments: [String]) throws -> [String] {
    var (rest, options): ([String], [String]) = ([], [])
    var command: String?
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if argument == "--config" || argument.hasPrefix("--config=") {
        let path: String
        if argument == "--config" {
          index += 1
          guard index < arguments.count else {
            throw Failure(message: "--config needs a file", code: Failure.usage)
          }
          path = arguments[index]
        } else {
          path = String(argument.dropFirst("--config=".count))
        }
        let file = try read(path)
        command = file.command ?? command
        options += file.options
      } else {
        rest.append(argument)
      }
      index += 1
    }
    guard !options.isEmpty || command != nil else { return rest }
    if let first = rest.first, !first.hasPrefix("-") {
      return [first] + options + rest.dropFirst()
    }
    return [command].compactMap { $0 } + options + rest
  }

  private static func read(_ path: String) throws -> (command: String?, options: [String]) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(
        message:
          "\(path): there is no such file. --config takes a YAML file of options, such as the "
          + "config.yaml of an earlier run.", code: Failure.missingInput)
    }
    let loaded: Any?
    do {
      loaded = try Yams.load(yaml: String(contentsOfFile: path, encoding: .utf8))
    } catch {
      throw Failure(message: "\(path): \(error)", code: Failure.badData)
    }
    guard let mapping = loaded as? [String: Any] else {
      throw Failure(
        message: "\(path): expected lines of the form `option: value`", code: Failure.badData)
    }
    var options: [String] = []
    for key in mapping.keys.sorted() where key != "command" && key != "version" {
      switch mapping[key] {
      case let flag as Bool: if flag { options.append("--\(key)") }
      case is NSNull, nil: break
      case let list as [Any]:
        options.append("--\(key)=\(list.map { "\($0)" }.joined(separator: ","))")
      case let value?: options.append("--\(key)=\(value)")
      }
    }
    return (mapping["command"] as? String, options)
  }
}
