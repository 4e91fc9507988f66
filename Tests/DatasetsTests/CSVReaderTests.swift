import Datasets
import Tensors
import TestSupport
import Testing

@Suite struct CSVReaderTests {
  /// Tables that are written in different ways and mean `[[1, −2.5], [300, 4]]` in columns a and b.
  @Test(arguments: [
    "a,b\n1,-2.5\n300,4\n",
    "a,b\n1,-2.5\n300,4",
    "a,b\r\n1,-2.5\r\n300,4\r\n",
    "\u{FEFF}a,b\n1,-2.5\n300,4\n",
    "a\tb\n1\t-2.5\n300\t4\n",
    "a;b\n1;-2.5\n300;4\n",
    "a b\n1 -2.5\n300 4\n",
    "  a   b\n  1   -2.5\n300 \t 4  \n",
    " a , b \n 1 ,\t-2.5\n  300,  4  \n",
    "# from the detector\n\na,b\n# units: GeV, GeV\n1,-2.5\n\n   \n300,4\n# end\n",
    "\"a\",\"b\"\n\"1\",\"-2.5\"\n\"300\",4\n",
    "a,b\n+1,-25e-1\n3E+2,4.\n",
    "a,b\n1.0e0,-.25E1\n0.0003e6,00000000000000000000004\n",
  ])
  func dialects(text: String) throws {
    let table = try Table(csv: text)
    #expect(table.columns == ["a", "b"])
    #expect(table.kinds == [.numeric, .numeric])
    #expect(table.rows.rows(0..<2) == Tensor(rows: [[1, -2.5], [300, 4]]))
    #expect(table.rows.rowCount == 2)
  }

  @Test func withoutHeader() throws {
    let table = try Table(csv: "1,2,3\n4,5,6\n")
    #expect(table.columns == ["x1", "x2", "x3"])
    #expect(table.rows.rows(1..<2) == Tensor(rows: [[4, 5, 6]]))
    let single = try Table(csv: "5\n7\n")
    #expect(single.rows.rows(0..<2) == Tensor(rows: [[5], [7]]))
  }

  @Test func headerByOption() throws {
    let years = "2019,2020\n1,2\n3,4\n"
    #expect(try Table(csv: years).rows.rowCount == 3)
    let table = try Table(csv: years, options: CSVOptions(hasHeader: true))
    #expect(table.columns == ["2019", "2020"])
    #expect(table.rows.rowCount == 2)
    #expect(throws: DatasetError.self) {
      try Table(csv: "a,b\n1,2\n", options: CSVOptions(hasHeader: false))
    }
  }

  @Test func headerWithSpacesInASingleColumn() throws {
    let table = try Table(csv: "invariant mass\n1\n2\n")
    #expect(table.columns == ["invariant mass"])
  }

  @Test func quotedNamesAndText() throws {
    let text =
      "\"a, b\",\"say \"\"hi\"\"\",kind\n1,2,\"two\nlines\"\n3,4,plain\n5,6,\"two\nlines\"\n"
    let table = try Table(csv: text)
    #expect(table.columns == ["a, b", "say \"hi\"", "kind"])
    #expect(
      table.kinds == [.numeric, .numeric, .categorical(categories: ["plain", "two\nlines"])])
    #expect(table.rows.rows(0..<3) == Tensor(rows: [[1, 2, 1], [3, 4, 0], [5, 6, 1]]))
  }

  /// Text that reaches over many pieces of the parallel reader, with and without quoted line ends.
  @Test(arguments: [false, true])
  func anyNumberOfThreadsGivesTheSameTable(quoted: Bool) throws {
    var rng = Philox(seed: 11)
    var text = "x,kind,y\n"
    var expected: [Double] = []
    let kinds = ["down", "left", "right", "up"]
    for i in 0..<60_000 {
      let (x, y, k) = (rng.normal(), rng.uniform() * 1e-7, Int.random(in: 0..<4, using: &rng))
      expected += [x, Double(k), y]
      let kind = quoted ? "\"\(kinds[k])\n\"" : kinds[k]
      text += "\(x),\(kind),\(y)\n" + (i % 97 == 0 ? "# a comment with a \" in it\n\n" : "")
    }
    let categories = quoted ? kinds.map { $0 + "\n" } : kinds
    for threads in [1, 2, 3, 8] {
      let table = try Table(csv: text, threads: threads)
      #expect(table.rows.rows(0..<table.rows.rowCount).scalars == expected)
      #expect(table.kinds == [.numeric, .categorical(categories: categories), .numeric])
    }
  }
}
