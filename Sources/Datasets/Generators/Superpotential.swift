internal import Foundation
public import Tensors

/// Points of ℂ² × ℂ² in thin level sets of the superpotential `W = u + u²/2`, `u = x₁y₂ − x₂y₁`, labelled
/// by the levels of its real and of its imaginary part.
///
/// Almost every class has two values of the invariant, `u = −1 ± √(1 + 2W)`. A class is a thin set in eight
/// dimensions, so three of the four complex coordinates are drawn uniformly from the box, one of the two
/// values of `u` is chosen, and the fourth coordinate, which of them changes from row to row, is solved for;
/// rows outside the box are drawn anew.
///
/// The columns are `re x1, re x2, re y1, re y2, im x1, im x2, im y1, im y2`.
///
/// Source: Krippendorf, Syvaeri, *Detecting symmetries with neural networks* (2021), eqs 3 and 5.
/// Checked by: `SuperpotentialTests`.
public struct Superpotential: Sendable {
  /// The classes of either part run from `−classes` to `classes`.
  public var classes = 5
  /// Half the width of a level of either part.
  public var halfWidth = 1e-2
  /// Real and imaginary parts of the coordinates have magnitudes up to this.
  ///
  /// Too small and some classes cannot be reached.
  public var box = 2.0
  /// The number of points in each class.
  public var pointsPerClass = 1000

  /// The published setting; the box is ours.
  public init() {}

  /// The points, class after class.
  public func sample(seed: UInt64, threads: Int = Parallel.processors) -> GeneratedTable {
    let side = 2 * classes + 1
    let parts = Parallel.map(side * side, threads: threads) { place in
      var rng = Philox(seed: seed, stream: 0x7375_7000_0000_0000 + UInt64(place))
      return self.points(re: place / side - classes, im: place % side - classes, using: &rng)
    }
    let n = pointsPerClass
    let orbits = parts.enumerated().flatMap { place, part in part.branches.map { 2 * place + $0 } }
    return GeneratedTable(
      featureNames: ["re x1", "re x2", "re y1", "re y2", "im x1", "im x2", "im y1", "im y2"],
      features: Tensor(parts.flatMap(\.scalars), shape: [parts.count * n, 8]),
      labelNames: ["re W", "im W"],
      labels: [
        parts.indices.flatMap { [Int](repeating: $0 / side, count: n) },
        parts.indices.flatMap { [Int](repeating: $0 % side, count: n) },
      ], orbits: orbits, invariants: parts.flatMap(\.invariants))
  }

  /// Whether both invariants of every class lie well within what the box allows.
  public var isReachable: Bool {
    // |u| ≤ 4 box², and the largest |u| is about 1 + √(1 + 2√2·classes).
    let largest = 1 + (1 + 2 * 2.0.squareRoot() * Double(classes)).squareRoot()
    return largest < 2 * box * box
  }

  private struct Points: Sendable {
    var scalars: [Double] = []
    var branches: [Int] = []
    var invariants: [Double] = []
  }

  private func points(re: Int, im: Int, using rng: inout Philox) -> Points {
    var result = Points()
    result.scalars.reserveCapacity(8 * pointsPerClass)
    while result.branches.count < pointsPerClass {
      let w = ComplexNumber(
        Double(re) + halfWidth * (2 * rng.uniform() - 1),
        Double(im) + halfWidth * (2 * rng.uniform() - 1))
      let root = (ComplexNumber(1, 0) + w + w).squareRoot
      let branch = rng.uniform() < 0.5 ? 0 : 1
      let u = (branch == 0 ? root : ComplexNumber(0, 0) - root) - ComplexNumber(1, 0)
      var z = (0..<4).map { _ in
        ComplexNumber(box * (2 * rng.uniform() - 1), box * (2 * rng.uniform() - 1))
      }  // x₁, x₂, y₁, y₂
      let solved = Int(rng.next() % 4)
      switch solved {
      case 0: z[0] = (u + z[1] * z[2]) / z[3]
      case 1: z[1] = (z[0] * z[3] - u) / z[2]
      case 2: z[2] = (z[0] * z[3] - u) / z[1]
      default: z[3] = (u + z[1] * z[2]) / z[0]
      }
      guard max(z[solved].re.magnitude, z[solved].im.magnitude) <= box else { continue }
      result.scalars += z.map(\.re) + z.map(\.im)
      result.branches.append(branch)
      result.invariants.append(u.re)
    }
    return result
  }
}

/// As much of complex arithmetic as the superpotential needs.
private struct ComplexNumber {
  var re: Double
  var im: Double

  init(_ re: Double, _ im: Double) { (self.re, self.im) = (re, im) }

  static func + (a: Self, b: Self) -> Self { Self(a.re + b.re, a.im + b.im) }
  static func - (a: Self, b: Self) -> Self { Self(a.re - b.re, a.im - b.im) }
  static func * (a: Self, b: Self) -> Self {
    Self(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
  }
  static func / (a: Self, b: Self) -> Self {
    let square = b.re * b.re + b.im * b.im
    return Self((a.re * b.re + a.im * b.im) / square, (a.im * b.re - a.re * b.im) / square)
  }

  /// The root with a real part that is not negative.
  var squareRoot: Self {
    let size = (re * re + im * im).squareRoot()
    let real = max(0, (size + re) / 2).squareRoot()
    let imaginary = max(0, (size - re) / 2).squareRoot()
    return Self(real, im < 0 ? -imaginary : imaginary)
  }
}
