import Foundation
import Reports
import Tensors
import TestSupport
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct GnuplotFigureTests {
  private let figure = Figure(
    "all", title: ExampleFigures.hostile, caption: "", columns: 2, panels: ExampleFigures.panels)

  /// The rows of each block of the file of numbers.
  private func blocks(_ figure: Figure) -> [[[Double]]] {
    GnuplotFigure(figure).data.components(separatedBy: "\n\n\n").map { block in
      block.split(separator: "\n").map { $0.split(separator: " ").map { Double($0) ?? .nan } }
    }
  }

  @Test func theNumbersAreThoseOfTheMarks() {
    let marks: [Mark] = [
      .points(Points(ExampleFigures.places, values: .init([7, 8, .nan], label: "v"))),
      .lines(Lines([Tensor(rows: [[1, 2], [3, 4]]), Tensor(rows: [[5, 6], [7, 8]])])),
      .arrows(Arrows(from: Tensor(rows: [[1, 2]]), to: Tensor(rows: [[4, 6]]))),
      .bars(Bars(at: [1, 2], heights: [3, 4])),
      .heatMap(HeatMap(Tensor(rows: [[1, 2, 3], [4, 5, 6]]), x: 0...4, y: -1...1)),
    ]
    let found = blocks(Figure("f", title: "", caption: "", panels: [Panel(marks: marks)]))
    #expect(found.count == 5)
    #expect(
      found[0].map(\.count) == [3, 3, 3] && found[0][1] == [2, 3, 8] && found[0][2][2].isNaN)
    #expect(found[1] == [[1, 2], [3, 4], [5, 6], [7, 8]])
    #expect(found[2] == [[1, 2, 3, 4]])  // an arrow is its tail and its extent
    #expect(found[3] == [[1, 3], [2, 4]])
    #expect(
      found[4] == [[0, -1, 1], [2, -1, 2], [4, -1, 3], [0, 1, 4], [2, 1, 5], [4, 1, 6]])
  }

  @Test func picturesStandSideBySideWithAPixelBetween() {
    let grid = ImageGrid(Tensor([0, 1, 0.5, .infinity], shape: [1, 2, 1, 2]))
    let found = blocks(Figure("f", title: "", caption: "", panels: [.images(grid)]))
    #expect(
      found == [[[0, 0, 0], [1, 0, 255], [2, 0, 255], [3, 0, 128], [4, 0, 255]]])
  }

  @Test func textStaysText() {
    let script = GnuplotFigure(figure).script
    // One line for the title of a panel, its quotes doubled.
    #expect(
      script.contains(
        "set title '<script>alert(''1'')</script> \"%d\" {_a^b} @\\n & ünïcödé'"))
    #expect(script.contains("noenhanced"))
    #expect(!script.contains("\n& ünïcödé"))
  }

  @Test func axesAreWhatTheySay() {
    let panel = Panel(
      x: Axis("x", range: 0...2, isReversed: true),
      y: Axis("y", isLogarithmic: true, range: 1e-4...10),
      marks: [.bars(Bars(at: [1], heights: [1]))])
    let script = GnuplotFigure(Figure("f", title: "", caption: "", panels: [panel])).script
    #expect(script.contains("set xrange [2.0:0.0]"))
    #expect(script.contains("set logscale y") && script.contains("set yrange [0.0001:10.0]"))
    #expect(
      script.contains(
        "set ytics ('10⁻⁴' 0.0001, '10⁻³' 0.001, '0.01' 0.01, '0.1' 0.1, '1' 1.0, '10' 10.0)"))
  }

  /// The names of elements and the texts of an SVG file.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) { elements[name, default: 0] += 1 }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  }

  @Test(.needsProgram("gnuplot")) func gnuplotDrawsEveryMark() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("symmetron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let drawn = GnuplotFigure(figure)
    try Data(drawn.script.utf8).write(to: folder.appendingPathComponent("all.gp"))
    try Data(drawn.data.utf8).write(to: folder.appendingPathComponent("all.dat"))
    let notes = try #require(Gnuplot()).draw(["all"], in: folder.path, threads: 1)
    #expect(notes.isEmpty)

    let svg = try Data(contentsOf: folder.appendingPathComponent("all.svg"))
    let (parser, reader) = (XMLParser(data: svg), Reader())
    parser.delegate = reader
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    for text in [
      "<script>alert('1')</script>", "y, in GeV", "curve", "flow", "phase", "first", "10", "-0.5",
    ] {
      #expect(reader.text.contains(text), "\(text)")
    }
    #expect(reader.elements["script", default: 0] == 0)
    // Five panels hold two heat maps and a mosaic.
    #expect(reader.elements["image", default: 0] + reader.elements["polygon", default: 0] >= 3)
    let pdf = try Data(contentsOf: folder.appendingPathComponent("all.pdf"))
    let png = try Data(contentsOf: folder.appendingPathComponent("all.png"))
    #expect(pdf.prefix(5) == Data("%PDF-".utf8) && png.prefix(4) == Data([137, 80, 78, 71]))
  }

  @Test(.needsProgram("gnuplot")) func whatGnuplotSaysIsPassedOn() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("symmetron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("plot nonsense here\n".utf8).write(to: folder.appendingPathComponent("bad.gp"))
    let notes = try #require(Gnuplot()).draw(["bad"], in: folder.path, threads: 1)
    #expect(notes.count == 1 && notes[0].contains("figures/bad.gp"))
  }
}
