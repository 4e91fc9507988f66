import Discovery
import LieAlgebras
import Tensors
import TestSupport
import Testing

/// Brackets of fields by differences: their sign, their constants, and how far they are from closing.
@Suite struct FieldBracketsTests {
  /// The fields Ax of some matrices, `[M, N, n]`.
  private func linear(_ matrices: [Tensor<Double>]) -> (Tensor<Double>) -> Tensor<Double> {
    { x in
      Tensor(
        stacking: (0..<x.shape[0]).map { i in
          Tensor(
            stacking: matrices.map {
              $0.matmul(x.row(i).reshaped([x.shape[1], 1])).reshaped([x.shape[1]])
            })
        })
    }
  }

  /// `derivatives[a]` of field b is B·A·x.
  @Test func derivativesAlongFields() {
    let matrices = [normals([3, 3], seed: 1), normals([3, 3], seed: 2)]
    let x = normals([5, 3], seed: 3)
    let brackets = FieldBrackets(of: linear(matrices), at: x)
    for a in 0..<2 {
      let expected = linear(matrices.map { $0.matmul(matrices[a]) })(x)
      expectClose(brackets.derivatives[a], expected, rtol: 1e-8, atol: 1e-8)
    }
  }

  /// Constants have the sign of matrices: `[A, B] = Σ structure·C`, the opposite of that of fields.
  @Test(arguments: ["so:3", "so:4", "so:1,3", "su:2"])
  func constantsAreThoseOfMatrices(name: String) throws {
    let algebra = try #require(catalogBasis(name))
    let (closure, constants) = FieldBrackets(
      of: linear(algebra.unstacked), at: normals([60, algebra.shape[1]], seed: 4)
    ).closure()
    #expect(closure < 1e-6, "\(closure)")
    expectClose(constants, BracketTable(of: algebra).constants, rtol: 1e-6, atol: 1e-6)
    // The convention once more, without the table: AB − BA of the first two.
    let (a, b) = (algebra.row(0), algebra.row(1))
    var sum = Tensor<Double>.zeros(a.shape)
    for c in 0..<algebra.shape[0] { sum.add(algebra.row(c), times: constants[0, 1, c]) }
    expectClose(sum, a.matmul(b) - b.matmul(a), atol: 1e-6)
  }

  private func catalogBasis(_ name: String) -> Tensor<Double>? {
    func rotation(_ n: Int, _ i: Int, _ j: Int, sign: Double) -> Tensor<Double> {
      var matrix = Tensor<Double>.zeros([n, n])
      (matrix[j, i], matrix[i, j]) = (1, -sign)
      return matrix
    }
    func rotations(_ n: Int, times: Int = 0) -> Tensor<Double> {
      Tensor(
        stacking: (0..<n).flatMap { i in
          (i + 1..<n).map { rotation(n, i, $0, sign: i < times ? -1 : 1) }
        })
    }
    return switch name {
    case "so:3": rotations(3)
    case "so:4": rotations(4)
    case "so:1,3": rotations(4, times: 1)
    case "su:2": Tensor(stacking: Self.quaternions)
    default: nil
    }
  }

  /// Left multiplications by i, j and k on ℝ⁴.
  static let quaternions: [Tensor<Double>] = [
    Tensor(rows: [[0, -1, 0, 0], [1, 0, 0, 0], [0, 0, 0, -1], [0, 0, 1, 0]]),
    Tensor(rows: [[0, 0, -1, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, -1, 0, 0]]),
    Tensor(rows: [[0, 0, 0, -1], [0, 0, -1, 0], [0, 1, 0, 0], [1, 0, 0, 0]]),
  ]

  /// The fields ix, jx, kx of ℝ⁴ close; made unit vectors, they do not: the constants would have to be 2/|x|.
  @Test func quaternions() throws {
    let reference = try FlowReference.read().quaternions
    let x = Tensor(reference.points, shape: [400, 4])
    let raw = FieldBrackets(of: linear(Self.quaternions), at: x).closure()
    #expect(raw.residual < 1e-6, "\(raw.residual)")
    expectClose(
      raw.constants, -Tensor(reference.raw.constants, shape: [3, 3, 3]), rtol: 1e-6, atol: 1e-6)
    let unit = FieldBrackets(
      of: { x in
        var fields = linear(Self.quaternions)(x)
        for i in 0..<x.shape[0] {
          for a in 0..<3 { for j in 0..<4 { fields[i, a, j] /= x.row(i).norm } }
        }
        return fields
      }, at: x
    ).closure()
    expectClose(unit.residual, reference.unit.residual, rtol: 1e-5)
    expectClose(
      unit.constants, -Tensor(reference.unit.constants, shape: [3, 3, 3]), rtol: 1e-5, atol: 1e-6)
    // Over all Gaussian points √(2 − π/2), by E 1/|x| = √(π/8) and E 1/|x|² = 1/2; 400 are near it.
    expectClose(unit.residual, (2 - Double.pi / 2).squareRoot(), rtol: 0.2)
  }
}
