import Foundation
import Networks
import Tensors
import Testing

/// Files written and read here, compared with the text of the format and with the Python package.
@Suite struct SafetensorsTests {
  /// One tensor of every kind, with empty ones, a single number, and names that need escapes.
  static var sample: Safetensors {
    var file = Safetensors(metadata: ["step": "12", "说明": "a \"text\"\n\u{1} \\ é 🚀", "": ""])
    file["bytes"] = .bytes([0, 127, 255], shape: [3])
    file["weight"] = .float(Tensor([1.5, -0.0, .infinity, 0x1p-149, 3, 4], shape: [2, 3]))
    file["quote \" slash \\ line \n é 🚀"] = .double(Tensor([0.1, -1e-300], shape: [2, 1]))
    file["step"] = .integers([.min, 1 << 53 + 1, .max], shape: [1, 3])
    file["scalar"] = .float(Tensor([2.5], shape: []))
    file["no rows"] = .float(.zeros([0, 3]))
    file["no bytes"] = .bytes([], shape: [2, 0])
    file[""] = .double(Tensor([7]))
    return file
  }

  @Test func roundTrip() throws {
    try SafetensorsFiles.withPath { path in
      try Self.sample.write(to: path)
      let read = try Safetensors(contentsOf: path)
      #expect(read == Self.sample)
      #expect(read.names == Self.sample.names)
      #expect(read.names.first == "bytes" && read.names.count == 8)
      let weight = try #require(read.floats("weight"))
      #expect(weight.scalars[1].sign == .minus)
      #expect(try SafetensorsFiles.folder(of: path) == ["a.safetensors"])
    }
  }

  /// The bytes that the format asks for, put together by hand.
  @Test func writtenBytes() throws {
    var file = Safetensors(metadata: ["k": "v"])
    file["b"] = .bytes([9], shape: [1])
    file["a"] = .float(Tensor([1, -2], shape: [2]))
    let header =
      "{\"__metadata__\":{\"k\":\"v\"},"
      + "\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[8,9]},"
      + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let data: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 9]
    try SafetensorsFiles.withPath { path in
      try file.write(to: path)
      let expected = SafetensorsFiles.file(header: Array(padded.utf8), data: data)
      #expect(try SafetensorsFiles.bytes(of: path) == expected)
    }
  }

  /// Headers of every length: the data begins at a multiple of eight.
  @Test func alignment() throws {
    try SafetensorsFiles.withPath { path in
      for length in 0..<17 {
        var file = Safetensors()
        file[String(repeating: "x", count: length)] = .double(Tensor([1]))
        try file.write(to: path)
        #expect(try SafetensorsFiles.bytes(of: path).count % 8 == 0)
        #expect(try Safetensors(contentsOf: path) == file)
      }
    }
  }

  @Test func withoutTensors() throws {
    try SafetensorsFiles.withPath { path in
      try Safetensors().write(to: path)
      #expect(try Safetensors(contentsOf: path) == Safetensors())
      try Safetensors(metadata: ["a": "b"]).write(to: path)
      #expect(try Safetensors(contentsOf: path) == Safetensors(metadata: ["a": "b"]))
    }
  }

  @Test func collection() {
    var file = Self.sample
    file["weight"] = .float(Tensor([1]))
    #expect(file.names == Self.sample.names)
    #expect(file["weight"]?.shape == [1])
    file["weight"] = nil
    file["weight"] = nil
    #expect(file.names == Self.sample.names.filter { $0 != "weight" })
    file["weight"] = .float(Tensor([1]))
    #expect(file.names.last == "weight")
  }

  @Test func readsPython() throws {
    let file = try Safetensors(contentsOf: SafetensorsFiles.fixture)
    #expect(file.metadata == ["format": "np", "说明": "a \"text\"\n\u{1}"])
    #expect(file.names.count == 10)
    let weight: [Float] = [-0.5, -0.25, 0, 0.25, 0.5, 0.75]
    #expect(file["layers.0.weight"] == .float(Tensor(weight, shape: [2, 3])))
    #expect(file["layers.0.bias"] == .float(Tensor([0x1p-149, -.infinity, 3.4028235e38])))
    #expect(file["double"] == .double(Tensor([0.1, -1e-300], shape: [2, 1])))
    #expect(file["step"] == .integers([.min, 9_007_199_254_740_993, .max], shape: [3]))
    #expect(file["bytes"] == .bytes([0, 127, 128, 1, 2, 255], shape: [2, 3]))
    #expect(file["half"] == .float(Tensor([1.5, -65504, 0x1p-24, .infinity, -0.0])))
    #expect(file["scalar"] == .float(Tensor([2.5], shape: [])))
    #expect(file["empty"] == .double(.zeros([0, 3])))
    #expect(file["quote \" slash \\ line \n tab \t é 🚀"] == .integers([7], shape: [1]))
    let brain = try #require(file.floats("brain"))
    #expect(brain.shape == [2, 2])
    #expect(brain.scalars.map(\.bitPattern) == [0x3F80_0000, 0xC020_0000, 0x7F61_0000, 1 << 31])
  }

  @Test(
    .enabled(
      if: SafetensorsFiles.hasPackage, "python3 with safetensors is not installed: make setup"))
  func pythonReads() throws {
    try SafetensorsFiles.withPath { path in
      try Self.sample.write(to: path)
      let lines = try SafetensorsFiles.script("--check", path)
      #expect(
        lines == [
          #"{"": "", "step": "12", "\u8bf4\u660e": "a \"text\"\n\u0001 \\ \u00e9 \ud83d\ude80"}"#,
          #"["", "float64", [1], "0000000000001c40"]"#,
          #"["bytes", "uint8", [3], "007fff"]"#,
          #"["no bytes", "uint8", [2, 0], ""]"#,
          #"["no rows", "float32", [0, 3], ""]"#,
          #"["quote \" slash \\ line \n \u00e9 \ud83d\ude80", "float64", [2, 1], "#
            + #""9a9999999999b93f59f3f8c21f6ea581"]"#,
          #"["scalar", "float32", [], "00002040"]"#,
          #"["step", "int64", [1, 3], "0000000000000080"#
            + #"0100000000002000ffffffffffffff7f"]"#,
          #"["weight", "float32", [2, 3], "0000c03f000000800000807f010000000000404000008040"]"#,
        ])
    }
  }

  #if !(os(macOS) && arch(x86_64))
  /// Every half-precision number, compared with the conversion of the processor.
  @Test func halfPrecision() throws {
    let data = (0...UInt16.max).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let header = "{\"x\":{\"dtype\":\"F16\",\"shape\":[65536],\"data_offsets\":[0,131072]}}"
    try SafetensorsFiles.withPath { path in
      let bytes = SafetensorsFiles.file(header: Array(header.utf8), data: data)
      let x = try #require(SafetensorsFiles.read(bytes, at: path).get().floats("x"))
      var wrong: [UInt16] = []
      for bits in 0...UInt16.max {
        let (found, expected) = (x.scalars[Int(bits)], Float(Float16(bitPattern: bits)))
        let isSame =
          expected.isNaN ? found.isNaN : found.bitPattern == expected.bitPattern
        if !isSame { wrong.append(bits) }
      }
      #expect(wrong.isEmpty)
    }
  }
  #endif
}
