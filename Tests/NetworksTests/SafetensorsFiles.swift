import Foundation
import Networks
import Tensors
import Testing

/// Files of the tests of ``Safetensors``, and the Python package that they are compared with.
enum SafetensorsFiles {
  private static let tests = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file that the Python package wrote (`Tests/Reference/safetensors_fixture.py`).
  static let fixture = tests.appendingPathComponent(
    "NetworksTests/Fixtures/safetensors-python.safetensors"
  ).path

  /// The path of a file that is not there yet, in a folder that is there while `body` runs.
  @discardableResult
  static func withPath<Result>(_ body: (_ path: String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("symmetron-safetensors-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.appendingPathComponent("a.safetensors").path)
  }

  /// What is in the folder of a file.
  static func folder(of path: String) throws -> [String] {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  static func bytes(of path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// The bytes of a file with a header of any text, not padded.
  static func file(header: some Collection<UInt8>, data: [UInt8] = []) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + data
  }

  /// What is read from some bytes.
  static func read(_ bytes: [UInt8], at path: String) throws -> Result<Safetensors, NetworkError> {
    let stream = try #require(fopen(path, "wb"))  // Data.write would wait for the disk
    fwrite(bytes, 1, bytes.count, stream)
    fclose(stream)
    return Result { () throws(NetworkError) in try Safetensors(contentsOf: path) }
  }

  static let hasPackage = python(["-c", "import safetensors, numpy"]) != nil

  /// The lines that the script of the fixture prints.
  static func script(_ arguments: String...) throws -> [String] {
    let path = tests.appendingPathComponent("Reference/safetensors_fixture.py").path
    return try #require(python([path] + arguments)).split(separator: "\n").map(String.init)
  }

  private static func python(_ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: output, as: UTF8.self) : nil
  }
}

extension Safetensors {
  /// The tensor of a name, if it is one of `Float`.
  func floats(_ name: String) -> Tensor<Float>? {
    if case .float(let tensor) = self[name] { tensor } else { nil }
  }
}
