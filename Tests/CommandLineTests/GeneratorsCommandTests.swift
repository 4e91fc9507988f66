import Foundation
import Testing

/// `symmetron generators`, `symmetron orbits` and `symmetron data make` as a user meets them.
@Suite struct GeneratorsCommandTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func cloudsToName() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell: """
          symmetron data make so3 --count 300 --noise 0.05 --seed 2 --output c.csv > made.txt
          symmetron generators c.csv --output run --json
          """, in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      let result = try json(run.output)
      #expect(result["schema"] as? String == "symmetron.generators/1")
      #expect(result["count"] as? Int == 3)
      #expect((result["summary"] as? String)?.hasPrefix("so(3): 3 generators, certain") == true)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/run")
      #expect(
        Set(files) == [
          "config.yaml", "log.jsonl", "arrays.npz", "result.json", "report.html", "figures",
        ])

      let again = try SymmetronTool.run(
        shell: "symmetron --config run/config.yaml --json", in: folder)
      #expect(again.output == run.output)
    }
  }

  @Test func pairedCloudsAndRegression() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell: """
          symmetron data make su2 --clouds 2 --count 400 --noise 0.01 --output p.npz > made.txt
          symmetron generators p-1.npz p-2.npz --method regression --json
          """, in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      let result = try json(run.output)
      #expect(result["count"] as? Int == 4)
      let regression = try #require(result["regression"] as? [String: Any])
      #expect((regression["remarks"] as? [String])?.first?.contains("show u(2)") == true)
    }
  }

  @Test func randomPointsHaveNone() throws {
    try SymmetronTool.inPlayground { folder in
      let rows = (0..<400).map { i -> String in
        var x = UInt64(i) &* 0x9E37_79B9_7F4A_7C15 ^ 0x1234_5678_9ABC
        let numbers = (0..<3).map { _ -> Double in
          x = x &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return Double(x >> 40) / Double(1 << 24) - 0.5
        }
        return numbers.map { "\($0)" }.joined(separator: ",")
      }
      try Data(("a,b,c\n" + rows.joined(separator: "\n")).utf8)
        .write(to: folder.appendingPathComponent("r.csv"))
      let run = try SymmetronTool.run(shell: "symmetron generators r.csv", in: folder)
      #expect(run.status == 0)
      #expect(run.output.contains("none found"))
    }
  }

  @Test func orbitsOfATable() throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(
        shell: """
          symmetron data make mexican-hat --count 150 --box 1.7 --output hat.csv > made.txt
          symmetron orbits hat.csv --target level --no-picture --output run --json
          """, in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      let result = try json(run.output)
      #expect(result["schema"] as? String == "symmetron.orbits/1")
      #expect(result["classCount"] as? Int == 11)
      #expect(result["orbitCount"] as? Int == 17)
      #expect((result["summary"] as? String)?.hasPrefix("so(2): 1 generator") == true)
    }
  }

  static let bad: [(String, Int32, String)] = [
    ("printf 'a,b\\n1,2\\n3,4\\n' > t.csv; symmetron generators t.csv", 65, "2 points are too few"),
    (
      "symmetron data make so2 --count 30 --output a.csv > o; symmetron data make so2 --count 31 "
        + "--output b.csv > o; symmetron generators a.csv b.csv", 65,
      "cloud 2 has 31 points and the first 30"
    ),
    (
      "symmetron data make so2 --count 30 --output a.csv > o; symmetron data make so3 --count 30 "
        + "--output b.csv > o; symmetron generators a.csv b.csv", 65, "have as many"
    ),
    (
      "symmetron data make so2 --count 30 --output a.csv > o; tail -n 1 a.csv >> a.csv; "
        + "symmetron generators a.csv", 65, "points 30 and 31 are the same"
    ),
    (
      "symmetron data make so2 --count 30 --output a.csv > o; echo 0,0 >> a.csv; "
        + "symmetron generators a.csv", 65, "point 31 of cloud 1 lies at the origin"
    ),
    (
      "symmetron data make so2 --count 30 --output a.csv > o; echo nan,0 >> a.csv; "
        + "symmetron generators a.csv", 65, "'nan' is not a finite"
    ),
    (
      "symmetron data make so4 --count 40 --output a.csv > o; "
        + "symmetron generators a.csv --method regression --epsilon 0.01", 65, "would do"
    ),
    (
      "symmetron data make so3 --count 40 --output a.csv > o; "
        + "symmetron generators a.csv --reduce pca:4", 65, "more components than the 3 coordinates"
    ),
    ("symmetron generators nowhere.csv", 66, "there is no such file"),
    ("symmetron generators", 64, "Give a cloud"),
    ("symmetron orbits Examples/ellipse.csv", 64, "A table needs --target"),
    ("symmetron orbits mexican-hat --half-width 2", 64, "--half-width"),
    ("symmetron data make so1 --output a.csv", 64, "There is no 'so1'"),
    ("symmetron data make so3 --output a.txt", 64, ".csv or .npz"),
    ("symmetron data make mexican-hat --box 0.5 --output a.csv", 64, "raise --box"),
  ]

  @Test("Bad input", arguments: bad)
  func isRefused(command: String, status: Int32, message: String) throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(shell: command, in: folder)
      #expect(run.status == status, "\(run.complaint)")
      #expect(run.complaint.contains(message), "\(run.complaint)")
      #expect(!run.complaint.contains("defect"))
    }
  }
}
