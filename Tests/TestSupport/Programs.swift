import Foundation
public import Testing

/// The path of a program; nil if it is not installed.
public func program(_ names: String...) -> String? {
  let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  return names.lazy.flatMap { name in folders.lazy.map { "\($0)/\(name)" } }
    .first { FileManager.default.isExecutableFile(atPath: $0) }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test, and says so, where a program is not installed.
  public static func needsProgram(_ name: String) -> Self {
    .enabled(if: program(name) != nil, "\(name) is not installed")
  }
}
