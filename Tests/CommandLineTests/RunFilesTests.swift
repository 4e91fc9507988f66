import Foundation
import Testing

/// What a run leaves behind, and that it can be repeated.
@Suite struct RunFilesTests {
  static let commands = [
    "symmetron discover Examples/invariant-mass.csv --target mass",
    "symmetron discover Examples/ellipse.csv --target level --fields affine --seed 5",
    "symmetron discover Examples/potential.csv --target V --features z,x,y --certainty 0.9",
    "symmetron algebra --complex z:2,w:2 'inner(z,w)' --null-trials 7",
    "symmetron algebra --fields quadratic '-x^3 + y^2'",
    "symmetron algebra --invariant e:3",
  ]

  @Test(arguments: commands)
  func threadsDoNotMatter(command: String) throws {
    try SymmetronTool.inPlayground { folder in
      for threads in 1...2 {
        let line = "\(command) --threads \(threads) --output run\(threads)"
        let run = try SymmetronTool.run(shell: line, in: folder)
        #expect(run.status == 0, "\(run.complaint)")
      }
      for file in ["result.json", "arrays.npz"] {
        let first = try contents(of: "run1/\(file)", in: folder)
        let second = try contents(of: "run2/\(file)", in: folder)
        #expect(first == second)
      }
    }
  }

  @Test(arguments: commands)
  func aConfigurationRepeatsTheRun(command: String) throws {
    try SymmetronTool.inPlayground { folder in
      _ = try SymmetronTool.run(shell: "\(command) --output run", in: folder)
      let again = try SymmetronTool.run(
        shell: "symmetron --config run/config.yaml --output again", in: folder)
      #expect(again.status == 0, "\(again.complaint)")
      for file in ["result.json", "arrays.npz", "config.yaml"] {
        let first = try contents(of: "run/\(file)", in: folder)
        let second = try contents(of: "again/\(file)", in: folder)
        #expect(first == second)
      }
    }
  }

  @Test func namesSurviveTheConfiguration() throws {
    try SymmetronTool.inPlayground { folder in
      let header = "yes,\"a, b\",\"1\"\"\",null"
      let rows = (0..<60).map { i in
        let (a, b, c) = (sin(Double(i)), cos(2.3 * Double(i)), sin(5.1 * Double(i)))
        return "\(a),\(b),\(c),\(a * a + b * b + c * c)"
      }
      try Data(([header] + rows).joined(separator: "\n").utf8)
        .write(to: folder.appendingPathComponent("t.csv"))
      let first = try SymmetronTool.run(
        shell: "symmetron discover t.csv --header --target null --output run --json", in: folder)
      let again = try SymmetronTool.run(
        shell: "symmetron --config run/config.yaml --json --output again", in: folder)
      #expect(first.status == 0, "\(first.complaint)")
      #expect(first.output.contains("\"yes\", \"a, b\", \"1\\\"\""))
      #expect(first.output == again.output)
    }
  }

  @Test func optionsOnTheLineWin() throws {
    try SymmetronTool.inPlayground { folder in
      let configuration = """
        command: discover
        input: Examples/ellipse.csv
        target: level
        header: true
        categorical: false
        json: false
        seed: 4
        fields: linear
        """
      try Data(configuration.utf8).write(to: folder.appendingPathComponent("c.yaml"))
      let run = try SymmetronTool.run(
        shell: "symmetron discover --config c.yaml --fields affine --seed 9 --output run",
        in: folder)
      #expect(run.output.contains("\nso(2): 1 generator, certain"), "\(run.output)\(run.complaint)")
      let resolved = String(
        decoding: try contents(of: "run/config.yaml", in: folder), as: UTF8.self)
      for line in [
        "seed: 9", "fields: affine", "header: true", "- x", "- level", "null-trials: 100",
        "certainty: 9.5e-1", "oracle: auto", "steps: 4000",
      ] {
        #expect(resolved.contains("\(line)\n"))
      }
    }
  }

  @Test(arguments: commands)
  func jsonIsTheResultAndNothingElse(command: String) throws {
    try SymmetronTool.inPlayground { folder in
      let run = try SymmetronTool.run(shell: "\(command) --json --output run", in: folder)
      #expect(run.complaint.isEmpty)
      let file = try contents(of: "run/result.json", in: folder)
      #expect(Data(run.output.utf8) == file)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/run")
      #expect(
        names.sorted() == [
          "arrays.npz", "config.yaml", "figures", "log.jsonl", "report.html", "result.json",
        ])
    }
  }

  @Test(arguments: zip(["mass", "level"], ["invariant-mass", "ellipse"]))
  func schema(target: String, file: String) throws {
    let run = try SymmetronTool.inPlayground { folder in
      try SymmetronTool.run(
        shell: "symmetron discover Examples/\(file).csv --target \(target) --json", in: folder)
    }
    let json = try object(JSONSerialization.jsonObject(with: Data(run.output.utf8)))
    #expect(json["schema"] as? String == "symmetron.finding/1")
    let always: Set = [
      "schema", "summary", "outcome", "count", "possibleNames", "fields", "coordinates",
      "monomials", "generators", "certificate", "closureResidual", "spectrum", "fits", "remarks",
    ]
    let isFound = target == "mass"
    #expect(Set(json.keys) == (isFound ? always.union(["algebra"]) : always))
    #expect(json["outcome"] as? String == (isFound ? "clear" : "noneFound"))
    let certificate: Set = [
      "alternatives", "count", "equations", "firstBroken", "lastSymmetry", "noiseFloor",
      "nullTrials", "nullTrialsBelow", "samples", "support",
    ]
    #expect(
      Set(try object(json["certificate"]).keys)
        == (isFound ? certificate.union(["gap"]) : certificate)
    )
    let fits = try #require(json["fits"] as? [[String: Any]])
    #expect(
      Set(try #require(fits.first).keys)
        == ["output", "method", "degree", "explained", "explainedByDegree", "rows"])
    guard isFound else { return }
    #expect(
      Set(try object(json["algebra"]).keys)
        == ["name", "aliases", "dimension", "kind", "summands", "remark"])
    let generators = try #require(json["generators"] as? [[String: Any]])
    #expect(generators.count == json["count"] as? Int)
    for generator in generators {
      #expect(Set(generator.keys) == ["words", "field", "coefficients"])
    }
  }

  private func contents(of file: String, in folder: URL) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent(file))
  }

  private func object(_ value: Any?) throws -> [String: Any] {
    try #require(value as? [String: Any])
  }
}
