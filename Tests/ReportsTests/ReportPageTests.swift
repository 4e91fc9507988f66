import Foundation
import Reports
import Tensors
import TestSupport
import Testing

@Suite struct ReportPageTests {
  private static let hostile = ExampleFigures.hostile

  /// A report in which every text is hostile.
  private static var report: Report {
    var report = Report(
      title: hostile, answer: hostile, certainty: .certain, facts: [.init(hostile, hostile)],
      sections: [
        .init(
          hostile,
          [
            .text(hostile), .rows([.init(hostile, hostile)]),
            .table(.init(hostile, header: [hostile], rows: [[hostile]])),
            .figure(
              Figure("all", title: hostile, caption: hostile, panels: ExampleFigures.panels)),
            .walks(
              Walks(
                [
                  .init(
                    name: hostile, places: [0, 0.5], probabilities: [[1, 0], [0.25, 0.75]],
                    pictured: [1], pixels: [0, 255])
                ], classes: [hostile, "b"], height: 1, width: 2, label: hostile)),
          ]),
        .init("empty", []),
      ])
    report.problems = [hostile]
    report.settings = [.init(hostile, hostile)]
    report.circumstances = [.init(hostile, hostile)]
    report.command = hostile
    return report
  }

  /// The content of a script element with an identity.
  private func json(_ id: String, in html: String) throws -> Any {
    let start = try #require(html.range(of: "<script type=\"application/json\" id=\"\(id)\">"))
    let end = try #require(html.range(of: "</script>", range: start.upperBound..<html.endIndex))
    return try JSONSerialization.jsonObject(
      with: Data(html[start.upperBound..<end.lowerBound].utf8))
  }

  private func floats(_ value: Any?) -> [Float] {
    let text = (value as? [String: Any])?["bdata"] as? String
    let bytes = text.flatMap { Data(base64Encoded: $0) } ?? Data()
    return stride(from: 0, to: bytes.count, by: 4).map { i in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[i + $1]) << (8 * $1) })
    }
  }

  @Test func noTextBecomesMarkup() throws {
    let html = try ReportPage(Self.report).html()
    // Of script elements there are those of the page: Plotly, figures, walks and its own.
    #expect(html.components(separatedBy: "<script").count - 1 == 4)
    #expect(html.components(separatedBy: "</script").count - 1 == 4)
    #expect(!html.contains("alert('1')</script>"))
    #expect(html.contains("&lt;script&gt;alert("))
  }

  @Test func partsWithoutContentAreLeftOut() throws {
    var report = Self.report
    #expect(try !ReportPage(report).html().contains("<h2>empty</h2>"))
    #expect(try ReportPage(report).html().contains("What is missing"))
    report.problems = []
    #expect(try !ReportPage(report).html().contains("What is missing"))
  }

  @Test func thePageAsksForNothingButPlotly() throws {
    let html = try ReportPage(Self.report).html()
    #expect(html.components(separatedBy: "https://").count - 1 == 1)
    #expect(html.contains("integrity=\"sha256-") && html.contains("crossorigin=\"anonymous\""))
    let inlined = try ReportPage(Self.report, plotly: .inlined("var a = '</script>'")).html()
    #expect(!inlined.contains("https://"))
    #expect(inlined.contains("var a = '<\\/script>'"))
  }

  @Test func figuresHoldTheirNumbers() throws {
    let figures = try json("figures", in: ReportPage(Self.report).html()) as? [String: Any]
    let panels = try #require(figures?["all"] as? [[String: Any]])
    #expect(panels.count == ExampleFigures.panels.count)
    let traces = try #require(panels[0]["data"] as? [[String: Any]])
    #expect(traces.compactMap { $0["type"] as? String } == ["scatter", "scatter", "bar"])
    #expect(floats(traces[0]["x"]) == [0, 2, 4] && floats(traces[0]["y"]) == [1, 3, 0.5])
    #expect((traces[0]["name"] as? String)?.contains("&lt;script&gt;") == true)
    // Two curves, each with a gap after it.
    let y = floats(traces[1]["y"])
    #expect(y.count == 8 && y[3].isNaN && y[7].isNaN && Array(y[4..<7]) == [1, 3, 0.5])
    let layout = panels[0]["layout"] as? [String: Any]
    #expect((layout?["yaxis"] as? [String: Any])?["type"] as? String == "log")
    let kinds = try panels.flatMap { try #require($0["data"] as? [[String: Any]]) }
      .compactMap { $0["type"] as? String }
    for kind in ["heatmap", "contour", "isosurface", "scatter3d", "cone"] {
      #expect(kinds.contains(kind), "\(kind)")
    }
  }

  @Test func walksHoldTheirNumbers() throws {
    let walks = try #require(json("walks", in: ReportPage(Self.report).html()) as? [[String: Any]])
    #expect(walks.count == 1 && walks[0]["width"] as? Int == 2)
    let path = try #require((walks[0]["paths"] as? [[String: Any]])?.first)
    #expect(floats(path["places"]) == [0, 0.5])
    #expect(floats(path["probabilities"]) == [1, 0, 0.25, 0.75])
    let pixels = (path["pixels"] as? [String: Any])?["bdata"] as? String
    #expect(pixels.flatMap { Data(base64Encoded: $0) } == Data([0, 255]))
  }
}
