internal import Foundation
public import Tensors

/// A noisy cloud of points on an orbit of a group, or several clouds whose rows are moved by the same
/// elements.
///
/// Elements are uniform in the group (Haar measure). Every vector is then scaled by a factor of the normal
/// distribution around 1, as in the source.
///
/// Source: Krippendorf, Syvaeri, *Detecting symmetries with neural networks* (2021), section 3.2.
/// Checked by: `GroupOrbitTests`.
public struct GroupOrbit: Sendable {
  /// The group, and the vectors that it moves.
  public enum Group: Sendable, Equatable {
    /// SO(n) on a unit vector of ℝⁿ.
    case so(Int)
    /// SU(2) on up to three vectors of ℂ² = ℝ⁴, orthogonal as quaternions.
    case su2(clouds: Int)
    /// SO(2) × SO(2) on the vector (1, 0, 1, 0) of ℝ² × ℝ²: a torus.
    case torus
    /// SO(2) × SO(2) on (1, 0, 0, 0) and on (0, 0, 1, 0): two circles in one cloud, half of the points each.
    case circles
  }

  /// The group.
  public var group: Group
  /// The number of points in a cloud.
  public var count: Int
  /// The standard deviation of the radius.
  public var noise: Double

  /// A cloud to be drawn.
  ///
  /// - Precondition: SO(n) has n ≥ 2, and SU(2) one to three clouds.
  public init(_ group: Group, count: Int, noise: Double = 0) {
    switch group {
    case .so(let n): precondition(n >= 2, "SO(\(n)) moves nothing")
    case .su2(let clouds): precondition((1...3).contains(clouds), "\(clouds) clouds of SU(2)")
    case .torus, .circles: break
    }
    (self.group, self.count, self.noise) = (group, count, noise)
  }

  /// The clouds, each `[count, n]`; row `i` of each is moved by the same element.
  public func sample(seed: UInt64) -> [Tensor<Double>] {
    var rng = Philox(seed: seed, stream: 0x6F72_6269_7400_0000)
    var clouds = [[Double]](repeating: [], count: cloudCount)
    for i in 0..<count {
      for (cloud, point) in points(i, using: &rng).enumerated() { clouds[cloud] += point }
    }
    return clouds.map { Tensor($0, shape: [count, dimension]) }
  }

  /// The dimension of the space that the group acts on.
  public var dimension: Int {
    if case .so(let n) = group { n } else { 4 }
  }

  /// The number of clouds.
  public var cloudCount: Int {
    if case .su2(let clouds) = group { clouds } else { 1 }
  }

  private func points(_ i: Int, using rng: inout Philox) -> [[Double]] {
    func scaled(_ vector: [Double]) -> [Double] {
      let factor = 1 + noise * rng.normal()
      return vector.map { factor * $0 }
    }
    switch group {
    case .so(let n): return [scaled(Self.direction(n, using: &rng))]
    case .su2(let clouds):
      let g = Self.direction(4, using: &rng)  // g = (a, −b̄; b, ā), a = g₀ + i g₂, b = g₁ + i g₃
      let moved = [
        g,  // g (1, 0)
        [-g[1], g[0], g[3], -g[2]],  // g (0, 1) = (−b̄, ā)
        [-g[2], -g[3], g[0], g[1]],  // g (i, 0)
      ]
      return moved.prefix(clouds).map(scaled)
    case .torus:
      return [scaled(Self.direction(2, using: &rng)) + scaled(Self.direction(2, using: &rng))]
    case .circles:
      let point = scaled(Self.direction(2, using: &rng))
      return [i % 2 == 0 ? point + [0, 0] : [0, 0] + point]
    }
  }

  /// A direction uniform on the sphere.
  private static func direction(_ n: Int, using rng: inout Philox) -> [Double] {
    let vector = (0..<n).map { _ in rng.normal() }
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / length }
  }
}
