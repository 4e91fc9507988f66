internal import Foundation
internal import Tensors

/// The space of three coordinates: samples, level surfaces of the oracle, flows.
///
/// Source: *Oracle-Preserving Latent Flows* (2023), fig. 7.
struct FlowSpace {
  private let document: FlowDocument
  private let grid: FlowOracleGrid
  private let samples: FlowSamples?
  private let curves: FlowCurves?

  /// Nil unless there is a grid in space.
  init?(
    _ document: FlowDocument, _ grid: FlowOracleGrid?, _ samples: FlowSamples?,
    _ curves: FlowCurves?
  ) {
    guard let grid, grid.axes.count == 3, document.coordinates.count == 3 else { return nil }
    (self.document, self.grid, self.samples, self.curves) = (document, grid, samples, curves)
  }

  /// The number of fields that are known, on the grid or along curves.
  private var fields: Int { max(grid.fieldCount, curves?.fields ?? 0) }

  /// The probabilities of the level surfaces of two classes, as in the paper.
  private static let probabilities = [(0.0001, "0.0001"), (0.5, "0.5"), (0.9999, "0.9999")]
  /// Else the shares of the points below them.
  private static let shares = [0.15, 0.5, 0.85]
  /// About so many arrows of each field are drawn.
  private static let arrows = 40

  /// The level surfaces, increasing, with their names.
  var surfaces: [(level: Double, name: String)] {
    if curves?.classes.count == 2, let second = curves?.classes.last {
      return Self.probabilities.map {
        (log($0.0 / (1 - $0.0)), "p(\(second)) = \($0.1)")
      }
    }
    return Set(grid.levels(Self.shares)).sorted().map {
      ($0, "oracle = \(FindingNumber.rough($0))")
    }
  }

  /// The figure.
  var figure: Figure {
    let values = Tensor(grid.values, shape: [grid.size, grid.size, grid.size])
    let surfaces = surfaces
    let classes = curves?.classes.count ?? 0
    let marks = surfaces.enumerated().map { number, surface in
      Mark.surface(
        LevelSurface(
          values, ranges: grid.ranges, level: surface.level, name: surface.name,
          ink: .series(classes + 4 + number)))
    }
    return Figure(
      "space", title: "Level surfaces and flows",
      caption:
        "Level surfaces of the oracle\(samples == nil ? "" : ", samples that only judge"), and arrows of the "
        + "\(fields == 1 ? "flow" : "flows") on the surface in the middle: a flow that is a symmetry is tangent "
        + "to it. Curves follow the \(fields == 1 ? "flow" : "flows") from "
        + "\(classes > 0 ? "the centres of the classes" : "some points").",
      panels: [
        Panel(
          x: Axis(document.coordinates[0], range: grid.ranges[0]),
          y: Axis(document.coordinates[1], range: grid.ranges[1]),
          z: Axis(document.coordinates[2], range: grid.ranges[2]), hasEqualScales: true,
          aspect: 0.9,
          marks: marks + (samples?.marks(size: 1.2) { $0 } ?? [])
            + flows(on: surfaces.isEmpty ? nil : surfaces[surfaces.count / 2].level)
            + (samples?.stars { $0 } ?? []))
      ])
  }

  private func flows(on level: Double?) -> [Mark] {
    let classes = curves?.classes.count ?? 0
    let places = level.map(crossings) ?? []
    let extent = grid.ranges.map { $0.upperBound - $0.lowerBound }.max() ?? 1
    let scale = 0.1 * extent / grid.typicalLength
    return (0..<fields).flatMap { field -> [Mark] in
      let ink = FlowPlane.ink(field, classes: classes)
      let name = fields == 1 ? "flow" : "flow \(field + 1)"
      var marks: [Mark] = []
      let arrows = places.compactMap { place -> (tail: [Double], head: [Double])? in
        guard field < grid.fieldCount, let v = place.field(field), v.allSatisfy(\.isFinite) else {
          return nil
        }
        return (place.point, zip(place.point, v).map { $0 + scale * $1 })
      }
      if !arrows.isEmpty {
        marks.append(
          .arrows(
            Arrows(
              from: Tensor(rows: arrows.map(\.tail)), to: Tensor(rows: arrows.map(\.head)),
              name: name, ink: ink)))
      }
      if let curves, field < curves.fields, curves.curves[0].points.shape[1] == 3 {
        marks.append(
          .lines(
            Lines(
              curves.starts.indices.map { inside(curves.curve($0, field).points) },
              name: arrows.isEmpty ? name : nil, ink: ink)))
      }
      return marks
    }
  }

  /// A curve without what lies outside of the grid.
  private func inside(_ curve: Tensor<Double>) -> Tensor<Double> {
    Tensor(
      rows: curve.unstacked.map { point in
        zip(point.scalars, grid.ranges).allSatisfy { $1.contains($0) }
          ? point.scalars : [.nan, .nan, .nan]
      })
  }

  /// A place where the level surface crosses an edge of the grid.
  private struct Crossing {
    let point: [Double]
    /// A field there.
    let field: (Int) -> [Double]?
  }

  /// Some places of a level surface, evenly spread, near samples if there are any.
  private func crossings(_ level: Double) -> [Crossing] {
    let (values, size) = (grid.values, grid.size)
    var found: [Crossing] = []
    for place in values.indices {
      // Edges along the last axis, then along the first.
      for stride in [1, size * size] {
        let next = place + stride
        guard stride == 1 ? place % size < size - 1 : next < values.count else { continue }
        let (a, b) = (values[place] - level, values[next] - level)
        guard a.isFinite, b.isFinite, (a < 0) != (b < 0) else { continue }
        let t = a / (a - b)
        func between(_ a: [Double], _ b: [Double]) -> [Double] {
          zip(a, b).map { $0 + t * ($1 - $0) }
        }
        found.append(
          Crossing(point: between(grid.point(place), grid.point(next))) { number in
            guard let a = grid.field(number, at: place), let b = grid.field(number, at: next) else {
              return nil
            }
            return between(a, b)
          })
      }
    }
    return spread(found)
  }

  /// The farthest from those before, one after the other.
  private func spread(_ all: [Crossing]) -> [Crossing] {
    guard var next = all.indices.first else { return [] }
    var distances = [Double](repeating: .infinity, count: all.count)
    var chosen: [Crossing] = []
    while chosen.count < min(Self.arrows, all.count) {
      let point = all[next].point
      chosen.append(all[next])
      for i in all.indices {
        let square = zip(all[i].point, point).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        distances[i] = min(distances[i], square)
      }
      next = distances.indices.max { distances[$0] < distances[$1] } ?? next
    }
    return chosen
  }
}
