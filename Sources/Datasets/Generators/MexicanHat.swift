internal import Foundation
internal import Tensors

/// Points of the plane in thin level sets of the Mexican hat `V = −a r² + r⁴`, labelled by the level.
///
/// Class `k` holds the points with `V` within `halfWidth` of `spacing · k`. Levels below the rim consist of
/// two circles, level zero of a disc and a circle, levels above of one circle. Rows are uniform in area,
/// as if points had been drawn from the box until enough of them fell into each class.
///
/// Source: Krippendorf, Syvaeri, *Detecting symmetries with neural networks* (2021), eqs 1 and 2.
/// Checked by: `MexicanHatTests`.
public struct MexicanHat: Sendable {
  /// The depth of the hat; the rim is at `r = √(a/2)`.
  public var a = 2.3
  /// The classes run from `−classes` to `classes`.
  public var classes = 5
  /// The distance of neighbouring levels.
  public var spacing = 0.2
  /// Half the width of a level.
  ///
  /// Too large and orbits run together; too small changes nothing but the digits.
  public var halfWidth = 1e-3
  /// Points have coordinates up to this magnitude: all circles fit in.
  ///
  /// It is not printed in the source; 1.5, in a notebook that seems to be its authors', cuts the circles of levels
  /// above zero into arcs.
  ///
  /// Too small and outer circles are cut into arcs.
  public var box = 1.7
  /// The number of points in each class.
  public var pointsPerClass = 1000

  /// The published setting; the box is ours.
  public init() {}

  /// The points, class after class.
  ///
  /// - Precondition: Every class has points in the box.
  public func sample(seed: UInt64) -> GeneratedTable {
    var (points, labels, orbits, radii): ([Double], [Int], [Int], [Double]) = ([], [], [], [])
    var firstOrbit = 0
    for (label, k) in (-classes...classes).enumerated() {
      var rng = Philox(seed: seed, stream: 0x6861_7400_0000_0000 + UInt64(label))
      let rings = self.rings(level: spacing * Double(k))
      let lengths = rings.map { $0.upperBound - $0.lowerBound }
      precondition(!rings.isEmpty, "class \(k) has no points in the box")
      var found = 0
      while found < pointsPerClass {
        // Area is dr²/2 dφ: uniform in r² and in the angle.
        var place = rng.uniform() * lengths.reduce(0, +)
        var ring = 0
        while ring + 1 < rings.count, place > lengths[ring] {
          place -= lengths[ring]
          ring += 1
        }
        let r = (rings[ring].lowerBound + place).squareRoot()
        let angle = 2 * Double.pi * rng.uniform()
        let (x, y) = (r * cos(angle), r * sin(angle))
        guard max(x.magnitude, y.magnitude) <= box else { continue }
        points += [x, y]
        labels.append(label)
        orbits.append(firstOrbit + ring)
        radii.append(r)
        found += 1
      }
      firstOrbit += rings.count
    }
    return GeneratedTable(
      featureNames: ["x", "y"], features: Tensor(points, shape: [labels.count, 2]),
      labelNames: ["level"], labels: [labels], orbits: orbits, invariants: radii)
  }

  /// Whether every class has points in the box.
  public var hasPointsInEveryClass: Bool {
    (-classes...classes).allSatisfy { k in
      // The nearest corner of the box is at r² = 2 box², where only the corner itself is left.
      rings(level: spacing * Double(k)).contains { $0.lowerBound < 1.9 * box * box }
    }
  }

  /// The potential at a squared distance from the origin.
  public func potential(squaredRadius s: Double) -> Double { s * (s - a) }

  /// The ranges of `r²` in which `V` is within ``halfWidth`` of a level, increasing, within the box.
  private func rings(level: Double) -> [ClosedRange<Double>] {
    // s² − a s = v has the roots a/2 ± √(a²/4 + v).
    func root(_ v: Double) -> Double? {
      let square = a * a / 4 + v
      return square >= 0 ? square.squareRoot() : nil
    }
    guard let far = root(level + halfWidth) else { return [] }
    let near = root(level - halfWidth) ?? 0
    let sides =
      near == 0
      ? [(a / 2 - far, a / 2 + far)] : [(a / 2 - far, a / 2 - near), (a / 2 + near, a / 2 + far)]
    return sides.compactMap { low, high in
      let (low, high) = (max(low, 0), min(high, 2 * box * box))
      return low < high ? low...high : nil
    }
  }
}
