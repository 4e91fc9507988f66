import Discovery
import Oracles
import Tensors
import TestSupport
import Testing

/// Angles between known tangents and known flows.
@Suite struct RotationAnglesTests {
  static let rotations = FlowLossTests.rotations

  private func angles(_ fields: [Tensor<Double>], tangents: Tensor<Double>, at x: Tensor<Double>)
    throws -> RotationAngles
  {
    let flow = KnownFlows.linear(fields, try FormulaOracle("x^2 + y^2 + z^2"))
    return RotationAngles(
      tangents: tangents, flow: flow, at: x,
      classes: (0..<x.shape[0]).map { $0 % 2 == 0 ? "even" : "odd" }, degrees: 3, threads: 1)
  }

  /// The tangent of the rotation about the third axis.
  private func turned(_ x: Tensor<Double>) -> Tensor<Double> {
    Tensor(rows: (0..<x.shape[0]).map { [-x[$0, 1], x[$0, 0], 0] })
  }

  @Test func vanishForTheRotationItself() throws {
    let x = normals([200, 3], seed: 1)
    for fields in [[Self.rotations[2]], [Self.rotations[0], Self.rotations[1]], Self.rotations] {
      // The three rotations span a plane, in which every one of them lies.
      let isFound = fields.count != 2
      let angles = try angles(fields, tangents: turned(x), at: x)
      if isFound { #expect(angles.median < 1e-4, "\(angles)") }
      #expect(angles.toFreeDirections < 1e-4)
      #expect(angles.images == 200 && angles.delta == 3)
      #expect(Set(angles.byClass.keys) == ["even", "odd"])
    }
  }

  /// Half of it along the radius, which no rotation moves along: 45 degrees, to the free directions as well.
  @Test func areThoseOfPlaneGeometry() throws {
    let x = normals([200, 3], seed: 2)
    var tangents = turned(x)
    for i in 0..<200 {
      let (own, radius) = (tangents.row(i).norm, x.row(i).norm)
      for j in 0..<3 { tangents[i, j] += x[i, j] * own / radius }
    }
    let angles = try angles([Self.rotations[2]], tangents: tangents, at: x)
    expectClose(angles.median, 45, rtol: 1e-6)
    expectClose(angles.toFreeDirections, 45, rtol: 1e-6)
    for one in angles.byClass.values { expectClose(one, 45, rtol: 1e-6) }
    let across = try self.angles([Self.rotations[2]], tangents: x, at: x)
    expectClose(across.median, 90, rtol: 1e-6)
  }

  /// The angle between random lines of space has the median 60 degrees, that between line and plane 30.
  @Test func byChance() throws {
    let x = normals([4000, 3], seed: 3)
    let line = try angles([Self.rotations[2]], tangents: turned(x), at: x)
    expectClose(line.byChance, 60, rtol: 0.05)
    let plane = try angles(Self.rotations, tangents: turned(x), at: x)
    expectClose(plane.byChance, 30, rtol: 0.08)
  }
}
