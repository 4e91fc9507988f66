import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

/// Files written by NumPy and pandas (`Tests/Reference/tables.py`), and archives read by NumPy.
@Suite struct NumPyFilesTests {
  static let reference = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Reference")

  static func path(_ name: String) -> String {
    reference.appendingPathComponent("tables/\(name)").path
  }

  /// The numbers of `tables.py`.
  static func expected(_ kind: Character) -> Tensor<Double> {
    var matrix = Tensor<Double>.zeros([5, 3])
    for i in 0..<5 {
      for j in 0..<3 {
        let whole = 7 * i + 3 * j - ("ub".contains(kind) ? 0 : 20)
        matrix[i, j] = kind == "b" ? Double(whole % 2) : Double(whole) + (kind == "f" ? 0.25 : 0)
      }
    }
    return matrix
  }

  @Test(
    arguments: [
      "f8-little", "f8-big", "f4-little", "f4-big", "i8-little", "i8-big", "i4-little", "i4-big",
      "i2-little", "i2-big", "i1-single", "u8-little", "u8-big", "u4-little", "u4-big",
      "u2-little", "u2-big", "u1-single", "b1-single",
    ], ["C", "F"])
  func elementTypes(type: String, order: String) throws {
    let rows = try NPYRows(contentsOf: Self.path("array-\(type)-\(order).npy"))
    let expected = Self.expected(try #require(type.first))
    #expect(rows.rowCount == 5)
    #expect(rows.columnCount == 3)
    #expect(rows.rows(0..<5) == expected)
    #expect(rows.rows(1..<3) == expected.rows(1..<3))
    #expect(rows.rows(5..<5).shape == [0, 3])
  }

  @Test func vectorsAndVersions() throws {
    let vector = try Table(contentsOf: Self.path("vector.npy"))
    #expect(vector.columns == ["x1"])
    #expect(vector.rows.rows(0..<5).scalars == Self.expected("f").transposed.row(0).scalars)
    let version3 = try Table(contentsOf: Self.path("version3.npy"))
    #expect(version3.rows.rows(0..<5) == Self.expected("f"))
  }

  @Test(arguments: ["stored.npz", "deflated.npz"])
  func archives(name: String) throws {
    let table = try Table(contentsOf: Self.path(name))
    #expect(table.columns == ["X1", "X2", "X3", "y"])
    for (i, row) in table.rows.rows(0..<5).unstacked.enumerated() {
      #expect(row.scalars == Self.expected("f").row(i).scalars + [Double(i)])
    }
    #expect(try Table(contentsOf: Self.path(name), arrays: ["y"]).columns == ["y"])
    #expect(
      throws: DatasetError.missingArray(
        Self.path(name), name: "Y", arrays: ["X", "y", name == "stored.npz" ? "scale" : "cube"])
    ) { try Table(contentsOf: Self.path(name), arrays: ["X", "Y"]) }
  }

  @Test func arraysOfAnyShape() throws {
    let stored = try NPZArchive.read(from: Self.path("stored.npz"))
    #expect(stored["scale"] == Tensor([2.5], shape: []))
    let deflated = try NPZArchive.read(["cube"], from: Self.path("deflated.npz"))
    #expect(deflated["cube"] == Tensor((0..<24).map(Double.init), shape: [2, 3, 4]))
  }

  @Test func textFromNumPy() throws {
    let table = try Table(contentsOf: Self.path("savetxt.txt"))
    #expect(table.rows.rows(0..<5) == Self.expected("f"))
  }

  @Test(arguments: ["pandas.csv", "pandas.tsv"])
  func textFromPandas(name: String) throws {
    let table = try Table(contentsOf: Self.path(name))
    let categories = ["a, b", "down", "two\nlines", "up"]
    #expect(table.columns == ["mass, GeV", "say \"hi\"", "kind", "tiny"])
    #expect(table.kinds == [.numeric, .numeric, .categorical(categories: categories), .numeric])
    let expected = Self.expected("f")
    for (i, kind) in [3.0, 1, 2, 0, 3].enumerated() {
      let row = [expected[i, 0], Double(i + 1), kind, expected[i, 1] * 1e-300]
      #expect(table.rows.rows(i..<i + 1).scalars == row)
    }
  }

  /// Archives written here and read back here and by NumPy.
  @Test func writtenArchives() throws {
    var rng = Philox(seed: 5)
    let generators: Tensor<Double> = rng.normals([2, 3, 3])
    let arrays: [String: Tensor<Double>] = [
      "generators": generators, "spectrum": Tensor([1e-300, 0.1, .infinity]),
      "gap": Tensor([12], shape: []), "empty": .zeros([0, 4]),
    ]
    try withTemporaryFolder { folder in
      let (first, second) = (folder.path + "/a.npz", folder.path + "/b.npz")
      for path in [first, second] {
        try NPZArchive.write(arrays, integers: ["degrees": [-3, 1 << 60]], to: path)
      }
      let bytes = try Data(contentsOf: URL(fileURLWithPath: first))
      #expect(try bytes == Data(contentsOf: URL(fileURLWithPath: second)))
      #expect(Array(bytes[10..<14]) == [0, 0, 0x21, 0])  // midnight of 1 January 1980
      let read = try NPZArchive.read(from: first)
      #expect(read.count == 5)
      for (name, array) in arrays { #expect(read[name] == array) }
      #expect(read["degrees"]?.scalars == [-3, 0x1p60])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }
  }

  @Test(.enabled(if: python("import numpy") != nil, "python3 with NumPy is not installed"))
  func numpyReadsArchives() throws {
    let numbers = Tensor([0.1, -1e-300, 3, 4, 5e300, 6], shape: [1, 2, 3])
    try withTemporaryFolder { folder in
      let path = folder.path + "/a.npz"
      try NPZArchive.write(
        ["x": numbers, "one": Tensor([7], shape: [])], integers: ["k": [1 << 52, -2]], to: path)
      let script = Self.reference.appendingPathComponent("tables.py").path
      let output = try #require(python(script: [script, "--check", path]))
      #expect(
        output == """
          k <i8 2 4503599627370492.0
          one <f8 7.0
          x <f8 1 2 3 2.5e+301

          """)
    }
  }

  @Test func writingFails() {
    #expect {
      try NPZArchive.write(["x": Tensor([1])], to: "/nowhere/at/all.npz")
    } throws: { error in
      guard case .unwritableFile(_, let reason)? = error as? DatasetError else { return false }
      return !reason.isEmpty && (error as? DatasetError)?.category == .inputOutput
    }
  }
}

/// What a Python program prints, or nil if it fails or there is no Python.
private func python(_ program: String) -> String? { python(script: ["-c", program]) }

private func python(script arguments: [String]) -> String? {
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
