import Foundation
import Reports
import Tensors
import TestSupport
import Testing

/// Pages in a real browser: nothing goes wrong, figures are drawn, and the slider walks.
///
/// `SYMMETRON_PLOTLY` names a `plotly.min.js` to draw with; without it the pages show the files beside them.
@Suite(.needsProgram("chromium")) struct BrowserTests {
  private static let plotly: ReportPage.Plotly? =
    ProcessInfo.processInfo.environment["SYMMETRON_PLOTLY"]
    .flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }.map { .inlined($0) }

  /// What a script finds in a page, as JSON.
  ///
  /// - Parameter script: The body of a function that returns a value, called some time after the page has loaded.
  private func run(_ script: String, in report: Report, plotly: ReportPage.Plotly) throws
    -> [String: Any]
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("symmetron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let listen = """
      <script>
      window.problems = [];
      addEventListener("error", (event) => problems.push(String(event.message)));
      for (const name of ["error", "warn"]) console[name] = (...texts) => problems.push(texts.join(" "));
      </script>
      """
    let ask = """
      <script>
      addEventListener("load", () => setTimeout(() => {
        const found = (() => { \(script) })();
        document.body.dataset.found = btoa(JSON.stringify({ ...found, problems }));
      }, 1500));
      </script>
      """
    let html = try ReportPage(report, plotly: plotly).html()
      .replacingOccurrences(of: "<head>", with: "<head>" + listen)
      .replacingOccurrences(of: "</body>", with: ask + "</body>")
    let page = folder.appendingPathComponent("report.html")
    try Data(html.utf8).write(to: page)

    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(program("chromium")))
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader", "--virtual-time-budget=8000", "--dump-dom",
      "--user-data-dir=\(folder.path)/profile", page.absoluteString,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let dom = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let found = try #require(dom.firstMatch(of: /data-found="([^"]+)"/)?.1)
    let data = try #require(Data(base64Encoded: String(found)))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private let walks = Walks(
    [
      .init(
        name: "first", places: [-1, 0, 1], probabilities: [[1, 0], [0.5, 0.5], [0, 1]],
        pictured: [0, 2], pixels: [10, 20, 30, 40]),
      .init(
        name: "second", places: [0, 2], probabilities: [[0.25, 0.75], [0.75, 0.25]], pictured: [0],
        pixels: [50, 60]),
    ], classes: ["zero", "<b>one</b>"], height: 1, width: 2, label: "path length")

  @Test func theSliderWalks() throws {
    let report = Report(
      title: "walk", answer: "walk", certainty: .open,
      sections: [.init("walk", [.walks(walks)])])
    let found = try run(
      """
      const slider = document.querySelector(".walk input");
      const choice = document.querySelector(".walk select");
      const canvas = document.querySelector(".walk canvas");
      const state = () => ({
        place: document.querySelector(".walk output").textContent,
        shares: [...document.querySelectorAll(".walk .bars span:nth-child(3n)")].map((s) => s.textContent),
        pixels: [...canvas.getContext("2d").getImageData(0, 0, 2, 1).data],
      });
      const go = (value) => {
        slider.value = value;
        slider.dispatchEvent(new Event("input"));
        return state();
      };
      const start = state(), left = go(0), right = go(2);
      choice.value = 1;
      choice.dispatchEvent(new Event("change"));
      return { start, left, right, other: go(0), most: slider.max,
        names: [...document.querySelectorAll(".walk .bars span:nth-child(3n+1)")].map((s) => s.textContent) };
      """, in: report, plotly: .inlined(""))
    func state(_ name: String) -> (place: String?, shares: [String]?, pixels: [Int]?) {
      let value = found[name] as? [String: Any]
      return (
        value?["place"] as? String, value?["shares"] as? [String], value?["pixels"] as? [Int]
      )
    }
    #expect(
      state("start") == (
        "path length 0.00", ["50.0 %", "50.0 %"], [10, 10, 10, 255, 20, 20, 20, 255]
      ))
    #expect(
      state("left") == (
        "path length -1.00", ["100.0 %", "0.0 %"], [10, 10, 10, 255, 20, 20, 20, 255]
      ))
    #expect(
      state("right") == (
        "path length 1.00", ["0.0 %", "100.0 %"], [30, 30, 30, 255, 40, 40, 40, 255]
      ))
    #expect(
      state("other") == (
        "path length 0.00", ["25.0 %", "75.0 %"], [50, 50, 50, 255, 60, 60, 60, 255]
      ))
    #expect(found["most"] as? String == "1")
    #expect(found["names"] as? [String] == ["zero", "<b>one</b>"])
    #expect(found["problems"] as? [String] == [])
  }

  private func state(_ name: String) -> Report {
    Report(
      title: "figures", answer: "figures", certainty: .open,
      sections: [
        .init(
          "figures",
          [.figure(Figure(name, title: "t", caption: "c", panels: ExampleFigures.panels))])
      ])
  }

  @Test(.enabled(if: plotly != nil, "SYMMETRON_PLOTLY names no plotly.min.js"))
  func everyMarkIsDrawn() throws {
    let found = try run(
      """
      return {
        panels: document.querySelectorAll(".panel.js-plotly-plot").length,
        svg: document.querySelectorAll(".panel .main-svg").length,
        traces: [...document.querySelectorAll(".panel")].map((p) => p.data.length),
        points: [...document.querySelectorAll(".panel:not([hidden]) .scatterlayer .point")].length,
        scripts: document.querySelectorAll(".panel script").length,
      };
      """, in: state("all"), plotly: try #require(Self.plotly))
    #expect(found["panels"] as? Int == ExampleFigures.panels.count)
    // Two contours have a trace each; arrows in space a line and a cone.
    #expect(found["traces"] as? [Int] == [3, 5, 5, 1, 1])
    #expect((found["points"] as? Int ?? 0) >= 6)
    #expect(found["scripts"] as? Int == 0)
    #expect(found["problems"] as? [String] == [])
  }

  @Test func withoutPlotlyThePageSaysSo() throws {
    let found = try run(
      "return { text: document.querySelector('.panels').textContent };", in: state("all"),
      plotly: .inlined(""))
    #expect((found["text"] as? String)?.contains("--plotly FILE") == true)
  }
}
