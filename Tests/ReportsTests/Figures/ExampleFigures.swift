import Reports
import Tensors
import Testing

/// Figures with every mark, for the tests of both renderers.
enum ExampleFigures {
  static let hostile = "<script>alert('1')</script> \"%d\" {_a^b} @\\n\n& ünïcödé"

  static let places = Tensor<Double>(rows: [[0, 1], [2, 3], [4, 0.5]])
  static let ball: Tensor<Double> = {
    var values: [Double] = []
    for i in 0..<11 {
      for j in 0..<11 {
        for k in 0..<11 {
          values.append(Double((i - 5) * (i - 5) + (j - 5) * (j - 5) + (k - 5) * (k - 5)))
        }
      }
    }
    return Tensor(values, shape: [11, 11, 11])
  }()

  static let panels: [Panel] = [
    Panel(
      title: hostile, x: Axis(hostile), y: Axis("y, in GeV", isLogarithmic: true),
      marks: [
        .points(Points(places, name: hostile, hover: [hostile, "b", "c"])),
        .lines(Lines([places, places], name: "curve", ink: .series(1), isDashed: true)),
        .bars(Bars(at: [1, 2], heights: [0.3, 4], name: "bars", ink: .faint)),
      ]),
    Panel(
      x: Axis("x"), y: Axis("y"), hasEqualScales: true,
      marks: [
        .heatMap(HeatMap(Tensor(rows: [[0, 1], [2, 3]]), x: 0...1, y: 0...1, label: "f")),
        .contours(
          Contours(
            Tensor(rows: [[0, 1], [2, 3]]), x: 0...1, y: 0...1, levels: [0.5, 1.5], name: "f")),
        .arrows(Arrows(from: places, to: places.map { $0 + 1 }, name: "flow")),
        .points(
          Points(places, ink: .neutral, size: 12, symbol: .star, texts: ["1", "\"2\"", "3"])),
      ]),
    Panel(
      x: Axis("x"), y: Axis("y"), z: Axis("z"),
      marks: [
        .surface(LevelSurface(ball, ranges: [-1...1, -1...1, -1...1], level: 12, name: "ball")),
        .points(
          Points(
            Tensor(rows: [[0, 0, 0], [1, 1, 1]]),
            values: .init([0, 1], label: "phase"))),
        .arrows(Arrows(from: Tensor(rows: [[0, 0, 0]]), to: Tensor(rows: [[1, 0, 0]]))),
        .lines(Lines([Tensor(rows: [[0, 0, 0], [1, 1, 1]])])),
      ]),
    .matrix(
      Tensor(rows: [[1, -0.5], [0, 2]]), rowNames: ["a", hostile], columnNames: ["c", "d"]),
    .images(
      ImageGrid(Tensor((0..<24).map { Double($0) / 23 }, shape: [2, 3, 2, 2])),
      rowNames: ["first", "second"], columnNames: ["1", "2", "3"]),
  ]
}
