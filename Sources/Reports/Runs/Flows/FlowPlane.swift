internal import Tensors

/// The plane of two coordinates: samples, level sets of the oracle, flows.
///
/// Source: *Oracle-Preserving Latent Flows* (2023), fig. 4 and, with two fields, fig. 6.
struct FlowPlane {
  private let document: FlowDocument
  private let grid: FlowOracleGrid
  private let samples: FlowSamples?
  private let curves: FlowCurves?

  /// Nil unless there is a grid in the plane.
  init?(
    _ document: FlowDocument, _ grid: FlowOracleGrid?, _ samples: FlowSamples?,
    _ curves: FlowCurves?
  ) {
    guard let grid, grid.axes.count == 2, document.coordinates.count == 2 else { return nil }
    (self.document, self.grid, self.samples, self.curves) = (document, grid, samples, curves)
  }

  /// The number of fields that are known, on the grid or along curves.
  private var fields: Int { max(grid.fieldCount, curves?.fields ?? 0) }

  /// An arrow stands at every so many places of the grid.
  private static let stride = 4
  /// The shares of the points below the level sets that are drawn.
  private static let shares = [0.02, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.98]

  /// The figure.
  var figure: Figure {
    let (x, y) = (grid.ranges[0], grid.ranges[1])
    let spans = [x, y].map { $0.upperBound - $0.lowerBound }
    return Figure(
      "plane", title: samples == nil ? "Level sets and flows" : "The latent plane",
      caption: (samples == nil ? "" : "Points are samples that only judge. ")
        + "Arrows are the \(fields == 1 ? "flow" : "flows"); thick curves follow "
        + "\(fields == 1 ? "it" : "them") from \(curves?.classes.isEmpty == false ? "the centres of the classes" : "some points"). "
        + "A flow that is a symmetry runs along the level sets of the oracle (thin).",
      panels: [
        Panel(
          x: Axis(document.coordinates[0], range: x), y: Axis(document.coordinates[1], range: y),
          hasEqualScales: true, aspect: min(1.2, max(0.5, spans[1] / max(spans[0], 1e-300))),
          marks: (samples?.marks(size: 1.6) { $0 } ?? []) + levels + flows + line
            + (samples?.stars { $0 } ?? []))
      ])
  }

  /// The colour of a field: none of a class.
  static func ink(_ field: Int, classes: Int) -> Ink {
    field == 0 ? .neutral : .series(max(classes, 2) + field - 1)
  }

  private var levels: [Mark] {
    let (x, y) = (grid.ranges[0], grid.ranges[1])
    let levels = Set(grid.levels(Self.shares)).sorted()
    var marks: [Mark] = []
    if !levels.isEmpty {
      marks.append(
        .contours(
          Contours(
            grid.rows(grid.values), x: x, y: y, levels: levels, name: "level sets", ink: .faint)))
    }
    for (number, boundary) in grid.boundaries.enumerated() {
      marks.append(
        .contours(
          Contours(
            grid.rows(boundary), x: x, y: y, levels: [0],
            name: number == 0 ? "equally likely" : nil, ink: .series(10))))
    }
    return marks
  }

  /// Arrows and streamlines of each field.
  private var flows: [Mark] {
    let classes = curves?.classes.count ?? 0
    let places = Swift.stride(from: 2, to: grid.size, by: Self.stride)
    let spacing = grid.axes.map { ($0[1] - $0[0]) * Double(Self.stride) }.min() ?? 1
    let scale = 0.75 * spacing / grid.typicalLength
    return (0..<fields).flatMap { field -> [Mark] in
      let ink = Self.ink(field, classes: classes)
      let name = fields == 1 ? "flow" : "flow \(field + 1)"
      var marks: [Mark] = []
      var (tails, heads): ([[Double]], [[Double]]) = ([], [])
      if field < grid.fieldCount {
        for i in places {
          for j in places {
            let tail = grid.point(i * grid.size + j)
            guard let v = grid.field(field, at: i * grid.size + j), v.allSatisfy(\.isFinite) else {
              continue
            }
            tails.append(tail)
            // A field that is longer than most is shown shorter than it is.
            let factor = min(scale, spacing / max(Tensor(v).norm, .leastNormalMagnitude))
            heads.append(zip(tail, v).map { $0 + factor * $1 })
          }
        }
      }
      if !tails.isEmpty {
        marks.append(
          .arrows(Arrows(from: Tensor(rows: tails), to: Tensor(rows: heads), name: name, ink: ink)))
      }
      if let curves, field < curves.fields, curves.curves[0].points.shape[1] == 2 {
        let paths = curves.starts.indices.map { curves.curve($0, field).points }
        marks.append(
          .lines(Lines(paths, name: tails.isEmpty ? name : nil, ink: ink, width: 2)))
      }
      return marks
    }
  }

  private var line: [Mark] {
    guard let points = curves?.straight?.points, points.shape[1] == 2 else { return [] }
    return [
      .lines(Lines([points], name: "straight line", ink: .neutral, width: 1.2, isDashed: true))
    ]
  }
}
