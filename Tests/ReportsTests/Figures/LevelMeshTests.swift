import Reports
import Tensors
import TestSupport
import Testing

@Suite struct LevelMeshTests {
  /// The squared distance from the middle of the cube −1 … 1, on `size` places along each axis.
  private func ball(_ size: Int, level: Double) -> LevelSurface {
    let places = (0..<size).map { 2 * Double($0) / Double(size - 1) - 1 }
    let values = places.flatMap { x in
      places.flatMap { y in places.map { z in x * x + y * y + z * z } }
    }
    return LevelSurface(
      Tensor(values, shape: [size, size, size]), ranges: [-1...1, -1...1, -1...1], level: level)
  }

  /// Corners, as texts that are equal where they are the same.
  private func name(_ corner: [Double]) -> String { "\(corner)" }

  @Test(arguments: [16, 31, 33])
  func aSphereIsClosed(size: Int) {
    let faces = LevelMesh(ball(size, level: 0.5), most: 16).faces
    #expect(faces.count > 100)
    #expect(faces.allSatisfy { $0.count == 4 && $0.allSatisfy { $0.count == 3 } })
    let vertices = Set(faces.flatMap { $0.map(name) })
    var edges: [Set<String>: Int] = [:]
    for face in faces {
      for i in 0..<4 { edges[[name(face[i]), name(face[(i + 1) % 4])], default: 0] += 1 }
    }
    // Every edge belongs to two faces, and Euler's number is that of a sphere.
    #expect(edges.values.allSatisfy { $0 == 2 })
    #expect(vertices.count - edges.count + faces.count == 2)
    // Corners are means of crossings, inside of the sphere by about the square of a cell.
    for corner in faces.flatMap({ $0 }) {
      let radius = Tensor(corner).norm
      #expect((radius - 0.5.squareRoot()).magnitude < 0.02, "\(corner)")
    }
  }

  @Test func aPlaneIsExact() {
    // x + 2y − z = 0.3 on a grid whose axes differ.
    let ranges = [0.0...1, -1.0...1, 2.0...4]
    let axes = ranges.map { range in
      (0..<7).map { range.lowerBound + Double($0) / 6 * (range.upperBound - range.lowerBound) }
    }
    let values = axes[0].flatMap { x in axes[1].flatMap { y in axes[2].map { x + 2 * y - $0 } } }
    let surface = LevelSurface(
      Tensor(values, shape: [7, 7, 7]), ranges: ranges, level: -2.3)
    let faces = LevelMesh(surface, most: 16).faces
    #expect(!faces.isEmpty)
    for corner in faces.flatMap({ $0 }) {
      #expect((corner[0] + 2 * corner[1] - corner[2] + 2.3).magnitude < 1e-9)
    }
  }

  @Test func nothingIsDrawnWhereThereIsNothing() {
    #expect(LevelMesh(ball(9, level: 5), most: 16).faces.isEmpty)
    var holed = ball(9, level: 0.5)
    let whole = LevelMesh(holed, most: 16).faces.count
    holed.values[4, 4, 0] = .nan
    holed.values[4, 4, 1] = .nan
    #expect(LevelMesh(holed, most: 16).faces.count < whole)
  }
}
