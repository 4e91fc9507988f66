import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct MexicanHatTests {
  @Test(
    "Points lie in their level and box, and on the orbits of closed form", arguments: [1e-3, 1e-2])
  func levels(halfWidth: Double) {
    var hat = MexicanHat()
    (hat.halfWidth, hat.pointsPerClass) = (halfWidth, 200)
    let table = hat.sample(seed: 3)
    #expect(table.count == 11 * 200)
    // r² = (a ∓ √(a² + 4V))/2: two radii below zero, a disc and a circle at zero, one radius above.
    #expect(Set(table.orbits).count == 17)
    for i in 0..<table.count {
      let (x, y) = (table.features[i, 0], table.features[i, 1])
      let s = x * x + y * y
      let level = Double(table.labels[0][i] - 5) / 5
      #expect((s * s - 2.3 * s - level).magnitude <= halfWidth * (1 + 1e-9))
      #expect(max(x.magnitude, y.magnitude) <= 1.7)
      expectClose(table.invariants[i], s.squareRoot(), rtol: 1e-12)
    }
    for label in 0..<11 {
      let rows = (0..<table.count).filter { table.labels[0][$0] == label }
      let isInner = Set(rows.map { table.invariants[$0] < (2.3 / 2).squareRoot() })
      #expect(isInner.count == (label <= 5 ? 2 : 1))
      #expect(Set(rows.map { table.orbits[$0] }).count == isInner.count)
    }
  }

  @Test func rowsAreUniformInArea() {
    // Both circles of a level have the same area: dr² is the same at both roots.
    var hat = MexicanHat()
    (hat.pointsPerClass, hat.box) = (4000, 3)
    let table = hat.sample(seed: 1)
    let inner = (0..<4000).count { table.invariants[$0] < 1 }  // class −5
    #expect((Double(inner) / 4000 - 0.5).magnitude < 4 * 0.5 / 4000.0.squareRoot())
  }

  @Test func seedsMatter() {
    var hat = MexicanHat()
    hat.pointsPerClass = 20
    #expect(hat.sample(seed: 1).features == hat.sample(seed: 1).features)
    #expect(hat.sample(seed: 1).features != hat.sample(seed: 2).features)
  }
}

@Suite struct SuperpotentialTests {
  @Test func pointsLieInTheirLevelsWithBothInvariants() {
    var potential = Superpotential()
    potential.pointsPerClass = 40
    let table = potential.sample(seed: 2)
    #expect(table.count == 121 * 40)
    for i in 0..<table.count {
      let x = table.features.row(i).scalars
      // u = x₁y₂ − x₂y₁ with columns re x1, re x2, re y1, re y2, im …
      let re = x[0] * x[3] - x[4] * x[7] - x[1] * x[2] + x[5] * x[6]
      let im = x[0] * x[7] + x[4] * x[3] - x[1] * x[6] - x[5] * x[2]
      let (w, v) = (re + (re * re - im * im) / 2, im + re * im)
      #expect((w - Double(table.labels[0][i] - 5)).magnitude <= 0.01 + 1e-9)
      #expect((v - Double(table.labels[1][i] - 5)).magnitude <= 0.01 + 1e-9)
      #expect(x.allSatisfy { $0.magnitude <= 2 })
      expectClose(table.invariants[i], re, atol: 1e-12)
      #expect(table.orbits[i] % 2 == (re >= -1 ? 0 : 1))
    }
    #expect(Set(table.orbits).count == 242)
  }

  @Test func threadsDoNotMatter() {
    var potential = Superpotential()
    potential.pointsPerClass = 5
    #expect(
      potential.sample(seed: 1, threads: 1).features
        == potential.sample(seed: 1, threads: 2).features)
  }
}

@Suite struct GroupOrbitTests {
  @Test("Without noise, points lie on the orbit", arguments: [2, 3, 5])
  func spheres(n: Int) {
    let cloud = GroupOrbit(.so(n), count: 50).sample(seed: 1)[0]
    for point in cloud.unstacked { expectClose(point.norm, 1, rtol: 1e-12) }
    #expect(cloud.gram.symmetricEigenvalues.allSatisfy { $0 > 50 / Double(n) / 3 })
  }

  @Test func su2MovesAllCloudsByTheSameElement() {
    let clouds = GroupOrbit(.su2(clouds: 3), count: 30).sample(seed: 4)
    for i in 0..<30 {
      let (p, q, r) = (clouds[0].row(i), clouds[1].row(i), clouds[2].row(i))
      // Hermitian products of the vectors (1, 0), (0, 1) and (i, 0) are kept: ⟨p, q⟩ = 0, ⟨p, r⟩ = i.
      for (a, b, re, im) in [(p, q, 0.0, 0.0), (p, r, 0, 1), (p, p, 1, 0)] {
        expectClose(
          a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3], re, atol: 1e-12)
        expectClose(
          a[0] * b[2] + a[1] * b[3] - a[2] * b[0] - a[3] * b[1], im, atol: 1e-12)
      }
      // Determinant 1: p₁ q₂ − p₂ q₁.
      expectClose(p[0] * q[1] - p[2] * q[3] - p[1] * q[0] + p[3] * q[2], 1, atol: 1e-12)
      expectClose(p[0] * q[3] + p[2] * q[1] - p[1] * q[2] - p[3] * q[0], 0, atol: 1e-12)
    }
  }

  @Test func toriAndCircles() {
    for point in GroupOrbit(.torus, count: 20).sample(seed: 1)[0].unstacked {
      expectClose(point[0] * point[0] + point[1] * point[1], 1, rtol: 1e-12)
      expectClose(point[2] * point[2] + point[3] * point[3], 1, rtol: 1e-12)
    }
    for point in GroupOrbit(.circles, count: 20).sample(seed: 1)[0].unstacked {
      expectClose(point.norm, 1, rtol: 1e-12)
      #expect(point[0] == 0 && point[1] == 0 || point[2] == 0 && point[3] == 0)
    }
  }

  @Test func noiseIsThatOfTheRadius() {
    let cloud = GroupOrbit(.so(3), count: 4000, noise: 0.1).sample(seed: 1)[0]
    let radii = cloud.unstacked.map(\.norm)
    let mean = radii.reduce(0, +) / 4000
    let deviation = (radii.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000).squareRoot()
    // Five standard errors of the mean and of the deviation.
    expectClose(mean, 1, atol: 5 * 0.1 / 4000.0.squareRoot())
    expectClose(deviation, 0.1, atol: 5 * 0.1 / 8000.0.squareRoot())
  }
}
