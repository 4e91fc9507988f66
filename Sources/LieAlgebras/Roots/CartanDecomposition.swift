internal import ComplexModule
internal import Tensors

/// A Cartan subalgebra of a semisimple algebra, its roots, and how well they fit a root system.
///
/// Goals: certainty (the Cartan integers must be integers), then speed. A random element's kernel is
/// a Cartan subalgebra; root values come from left and right eigenvectors, so no complex matrix is
/// inverted. Several elements and ranks are tried and the most integral result kept.
struct CartanDecomposition: Sendable {
  /// An orthonormal basis of the Cartan subalgebra, `[l, m]`.
  let cartan: Tensor<Double>
  /// Real and imaginary parts of the values of each root on the Cartan basis, `[roots, l]`.
  let roots: (real: Tensor<Double>, imaginary: Tensor<Double>)
  /// Real and imaginary parts of the unit root vectors, `[roots, m]`.
  let vectors: (real: Tensor<Double>, imaginary: Tensor<Double>)
  /// Real and imaginary parts of the coroots `K⁻¹α` up to scale, `[roots, m]`.
  let coroots: (real: Tensor<Double>, imaginary: Tensor<Double>)
  /// `conjugate[i]` is the root that complex conjugation makes of root `i`.
  let conjugate: [Int]
  /// The inner products of the roots that the Killing form induces, `[roots, roots]`.
  let gram: Tensor<Double>
  /// How far the Cartan integers `2⟨α, β⟩/⟨β, β⟩` are from integers, at most.
  let integrality: Double

  /// The best decomposition that random elements of a semisimple algebra yield; nil if none is
  /// remotely a root system.
  static func best(
    of algebra: StructureConstants, goodEnough: Double = 1e-3,
    using rng: inout some RandomNumberGenerator
  ) -> CartanDecomposition? {
    let killing = algebra.killingForm
    var best: CartanDecomposition?
    for batch in [2, 6, 16] {
      var candidates: [Candidate] = []
      for _ in 0..<batch {
        let direction: Tensor<Double> = rng.normals([algebra.dimension])
        candidates += Candidate.ranked(direction / direction.norm, in: algebra)
      }
      candidates.sort { $0.gap > $1.gap }
      for candidate in candidates.prefix(min(8, 2 * batch)) {
        let found = CartanDecomposition(candidate, in: algebra, killing: killing)
        if let found, found.integrality < best?.integrality ?? 0.5 { best = found }
        if let best, best.integrality < goodEnough { return best }
      }
    }
    return best
  }

  /// A random element and a number of its eigenvalues that may be zero.
  private struct Candidate {
    let adjoint: Tensor<Double>
    let rank: Int
    let gap: Double

    /// The three most plausible ranks.
    static func ranked(_ x: Tensor<Double>, in algebra: StructureConstants) -> [Candidate] {
      let adjoint = algebra.adjoint(x)
      let sizes = adjoint.eigenvalues().map(\.length).sorted()
      let d = sizes.count
      // Below the noise no ratio means anything.
      let floor = max(algebra.noise, 1e-12 * (sizes.last ?? 0))
      var found: [Candidate] = []
      for l in stride(from: d - 2, through: 1, by: -2) {
        let gap = max(sizes[l], floor) / max(sizes[l - 1], floor)
        found.append(Candidate(adjoint: adjoint, rank: l, gap: gap))
      }
      return Array(found.sorted { $0.gap > $1.gap }.prefix(3))
    }
  }

