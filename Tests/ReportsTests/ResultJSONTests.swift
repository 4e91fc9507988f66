import Foundation
import Reports
import Tensors
import Testing

@Suite struct ResultJSONTests {
  private struct Finding: Codable, Equatable {
    var generators: [[[Double]]]
    var names: [String]
    var note: String?
    var nested: [String: [String: Int]] = [:]
  }

  @Test func matricesHaveOneLinePerRowWhenTheyAreLong() throws {
    let row = [0.1234567890123, -1, 0, 1e-300, 12_345_678, -0.9876543210987]
    let finding = Finding(generators: [[row, row]], names: ["J₁", "\"K\""])
    let line = row.map { "\($0)" }.joined(separator: ", ")
      .replacingOccurrences(of: ".0,", with: ",")
    let text = try ResultJSON.text(of: finding, schema: "s/1")
    #expect(
      text == """
        {
          "schema": "s/1",
          "generators": [
            [
              [\(line)],
              [\(line)]
            ]
          ],
          "names": ["J₁", "\\"K\\""],
          "nested": {}
        }

        """)
  }

  /// The layout changes white space only, and equal values give equal texts.
  @Test(arguments: UInt64(0)..<20)
  func roundTrip(seed: UInt64) throws {
    var rng = Philox(seed: seed)
    let letters = Array("ab\"\\,:[]{} \n/é𝔰")
    func word() -> String {
      String(
        (0..<Int.random(in: 0...30, using: &rng)).map { _ in
          letters[Int.random(in: 0..<letters.count, using: &rng)]
        })
    }
    var finding = Finding(generators: [], names: [], note: word())
    for _ in 0..<Int.random(in: 0...4, using: &rng) {
      finding.names.append(word())
      finding.nested[word()] = [word(): Int.random(in: -5...5, using: &rng)]
      finding.generators.append(
        (0..<3).map { _ in (0..<Int.random(in: 0...9, using: &rng)).map { _ in rng.normal() } })
    }
    let text = try ResultJSON.text(of: finding, schema: word())
    #expect(try JSONDecoder().decode(Finding.self, from: Data(text.utf8)) == finding)
    #expect(text.hasPrefix("{\n  \"schema\": ") && text.hasSuffix("\n}\n"))
  }

  @Test func anEmptyObject() throws {
    let empty: [String: Int] = [:]
    #expect(try ResultJSON.text(of: empty, schema: "s/1") == "{\n  \"schema\": \"s/1\"\n}\n")
  }
}
