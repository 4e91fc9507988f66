import Discovery
import Tensors
import TestSupport
import Testing

/// The nearest orthonormal fields.
@Suite struct OrthonormalFieldsTests {
  static let shapes = [[1, 1, 1], [40, 1, 3], [40, 3, 3], [700, 4, 6]]

  @Test(arguments: shapes) func isOrthonormal(shape: [Int]) {
    // Far from dependent, where directions are given up.
    var fields = normals(shape, seed: 1)
    for i in 0..<shape[0] { for a in 0..<shape[1] { fields[i, a, a] += 6 } }
    let nearest = OrthonormalFields.nearest(to: fields, threads: 2)
    #expect(nearest.shape == shape)
    for g in nearest.unstacked {
      expectClose(g.matmul(g, transposed: .right), .identity(shape[1]), atol: 1e-9)
    }
    expectClose(OrthonormalFields.nearest(to: nearest, threads: 1), nearest, rtol: 1e-9, atol: 1e-9)
  }

  /// It spans what the fields span, and no other orthonormal frame of that span, or of all space, is nearer.
  @Test(arguments: 0..<5 as Range<UInt64>) func isNearest(seed: UInt64) {
    let g = normals([1, 3, 5], seed: seed)
    let nearest = OrthonormalFields.nearest(to: g, threads: 1).row(0)
    let fields = g.row(0)
    let least = (fields - nearest).norm
    // ‖G − Q‖² = Σ (σ − 1)² for the polar factor.
    let expected = fields.singularValues.reduce(0) { $0 + ($1 - 1) * ($1 - 1) }
    expectClose(least * least, expected)
    expectClose(
      fields.matmul(nearest, transposed: .right).matmul(nearest), fields, rtol: 1e-9, atol: 1e-9)
    var rng = Philox(seed: seed)
    for _ in 0..<200 {
      let other = randomOrthogonal(5, using: &rng).rows(0..<3)
      #expect((fields - other).norm >= least)
      let turned = randomOrthogonal(3, using: &rng).matmul(nearest)
      #expect((fields - turned).norm >= least)
    }
  }

  @Test func vanishesWhereFieldsDo() {
    expectClose(OrthonormalFields.nearest(to: .zeros([2, 2, 3]), threads: 1), .zeros([2, 2, 3]))
    // Two parallel fields share their one direction.
    let parallel = Tensor<Double>([3, 4, 3, 4], shape: [1, 2, 2])
    let half = 0.5.squareRoot()
    expectClose(
      OrthonormalFields.nearest(to: parallel, threads: 1),
      half * Tensor([0.6, 0.8, 0.6, 0.8], shape: [1, 2, 2]), rtol: 1e-9)
  }
}
