import Datasets
import Foundation
import Tensors
import Testing

/// Each kind of bad input: the error, the place, and a message that says what to try.
@Suite struct DatasetErrorTests {
  typealias Place = DatasetError.Place

  @Test(arguments: [
    ("", DatasetError.emptyFile("t")),
    ("# only a comment\n\n  \n", .emptyFile("t")),
    ("a,b\n", .headerOnly("t")),
    ("a,b\n# nothing\n\n", .headerOnly("t")),
    ("a,b\n1,2\n# c\n3\n", .raggedRow(Place(file: "t", line: 4), expected: 2, found: 1)),
    ("1,2\n3,4,5\n", .raggedRow(Place(file: "t", line: 2), expected: 2, found: 3)),
    (
      "a,b\n\"1\n\",2\n3,\n",
      .notANumber(Place(file: "t", line: 2, column: 1, name: "a"), text: "1\n")
    ),
    (
      "a,b\n1,2\n\n3,4x\n",
      .notANumber(Place(file: "t", line: 4, column: 2, name: "b"), text: "4x")
    ),
    ("1,2\n3,\n", .notANumber(Place(file: "t", line: 2, column: 2), text: "")),
    (
      "a,b\n1;2,3\n1,3\n2,3\n",
      .notANumber(Place(file: "t", line: 2, column: 1, name: "a"), text: "1;2")
    ),
    ("1,0x1p3\n1,2\n1,3\n", .notANumber(Place(file: "t", line: 1, column: 2), text: "0x1p3")),
    (
      "m,v\n1,2\n1,NaN\n",
      .notFinite(Place(file: "t", line: 3, column: 2, name: "v"), text: "NaN")
    ),
    ("1,2\n-Infinity,2\n", .notFinite(Place(file: "t", line: 2, column: 1), text: "-Infinity")),
    ("1,2\n1,1e999\n", .notFinite(Place(file: "t", line: 2, column: 2), text: "1e999")),
    ("nan,2\n1,2\n", .notFinite(Place(file: "t", line: 1, column: 1), text: "nan")),
    ("a,b\n1,2\n3,\"4\n5,6\n", .unterminatedQuote(Place(file: "t", line: 3, column: 2, name: "b"))),
    ("\"a,b\n1,2\n", .unterminatedQuote(Place(file: "t", line: 1, column: 1))),
    ("a,b,a\n1,2,3\n", .duplicateColumn("a", numbers: [1, 3])),
  ])
  func text(text: String, error: DatasetError) {
    for threads in [1, 4] {
      #expect(throws: error) { try Table(csv: text, source: "t", threads: threads) }
    }
    #expect(error.category == .badData)
  }

