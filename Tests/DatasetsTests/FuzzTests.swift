import Datasets
import Foundation
import Tensors
import Testing

/// Damaged input: every outcome is a table with finite numbers or a ``DatasetError``.
@Suite(.timeLimit(.minutes(1))) struct FuzzTests {
  private static let texts = [
    "a,b,c\n1,-2.5,3e4\n300,4,+.5\n# x\n\n7,8,9\n",
    "\"a, b\"\t\"say \"\"hi\"\"\"\tkind\n1\t2\t\"two\nlines\"\n3\t4\tplain\r\n",
    "1 2 3\n 4   5 6 \n1e308 1e-320 0.1234567890123456789012345\n",
    "x;y\n\"1\";red\n2;\"blue\"\n3;nan\n",
  ]
  private static let bytes = Array("\",;\t \n\r#\\+-.0123456789eEnaif\u{0}\u{FF}".utf8)

  @Test(arguments: UInt64(0)..<4)
  func text(seed: UInt64) throws {
    var rng = Philox(seed: seed, stream: 1)
    for round in 0..<2500 {
      var text = Array(Self.texts[round % Self.texts.count].utf8)
      Self.mutate(&text, using: &rng)
      let string = String(decoding: text, as: UTF8.self)
      let outcomes = [1, 2].map { threads in
        Result { () throws(DatasetError) in try Table(csv: string, threads: threads) }
      }
      switch (outcomes[0], outcomes[1]) {
      case (.success(let a), .success(let b)):
        let (x, y) = (a.rows.rows(0..<a.rows.rowCount), b.rows.rows(0..<b.rows.rowCount))
        #expect(x == y && x.isFinite && !x.scalars.isEmpty && a.columns.count == x.shape[1])
      case (.failure(let a), .failure(let b)):
        #expect(a == b && !a.description.isEmpty)
      default: Issue.record("one and two threads disagree about \(string)")
      }
    }
  }

  @Test func numpyArrays() throws {
    let names = ["array-f8-little-C.npy", "array-i2-big-F.npy", "vector.npy", "version3.npy"]
    try fuzzFiles(names.map(NumPyFilesTests.path), ending: ".npy", rounds: 3000)
  }

  @Test func numpyArchives() throws {
    let names = ["stored.npz", "deflated.npz"]
    try fuzzFiles(names.map(NumPyFilesTests.path), ending: ".npz", rounds: 1500)
  }

  private func fuzzFiles(_ paths: [String], ending: String, rounds: Int) throws {
    var rng = Philox(seed: 9)
    let originals = try paths.map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) }
    var tables = 0
    try withTemporaryFolder { folder in
      for round in 0..<rounds {
        let file = folder.appendingPathComponent("\(round)\(ending)")
        var bytes = originals[round % originals.count]
        Self.mutate(&bytes, using: &rng)
        let stream = try #require(fopen(file.path, "wb"))  // Data.write would wait for the disk
        fwrite(bytes, 1, bytes.count, stream)
        fclose(stream)
        defer { try? FileManager.default.removeItem(at: file) }
        do throws(DatasetError) {
          let table = try Table(contentsOf: file.path)
          let count = table.rows.rowCount
          #expect(table.rows.rows(max(0, count - 10)..<count).shape[1] == table.columns.count)
          tables += 1
        } catch {
          #expect(!error.description.isEmpty)
        }
      }
    }
    #expect(tables > 0 && tables < rounds)  // both outcomes occur
  }

  /// One to four bytes replaced, removed, inserted or repeated, or the end cut off.
  private static func mutate(_ text: inout [UInt8], using rng: inout Philox) {
    for _ in 0..<Int.random(in: 1...4, using: &rng) where !text.isEmpty {
      let place = Int.random(in: 0..<text.count, using: &rng)
      let byte = bytes[Int.random(in: 0..<bytes.count, using: &rng)]
      switch Int.random(in: 0..<6, using: &rng) {
      case 0: text[place] = byte
      case 1: text[place] = UInt8.random(in: 0...255, using: &rng)
      case 2: text.remove(at: place)
      case 3: text.insert(byte, at: place)
      case 4: text.insert(contentsOf: text[place..<min(place + 8, text.count)], at: place)
      default: if Bool.random(using: &rng) { text.removeSubrange(place...) }
      }
    }
  }
}
