import Foundation
import Networks
import Tensors
import Testing

/// Damaged files: every one is refused with a message, or is a valid file of other contents.
@Suite(.timeLimit(.minutes(1))) struct SafetensorsDamageTests {
  typealias Problem = NetworkError.SafetensorsProblem

  /// A header, the data behind it, and what is wrong.
  struct Damage: CustomTestStringConvertible {
    let header: String
    var data = 8
    let problem: Problem
    var testDescription: String { String(header.prefix(80)) }
  }

  private static func tensor(_ type: String, _ shape: String, _ offsets: String) -> String {
    "{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
  }
  private static let good = tensor("F32", "[2]", "[0,8]")

  static let places: [Damage] = [
    .init(
      header: "{\"w\":\(tensor("F32", "[3]", "[0,8]"))}",
      problem: .wrongSize(tensor: "w", shape: [3], type: "F32", expected: 12, found: 8)),
    .init(
      header: "{\"w\":\(tensor("F64", "[0,3]", "[0,8]"))}",
      problem: .wrongSize(tensor: "w", shape: [0, 3], type: "F64", expected: 0, found: 8)),
    .init(
      header: "{\"w\":\(tensor("F32", "[4]", "[0,16]"))}",
      problem: .outOfRange(tensor: "w", end: 16, available: 8)),
    .init(
      header: "{\"w\":\(tensor("U8", "[0]", "[9,9]")),\"v\":\(good)}",
      problem: .outOfRange(tensor: "w", end: 9, available: 8)),
    .init(
      header: "{\"v\":\(good),\"w\":\(tensor("F32", "[1]", "[4,8]"))}",
      problem: .misplaced(tensor: "w", begin: 4, expected: 8)),
    .init(
      header: "{\"v\":\(good),\"w\":\(good)}",
      problem: .misplaced(tensor: "w", begin: 0, expected: 8)),
    .init(
      header: "{\"w\":\(tensor("F32", "[1]", "[4,8]"))}",
      problem: .misplaced(tensor: "w", begin: 4, expected: 0)),
    .init(
      header: "{\"v\":\(good),\"w\":\(tensor("U8", "[0]", "[4,4]"))}",
      problem: .misplaced(tensor: "w", begin: 4, expected: 8)),
    .init(header: "{\"w\":\(good)}", data: 11, problem: .trailingBytes(3)),
    .init(header: "{}", problem: .trailingBytes(8)),
    .init(header: "{\"v\":\(good),\"v\":\(good)}", problem: .duplicateName("v")),
    .init(header: "{\"v\":\(good),\"\\u0076\":\(good)}", problem: .duplicateName("v")),
    .init(
      header: "{\"\u{E9}\":\(good),\"e\u{301}\":\(good)}", problem: .duplicateName("e\u{301}")),
    .init(
      header: "{\"w\":\(tensor("F32", "[4611686018427387904,2]", "[0,8]"))}",
      problem: .shapeTooLarge(tensor: "w", shape: [1 << 62, 2])),
    .init(
      header: "{\"w\":\(tensor("F32", "[0,4611686018427387904,2]", "[0,0]"))}", data: 0,
      problem: .shapeTooLarge(tensor: "w", shape: [0, 1 << 62, 2])),
  ]

  static let fields: [Damage] = [
    .init(
      header: "{\"w\":\(tensor("I32", "[2]", "[0,8]"))}",
      problem: .unsupportedType(tensor: "w", type: "I32")),
    .init(
      header: "{\"w\":\(tensor("f32", "[2]", "[0,8]"))}",
      problem: .unsupportedType(tensor: "w", type: "f32")),
    .init(
      header: "{\"w\":{\"shape\":[2],\"data_offsets\":[0,8]}}",
      problem: .badField(tensor: "w", field: "dtype", found: nil)),
    .init(
      header: "{\"w\":{\"dtype\":4,\"shape\":[2],\"data_offsets\":[0,8]}}",
      problem: .badField(tensor: "w", field: "dtype", found: "4")),
    .init(
      header: "{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}",
      problem: .badField(tensor: "w", field: "shape", found: nil)),
    .init(
      header: "{\"w\":\(tensor("F32", "[-2]", "[0,8]"))}",
      problem: .badField(tensor: "w", field: "shape", found: "[-2]")),
    .init(
      header: "{\"w\":\(tensor("F32", "[2.0]", "[0,8]"))}",
      problem: .badField(tensor: "w", field: "shape", found: "[2.0]")),
    .init(
      header: "{\"w\":\(tensor("F32", "[9223372036854775808]", "[0,8]"))}",
      problem: .badField(tensor: "w", field: "shape", found: "[9223372036854775808]")),
    .init(
      header: "{\"w\":\(tensor("F32", "2", "[0,8]"))}",
      problem: .badField(tensor: "w", field: "shape", found: "2")),
    .init(
      header: "{\"w\":\(tensor("F32", "[2]", "[8,0]"))}",
      problem: .badField(tensor: "w", field: "data_offsets", found: "[8, 0]")),
    .init(
      header: "{\"w\":\(tensor("F32", "[2]", "[8]"))}",
      problem: .badField(tensor: "w", field: "data_offsets", found: "[8]")),
    .init(
      header: "{\"w\":\(tensor("F32", "[2]", "[-8,0]"))}",
      problem: .badField(tensor: "w", field: "data_offsets", found: "[-8, 0]")),
    .init(header: "{\"w\":true}", problem: .badField(tensor: "w", field: "value", found: "true")),
    .init(header: "{\"__metadata__\":[]}", problem: .badMetadata(found: "[]")),
    .init(header: "{\"__metadata__\":{\"a\":1}}", problem: .badMetadata(found: "1")),
  ]

  @Test(arguments: places + fields)
  func damage(_ damage: Damage) throws {
    try SafetensorsFiles.withPath { path in
      let data = [UInt8](repeating: 0, count: damage.data)
      let bytes = SafetensorsFiles.file(header: Array(damage.header.utf8), data: data)
      let outcome = try SafetensorsFiles.read(bytes, at: path)
      #expect(outcome == .failure(.unreadableSafetensors(path, damage.problem)))
      let part =
        switch damage.problem {
        case .trailingBytes: "data: "
        case .duplicateName, .badMetadata: "header: "
        default: "tensor 'w': "
        }
      #expect(
        NetworkError.unreadableSafetensors(path, damage.problem).description
          .hasPrefix(path + ": " + part))
    }
  }

  /// The byte at which a header stops being a JSON object.
  @Test(arguments: [
    ("", 0), (" {}", 0), ("[]", 0), ("{", 1), ("{}x", 2), ("{\"a\"}", 4), ("{\"a\":}", 5),
    ("{\"a\":1,}", 7), ("{\"a\":[1 2]}", 8), ("{\"a\":01}", 5), ("{\"a\":+1}", 5),
    ("{\"a\":1.}", 5), ("{\"a\":1e}", 5), ("{\"a\":nul}", 5), ("{\"a", 3), ("{\"\n\":1}", 2),
    ("{\"\\x\":1}", 4), ("{\"\\u12\":1}", 6), ("{\"\\ud800\":1}", 8),
    ("{\"\\ud800\\u0041\":1}", 14), ("{\"\\udc00\":1}", 8), ("{\"\\u", 4), ("{\"\\", 4),
    ("{\"a\":" + String(repeating: "[", count: 40), 20), ("\u{FEFF}{}", 0),
  ])
  func notJSON(header: String, byte: Int) throws {
    try SafetensorsFiles.withPath { path in
      let bytes = SafetensorsFiles.file(header: Array(header.utf8))
      guard
        case .failure(.unreadableSafetensors(path, .headerNotJSON(let found, let reason))) =
          try SafetensorsFiles.read(bytes, at: path)
      else {
        Issue.record("\(header) is read")
        return
      }
      #expect(found == byte && !reason.isEmpty)
    }
  }

  /// White space, escapes and fields that the format does not know are no damage.
  @Test func unusualHeader() throws {
    let header =
      "{ \"__metadata__\" : {\"\\u00e9\\/\\b\\f\\r\" : \"\\ud83d\\ude80\"}\r\n,\t\"w\":{\"new\":"
      + "[{}, null, -1.5e+9, false, \"\"],\"data_offsets\":[0,8],\"shape\":[2],\"dtype\":\"F32\"}} \n"
    try SafetensorsFiles.withPath { path in
      let bytes = SafetensorsFiles.file(
        header: Array(header.utf8), data: [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
      let file = try SafetensorsFiles.read(bytes, at: path).get()
      #expect(file.metadata == ["é/\u{8}\u{C}\r": "🚀"])
      #expect(file.names == ["w"])
      #expect(file["w"] == .float(Tensor([1, -2])))
    }
  }

  @Test func sizes() throws {
    try SafetensorsFiles.withPath { path in
      func expect(_ bytes: [UInt8], _ problem: Problem) throws {
        let outcome = try SafetensorsFiles.read(bytes, at: path)
        #expect(outcome == .failure(.unreadableSafetensors(path, problem)))
      }
      try expect([], .tooShort(bytes: 0))
      try expect([2, 0, 0, 0, 0, 0, 0], .tooShort(bytes: 7))
      try expect([2, 0, 0, 0, 0, 0, 0, 0, 123], .headerTooLong(bytes: 2, available: 1))
      try expect(
        [0, 0xE1, 0xF5, 5, 0, 0, 0, 0], .headerTooLong(bytes: 100_000_000, available: 0))
      try expect(
        [1, 0xE1, 0xF5, 5, 0, 0, 0, 0], .headerOverLimit(bytes: 100_000_001, limit: 100_000_000))
      try expect(
        Array(repeating: 0xFF, count: 9), .headerOverLimit(bytes: .max, limit: 100_000_000))
      try expect(
        SafetensorsFiles.file(header: [123, 34, 0xFF, 34]),
        .headerNotJSON(byte: 0, reason: "the text is not in UTF-8"))
    }
  }

  @Test func files() throws {
    try SafetensorsFiles.withPath { path in
      #expect(throws: NetworkError.missingFile(path)) { try Safetensors(contentsOf: path) }
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      #expect(throws: NetworkError.unreadableFile(folder, reason: "it is a folder")) {
        try Safetensors(contentsOf: folder)
      }
      try #require(mkfifo(path, 0o600) == 0)
      #expect(throws: NetworkError.unreadableFile(path, reason: "it is no regular file")) {
        try Safetensors(contentsOf: path)
      }
    }
  }

  /// The fixture without its end, of every length.
  @Test func truncated() throws {
    let whole = try SafetensorsFiles.bytes(of: SafetensorsFiles.fixture)
    try SafetensorsFiles.withPath { path in
      for count in whole.indices {
        guard case .failure(let error) = try SafetensorsFiles.read(Array(whole[..<count]), at: path)
        else {
          Issue.record("\(count) bytes are read")
          continue
        }
        #expect(error.description.hasPrefix(path + ": "))
      }
      #expect(throws: Never.self) { try SafetensorsFiles.read(whole, at: path).get() }
    }
  }

  /// The fixture with every single bit flipped, and with random bytes replaced, removed or repeated.
  ///
  /// What is still read is written again and read to the same. The Python package, if it is there,
  /// accepts the same files.
  @Test func fuzz() throws {
    let whole = try SafetensorsFiles.bytes(of: SafetensorsFiles.fixture)
    var rng = Philox(seed: 3)
    var variants = whole.indices.flatMap { place in
      (0..<8).map { bit in
        var bytes = whole
        bytes[place] ^= 1 << bit
        return bytes
      }
    }
    for _ in 0..<4000 { variants.append(Self.mutated(whole, using: &rng)) }
    var outcomes: [(path: String, error: NetworkError?)] = []
    try SafetensorsFiles.withPath { path in
      for (index, bytes) in variants.enumerated() {
        let file = "\(path).\(index)"
        switch try SafetensorsFiles.read(bytes, at: file) {
        case .success(let read):
          if index % 50 == 0 { try Self.expectSameAgain(read, at: path) }
          outcomes.append((file, nil))
        case .failure(let error):
          #expect(error.description.hasPrefix(file + ": "))
          outcomes.append((file, error))
        }
      }
      let accepted = outcomes.count { $0.error == nil }
      #expect(accepted > 1000 && accepted < variants.count - 1000)
      guard SafetensorsFiles.hasPackage else { return }
      try outcomes.map(\.path).joined(separator: "\n").write(
        toFile: path, atomically: false, encoding: .utf8)
      let verdicts = try SafetensorsFiles.script("--accepts", path)
      #expect(verdicts.count == outcomes.count)
      for ((_, error), verdict) in zip(outcomes, verdicts) {
        switch error {
        case nil: #expect(verdict == "True")
        case .unreadableSafetensors(_, .unsupportedType), .unreadableSafetensors(_, .duplicateName):
          break  // the package knows more types, and keeps the last of equal names
        default: #expect(verdict == "False")
        }
      }
    }
  }

  /// Compared as bytes, because NaN is not equal to itself.
  private static func expectSameAgain(_ file: Safetensors, at path: String) throws {
    try file.write(to: path)
    let bytes = try SafetensorsFiles.bytes(of: path)
    let again = try Safetensors(contentsOf: path)
    #expect(again.names == file.names && again.metadata == file.metadata)
    try again.write(to: path)
    #expect(try SafetensorsFiles.bytes(of: path) == bytes)
  }

  private static func mutated(_ whole: [UInt8], using rng: inout Philox) -> [UInt8] {
    let letters = Array("{}[]\",:\\0123456789-.eEu ".utf8)
    var bytes = whole
    for _ in 0..<Int.random(in: 1...3, using: &rng) {
      let place = Int.random(in: 0..<bytes.count, using: &rng)
      let letter = letters[Int.random(in: 0..<letters.count, using: &rng)]
      switch Int.random(in: 0..<5, using: &rng) {
      case 0: bytes[place] = letter
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &rng)
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(letter, at: place)
      default: bytes.insert(contentsOf: bytes[place..<min(place + 9, bytes.count)], at: place)
      }
    }
    return bytes
  }
}
