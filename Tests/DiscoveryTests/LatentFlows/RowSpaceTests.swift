import Discovery
import Tensors
import TestSupport
import Testing

/// What a Jacobian sees, against NumPy's singular values.
@Suite struct RowSpaceTests {
  @Test(arguments: 0..<6) func agreesWithNumPy(index: Int) throws {
    let one = try FlowReference.read().jacobians[index]
    let space = RowSpace(of: Tensor(one.jacobian, shape: [1, one.k, one.n]), threads: 1)
    #expect(space.ranks == [one.rank])
    // Through squares, values near rounding come out as its square root.
    let largest = one.values.max() ?? 0
    expectClose(space.singularValues.row(0), Tensor(one.values), rtol: 1e-9, atol: 1e-7 * largest)
    let fields = Tensor(one.fields, shape: [1, 2, one.n])
    expectClose(
      space.removed(from: fields), Tensor(one.removed, shape: [1, 2, one.n]), rtol: 1e-9, atol: 1e-9
    )
    let rows = space.basis.row(0)
    let gram = rows.matmul(rows, transposed: .right)
    let seen = (0..<min(one.k, one.n)).map { $0 < one.rank ? 1.0 : 0 }
    expectClose(gram, .diagonal(seen), atol: 1e-9)
  }

  @Test func threadsDoNotMatter() {
    let jacobians = normals([1500, 3, 5], seed: 1)
    let spaces = [1, 2, 3].map { RowSpace(of: jacobians, threads: $0) }
    for other in spaces.dropFirst() {
      #expect(other.basis == spaces[0].basis && other.ranks == spaces[0].ranks)
    }
  }

  /// The rank at most points, the medians of singular values, and what is left.
  @Test func localRank() {
    var jacobians = Tensor<Double>.zeros([5, 2, 3])
    for i in 0..<5 {
      jacobians[i, 0, 0] = Double(i + 1)
      jacobians[i, 1, 1] = i == 4 ? 0 : 0.5
    }
    let rank = LocalRank(RowSpace(of: jacobians, threads: 1))
    #expect(rank.dimension == 3 && rank.rank == 2 && rank.freeDirections == 1)
    #expect(rank.share == 0.8)
    expectClose(Tensor(rank.singularValues), Tensor([3, 0.5]))
    expectClose(Tensor(rank.low), Tensor([1, 0]), atol: 1e-7)
    expectClose(Tensor(rank.high), Tensor([4, 0.5]))
  }
}
