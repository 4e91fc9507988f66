import Calabi
import Foundation
import Testing

@Suite struct CICYListTests {
  static let two = """
    Num    : 7889
    NumPs  : 1
    NumPol : 2
    Eta    : -176
    H11    : 1
    H21    : 89
    C2     : {56}
    Redun  : {0, 0, 0, 0, 0}
    {4, 2}

    Num    : 7890
    NumPs  : 1
    NumPol : 1
    Eta    : -200
    H11    : 1
    H21    : 101
    C2     : {50}
    Redun  : {7889, 0, 0, 0, 0}
    {5}

    """

  @Test func entries() throws {
    let list = try CICYList(text: Self.two, path: "x")
    #expect(list.entries.map(\.number) == [7889, 7890])
    #expect(list.entries.map(\.hodge) == [HodgePair(1, 89), HodgePair(1, 101)])
    #expect(list.entries[0].matrix == (try ConfigurationMatrix("[5|4 2]")))
    #expect(list.entries[1].redundant == [7889] && list.entries[1].line == 11)
    #expect(list.contradictions() == [] && !list.isPublished)
  }

  /// A line of the text replaced: the message must name it, or the line that is wrong because of it.
  @Test(
    "What is wrong is said with its line",
    arguments: [
      (9, "{4, 3}", "line 9: the manifold has dimension 4"),
      (9, "{1, 0}", "line 9: the degrees of row 1 add up to 1"),
      (9, "{4, 2, 1}", "line 9: the row has 3 degrees, and NumPol is 2"),
      (9, "{4; 2}", "line 9: '{4; 2}' stands where a row of degrees"),
      (9, "{4, -2}", "line 9: a degree of -2"),
      (10, "{4, 2}", "line 10: '{4, 2}' stands where a blank line"),
      (5, "H12    : 1", "line 5: 'H12    : 1' stands where 'H11 : …'"),
      (4, "Eta    : -178", "line 4: Eta is -178, and 2 (H11 − H21) is -176"),
      (4, "Eta    : x", "line 4: 'x' stands where a number"),
      (7, "C2     : {56, 1}", "line 7: C2 has 2 numbers"),
      (8, "Redun  : 0", "line 8: '0' stands where a list"),
      (11, "Num    : 7889", "line 11: number 7889 is also on line 1"),
      (2, "NumPs  : 0", "line 2: '0' stands where a number from 1"),
      (8, "Redun  : {7889}", "line 1: entry 7889 is said to be the same as entry 7889"),
    ])
  func errors(line: Int, text: String, message: String) {
    var lines = Self.two.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[line - 1] = text
    do {
      _ = try CICYList(text: lines.joined(separator: "\n"), path: "list.txt")
      Issue.record("no error")
    } catch {
      #expect("\(error)".hasPrefix("list.txt, \(message)"), "\(error)")
    }
  }

  @Test("Whatever is cut off is said, and where", arguments: 1..<19)
  func truncation(lines: Int) {
    let kept = Self.two.split(separator: "\n", omittingEmptySubsequences: false).prefix(lines)
    do {
      let list = try CICYList(text: kept.joined(separator: "\n") + "\n", path: "list.txt")
      #expect((9...10).contains(lines) && list.entries.count == 1)
    } catch {
      #expect("\(error)".hasPrefix("list.txt, line \(lines): the file ends where"), "\(error)")
    }
  }

  @Test func nothing() {
    #expect(throws: CalabiError.emptyList("x")) { try CICYList(text: "\n \n", path: "x") }
  }

  @Test("A value that contradicts its matrix is found")
  func contradictions() throws {
    let text = Self.two.replacingOccurrences(of: "{50}", with: "{52}")
    #expect(try CICYList(text: text, path: "x").contradictions() == [7890])
  }

  @Test("The published list", .enabled(if: Examples.hasList))
  func published() {
    let list = Examples.list
    #expect(list?.isPublished == true)
    #expect(list?.entries.count == 7890)
    #expect(list?.entries.count { $0.isProduct } == 22)
    #expect(Set(list?.entries.map(\.hodge) ?? []).count == 266)
  }
}