  private init?(_ candidate: Candidate, in algebra: StructureConstants, killing: Tensor<Double>) {
    let (m, l) = (algebra.dimension, candidate.rank)
    let count = m - l
    let eigen = candidate.adjoint.eigen()
    let chosen = eigen.values.indices
      .sorted { eigen.values[$0].length > eigen.values[$1].length }.prefix(count)
    func stack(_ vectors: [[Complex<Double>]]) -> (Tensor<Double>, Tensor<Double>) {
      let picked = chosen.map { vectors[$0] }
      return (
        Tensor(picked.flatMap { $0.map(\.real) }, shape: [count, m]),
        Tensor(picked.flatMap { $0.map(\.imaginary) }, shape: [count, m])
      )
    }
    let (v, w) = stack(eigen.right)
    let (s, t) = stack(eigen.left)
    let h = candidate.adjoint.smallestRightVectors(l)
    let metric = h.matmul(killing).matmul(h, transposed: .right)
    guard
      let (a, b) = Self.rootValues(cartan: h, right: (v, w), left: (s, t), in: algebra),
      let inverse = metric.inverse, inverse.isFinite
    else { return nil }

    let (ai, bi) = (a.matmul(inverse), b.matmul(inverse))
    let gram =
      ai.matmul(a, transposed: .right) - bi.matmul(b, transposed: .right)
    let skew = ai.matmul(b, transposed: .right) + bi.matmul(a, transposed: .right)
    self.gram = 0.5 * (gram + gram.transposed)
    integrality = Self.defect(of: self.gram, imaginary: skew, rank: l)
    guard integrality < 0.5 else { return nil }
    cartan = h
    roots = (a, b)
    vectors = (v, w)
    coroots = (ai.matmul(h), bi.matmul(h))
    let values = chosen.map { eigen.values[$0] }
    conjugate = values.map { value in
      let distances = values.map { ($0 - value.conjugate).lengthSquared }
      return distances.indices.min { distances[$0] < distances[$1] } ?? 0
    }
  }

  /// `αᵢ(h) = uᵢ† ad(h) vᵢ / uᵢ† vᵢ` for every root and Cartan element: real and imaginary parts,
  /// `[roots, l]` each.
  private static func rootValues(
    cartan: Tensor<Double>, right: (Tensor<Double>, Tensor<Double>),
    left: (Tensor<Double>, Tensor<Double>), in algebra: StructureConstants
  ) -> (Tensor<Double>, Tensor<Double>)? {
    let (l, m, count) = (cartan.shape[0], cartan.shape[1], right.0.shape[0])
    func pair(_ x: Tensor<Double>, _ y: Tensor<Double>, _ i: Int) -> Complex<Double> {
      // u†v with u = left, v = x + iy
      var (re, im) = (0.0, 0.0)
      for k in i * m..<(i + 1) * m {
        let (p, q) = (left.0.scalars[k], left.1.scalars[k])
        let (a, b) = (x.scalars[k], y.scalars[k])
        re += p * a + q * b
        im += p * b - q * a
      }
      return Complex(re, im)
    }
    let lengths = (0..<count).map { pair(right.0, right.1, $0) }
    guard lengths.allSatisfy({ $0.length > 1e-10 }) else { return nil }
    var real = [Double](repeating: 0, count: count * l)
    var imaginary = real
    for a in 0..<l {
      let action = algebra.adjoint(cartan.row(a))
      let (x, y) = (
        right.0.matmul(action, transposed: .right), right.1.matmul(action, transposed: .right)
      )
      for i in 0..<count {
        let value = pair(x, y, i) / lengths[i]
        real[i * l + a] = value.real
        imaginary[i * l + a] = value.imaginary
      }
    }
    let shape = [count, l]
    return (Tensor(real, shape: shape), Tensor(imaginary, shape: shape))
  }

  /// The largest distance of a Cartan integer from {0, ±1, ±2, ±3}; also counts imaginary parts and a
  /// trace that is not the rank, because the Gram matrix of all roots is a projector.
  private static func defect(of gram: Tensor<Double>, imaginary: Tensor<Double>, rank: Int)
    -> Double
  {
    let n = gram.shape[0]
    var defect = (gram.trace - Double(rank)).magnitude / Double(rank)
    for j in 0..<n {
      let length = gram.scalars[j * n + j]
      guard length > 1e-12 else { return .infinity }
      for i in 0..<n {
        let integer = 2 * gram.scalars[i * n + j] / length
        let nearest = min(max(integer.rounded(), -3), 3)
        let skew = 2 * imaginary.scalars[i * n + j] / length
        defect = max(defect, (integer - nearest).magnitude, skew.magnitude)
      }
    }
    return defect.isFinite ? defect : .infinity
  }
}
