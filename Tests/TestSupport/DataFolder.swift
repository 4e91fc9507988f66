public import Foundation
public import Testing

/// The folder with data sets that are no part of the package (`SYMMETRON_DATA`), if there is one.
public let dataFolder: URL? = {
  let path = ProcessInfo.processInfo.environment["SYMMETRON_DATA"] ?? ""
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
  else { return nil }
  return URL(fileURLWithPath: path, isDirectory: true)
}()

extension Trait where Self == ConditionTrait {
  /// Skips a test, and says so, if ``dataFolder`` has no such file.
  public static func needsData(_ file: String) -> Self {
    .enabled(
      if: dataFolder.map {
        FileManager.default.fileExists(atPath: $0.appendingPathComponent(file).path)
      } ?? false, "the folder SYMMETRON_DATA, if it is set, has no \(file)")
  }
}
