import Foundation
import Reports
import Tensors
import TestSupport
import Testing

/// Reports of flows whose arrays are missing, have other shapes, are many, or whose names are hostile.
@Suite struct FlowReportDamageTests {
  private static let parts: [(prefix: String, figures: [String])] = [
    ("grid", ["plane"]), ("streamline_", ["drift"]), ("streamlines", ["drift"]),
    ("pixel", ["pixels"]), ("principal", ["principal-variances"]), ("history", ["losses"]),
  ]

  @Test(arguments: parts.indices)
  func withoutItsArraysAFigureIsLeftOut(number: Int) throws {
    let (prefix, figures) = Self.parts[number]
    var run = try FlowRunFolder.plane.get()
    let whole = try run.report().figures.map(\.name)
    run.numbers = run.numbers.filter { !$0.key.hasPrefix(prefix) }
    let report = try run.report()
    #expect(figures.allSatisfy { whole.contains($0) })
    #expect(!report.figures.contains { figures.contains($0.name) })
    #expect(report.problems.isEmpty && report.figures.count > 2)
  }

  @Test func withoutAnyArrayTheResultIsReported() throws {
    var run = try FlowRunFolder.plane.get()
    (run.numbers, run.integers) = (["of_another_version": .zeros([1])], [:])
    let report = try run.report()
    #expect(report.figures.map(\.name) == ["rotation"])
    #expect(report.walks == nil && report.certainty == .certain)
  }

  /// An array of another shape leaves out what needs it, and nothing traps.
  @Test func arraysOfOtherShapes() throws {
    let runs = [
      (try FlowRunFolder.plane.get(), ""), (try FlowRunFolder.space.get(), "grid_"),
    ]
    for (run, prefix) in runs {
      let whole = try run.report().figures.count
      for (name, array) in run.numbers where name.hasPrefix(prefix) {
        for shape in [[array.count], [2, array.count], [1, 1, 1, 1]] {
          var changed = run
          changed.numbers[name] = .zeros(shape)
          #expect(try changed.report().figures.count <= whole, "\(name) of shape \(shape)")
        }
        var shorter = run
        shorter.numbers[name] = array.shape[0] > 1 ? array.rows(0..<array.shape[0] - 1) : array
        #expect(try shorter.report().figures.count <= whole, "\(name)")
        var broken = run
        broken.numbers[name] = array.map { _ in .nan }
        #expect(try broken.report().figures.count <= whole, "\(name)")
      }
    }
  }

  @Test func namesStayText() throws {
    var run = try FlowRunFolder.space.get()
    let hostile = "<script>alert(1)</script>"
    var networks = try #require(run.document["networks"] as? [String: Any])
    networks["classes"] = [hostile, "b"]
    run.document["networks"] = networks
    run.document["coordinates"] = ["z1", hostile, "z3"]
    let report = try run.report()
    let html = try ReportPage(report).html()
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!html.contains(hostile))
    #expect(try report.flowFigure("strips").panels[0].title.contains(hostile))
  }

  /// The largest run of the paper's kind: ten classes, sixteen coordinates, as many flows as there can be.
  @Test func tenDigitsInSixteenCoordinatesFitIntoAMail() throws {
    var run = try FlowRunFolder.plane.get()
    let (starts, flows, places, pictures) = (10, 15, 121, 25)
    let names = (0..<10).map { "\($0)" }
    func numbers(_ shape: [Int]) -> Tensor<Double> {
      let count = shape.reduce(1, *)
      return Tensor((0..<count).map { Double(($0 &* 7919) % 1009) / 1008 }, shape: shape)
    }
    var networks = try #require(run.document["networks"] as? [String: Any])
    (networks["classes"], networks["latent"]) = (names, 16)
    var walks = try #require(run.document["walks"] as? [String: Any])
    walks["starts"] = names.enumerated().map {
      ["name": "centre of \($0.element)", "predicted": $0.offset] as [String: Any]
    }
    walks["halves"] = [] as [Any]
    (run.document["networks"], run.document["walks"]) = (networks, walks)
    run.document["images"] = ["height": 28, "width": 28]
    run.document["coordinates"] = (1...16).map { "z\($0)" }
    run.document["count"] = flows
    run.numbers = [
      "points": numbers([5000, 16]), "centres": numbers([10, 16]),
      "streamline_lengths": Tensor((0..<places).map { Double($0 - 60) / 10 }),
      "streamlines": numbers([starts, flows, places, 16]),
      "streamline_outputs": numbers([starts, flows, places, 10]),
      "streamline_probabilities": numbers([starts, flows, places, 10]),
      "streamline_decoded": numbers([starts, flows, pictures, 784]),
      "straight_points": numbers([places, 16]), "straight_probabilities": numbers([places, 10]),
      "straight_decoded": numbers([pictures, 784]), "pixel_maximum": numbers([784]),
      "pixel_mean": numbers([784]), "pixel_variance": numbers([784]),
      "principal_variances": numbers([784]),
    ]
    run.integers = ["labels": (0..<5000).map { $0 % 10 }]
    let report = try run.report()
    let names16 = ["latent", "strips", "grid", "flows-of-one", "drift", "pixels"]
    #expect(Set(report.figures.map(\.name)).isSuperset(of: names16))
    #expect(try report.flowFigure("grid").panels.count == 6)
    #expect(try ReportPage(report).html().utf8.count < 8_000_000)
    // Every start and every flow can be walked along.
    let paths = try #require(report.walks).paths
    #expect(paths.count == 151 && paths[0].pictured.count == 25)
    #expect(paths.reduce(0) { $0 + $1.pixels.count } <= 3_000_000)

    // With larger pictures there is room for half of them, along one flow from every start.
    run.document["images"] = ["height": 112, "width": 112]
    run.numbers["streamline_decoded"] = numbers([starts, 2, pictures, 12544])
    for name in ["streamlines", "streamline_outputs", "streamline_probabilities"] {
      run.numbers[name] = numbers([starts, 2, places, run.numbers[name]?.shape[3] ?? 0])
    }
    run.numbers["straight_decoded"] = numbers([pictures, 12544])
    let larger = try run.report()
    let few = try #require(larger.walks).paths
    #expect(few.count == 11 && few.allSatisfy { $0.pictured.count == 13 })
    #expect(few[9].name == "from the centre of 9 along flow 1")
    #expect(few[10].name == "straight from 0 to 1")
    #expect(few.reduce(0) { $0 + $1.pixels.count } <= 3_000_000)
    #expect(try ReportPage(larger).html().utf8.count < 8_000_000)
  }
}
