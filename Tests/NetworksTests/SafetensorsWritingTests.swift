import Foundation
import Networks
import Tensors
import Testing

/// A write that fails leaves the old file as it was, and nothing beside it.
@Suite struct SafetensorsWritingTests {
  private static var old: Safetensors {
    var file = Safetensors()
    file["old"] = .float(Tensor([1, 2, 3]))
    return file
  }

  @Test func replaces() throws {
    try SafetensorsFiles.withPath { path in
      try Self.old.write(to: path)
      try SafetensorsTests.sample.write(to: path)
      #expect(try Safetensors(contentsOf: path) == SafetensorsTests.sample)
      #expect(try SafetensorsFiles.folder(of: path) == ["a.safetensors"])
    }
  }

  @Test func missingFolder() throws {
    let path = "/nowhere/at/all.safetensors"
    let reason = String(cString: strerror(ENOENT))
    #expect(throws: NetworkError.unwritableFile(path, reason: reason)) {
      try Self.old.write(to: path)
    }
  }

  /// The temporary file can be written, but not renamed.
  @Test func folderInTheWay() throws {
    try SafetensorsFiles.withPath { path in
      let inner = path + "/inner"
      try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
      let reason = String(cString: strerror(EISDIR))
      #expect(throws: NetworkError.unwritableFile(path, reason: reason)) {
        try Self.old.write(to: path)
      }
      #expect(try SafetensorsFiles.folder(of: path) == ["a.safetensors"])
      #expect(try SafetensorsFiles.folder(of: inner) == ["inner"])
    }
  }

  /// The temporary name, longer than the name, is too long for the file system.
  @Test func noTemporaryFile() throws {
    try SafetensorsFiles.withPath { path in
      let long = path.dropLast(13) + String(repeating: "x", count: 250)
      try SafetensorsTests.sample.write(to: path)
      try FileManager.default.moveItem(atPath: path, toPath: String(long))
      #expect(throws: NetworkError.self) { try Self.old.write(to: String(long)) }
      #expect(try Safetensors(contentsOf: String(long)) == SafetensorsTests.sample)
      #expect(try SafetensorsFiles.folder(of: path).count == 1)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write into every folder"))
  func readOnlyFolder() throws {
    try SafetensorsFiles.withPath { path in
      try Self.old.write(to: path)
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      chmod(folder, 0o555)
      defer { chmod(folder, 0o755) }
      let reason = String(cString: strerror(EACCES))
      #expect(throws: NetworkError.unwritableFile(path, reason: reason)) {
        try SafetensorsTests.sample.write(to: path)
      }
      #expect(try Safetensors(contentsOf: path) == Self.old)
    }
  }

  #if compiler(>=6.2)
  /// A process whose files may not grow beyond 4096 bytes fails in the middle of the data.
  @Test func failsHalfway() async {
    await #expect(processExitsWith: .success) {
      try SafetensorsFiles.withPath { path in
        try Self.old.write(to: path)
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
        #if os(Linux)
        try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
        #else
        try #require(setrlimit(RLIMIT_FSIZE, &limit) == 0)
        #endif
        var large = Self.old
        large["large"] = .double(.zeros([1000]))
        let reason = String(cString: strerror(EFBIG))
        #expect(throws: NetworkError.unwritableFile(path, reason: reason)) {
          try large.write(to: path)
        }
        #expect(try Safetensors(contentsOf: path) == Self.old)
        #expect(try SafetensorsFiles.folder(of: path) == ["a.safetensors"])
      }
    }
  }
  #endif
}