  /// Of several mistakes far apart, the first is reported for any number of threads.
  @Test func firstMistakeIsReported() {
    var lines = (0..<200_000).map { "\($0),1.5,2.5" }
    lines[150_000] = "oops,1.5,2.5"
    lines[190_000] = "1.5,2.5"
    for threads in [1, 2, 7] {
      let place = Place(file: "text", line: 150_001, column: 1)
      #expect(throws: DatasetError.notANumber(place, text: "oops")) {
        try Table(csv: lines.joined(separator: "\n"), threads: threads)
      }
    }
  }

  @Test func files() throws {
    #expect(throws: DatasetError.missingFile("no/such/file.csv")) {
      try Table(contentsOf: "no/such/file.csv")
    }
    #expect(DatasetError.missingFile("f").category == .missingInput)
    try withTemporaryFolder { folder in
      let error = DatasetError.unreadableFile(folder.path, reason: "it is a folder")
      #expect(throws: error) { try Table(contentsOf: folder.path) }
      #expect(error.category == .inputOutput)
    }
    try withFile([]) { path in
      #expect(throws: DatasetError.emptyFile(path)) { try Table(contentsOf: path) }
    }
    try withFile([0xFF, 0xFE, 0x31, 0]) { path in
      #expect(throws: DatasetError.notATable(path, found: "text in UTF-16")) {
        try Table(contentsOf: path)
      }
    }
  }

  @Test func numpyFiles() throws {
    func problem(_ bytes: some Sequence<UInt8>) throws -> DatasetError.NPYProblem? {
      try withFile(bytes, named: "a.npy") { path in
        do throws(DatasetError) {
          _ = try Table(contentsOf: path)
          return nil
        } catch {
          guard case .unreadableNPY(path, let problem) = error else { return nil }
          #expect(error.category == .badData)
          return problem
        }
      }
    }
    let path = NumPyFilesTests.path("array-f8-little-C.npy")
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(try problem(whole) == nil)
    #expect(try problem(whole.dropLast()) == .truncated(expectedBytes: 120, foundBytes: 119))
    #expect(try problem(whole.prefix(60)) == .truncated(expectedBytes: 128, foundBytes: 60))
    #expect(try problem(whole.prefix(5)) == .badMagic)
    #expect(try problem(Data("1,2\n3,4\n".utf8)) == .badMagic)
    var version = whole
    version[6] = 9
    #expect(try problem(version) == .unsupportedVersion(9))
    let text = String(decoding: whole, as: UTF8.self)
    #expect(text.contains("(5, 3)"))
    let wide = Data(whole.map { $0 }).replacing(Data("(5, 3)".utf8), with: Data("(5,-3)".utf8))
    guard case .badHeader? = try problem(wide) else {
      Issue.record("a negative axis is accepted")
      return
    }
  }

  /// An array without elements may claim any number of columns.
  @Test func arrayWithoutElements() throws {
    let path = NumPyFilesTests.path("array-f8-little-C.npy")
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let empty = whole.replacing(
      Data("'shape': (5, 3), }         ".utf8), with: Data("'shape': (0, 99999999999),}".utf8))
    #expect(empty != whole)
    try withFile(empty, named: "a.npy") { path in
      #expect(throws: DatasetError.emptyFile(path)) { try Table(contentsOf: path) }
    }
  }

  @Test(arguments: [
    ("complex.npy", DatasetError.NPYProblem.unsupportedType("<c16")),
    ("cube.npy", .unsupportedShape([2, 3, 4])),
  ])
  func arraysThatAreNoTables(name: String, problem: DatasetError.NPYProblem) {
    let path = NumPyFilesTests.path(name)
    #expect(throws: DatasetError.unreadableNPY(path, problem)) { try Table(contentsOf: path) }
  }

  @Test func archives() throws {
    let path = NumPyFilesTests.path("unequal.npz")
    #expect(throws: DatasetError.unequalRows(path, counts: ["a": 3, "b": 4])) {
      try Table(contentsOf: path)
    }
    try withFile(Data("PK\u{3}\u{4} and no more".utf8), named: "a.npz") { path in
      #expect {
        try Table(contentsOf: path)
      } throws: { error in
        guard case .unreadableNPZ(path, let reason)? = error as? DatasetError else { return false }
        return !reason.isEmpty
      }
    }
  }

  @Test func messages() {
    let columns = ["energy", "px", "py", "pz", "mass"]
    #expect(
      DatasetError.unknownColumn("mas", columns: columns).description
        == "there is no column 'mas'; did you mean 'mass'? The columns are energy, px, py, pz, "
        + "mass; a number from 1 to 5 works too.")
    #expect(
      !DatasetError.unknownColumn("temperature", columns: columns).description.contains("mean"))
    #expect(
      DatasetError.notANumber(Place(file: "f.csv", line: 7, column: 2, name: "px"), text: "1,5")
        .description.hasPrefix("f.csv, line 7, column 2 ('px'): '1,5' is not a number. Correct it"))
    #expect(
      DatasetError.notFinite(Place(file: "f.npy", row: 7, column: 2), text: "nan")
        .description.hasPrefix("f.npy, row 7, column 2: 'nan' is not a finite number."))
    let long = String(repeating: "x", count: 1000) + "\n"
    #expect(DatasetError.notANumber(Place(file: "f"), text: long).description.count < 250)
  }
}
