import Tensors
import Testing

/// The kind of matrix that a law is tested on: shape, rank and size of the entries.
struct MatrixCase: CustomTestStringConvertible {
  var rows: Int
  var columns: Int
  /// At most the smaller side; below it the matrix is rank-deficient.
  var rank: Int
  /// The entries are about `2^exponent`.
  var exponent = 0

  var testDescription: String {
    "[\(rows), \(columns)] of rank \(rank)" + (exponent == 0 ? "" : " times 2^\(exponent)")
  }

  /// The smaller side.
  var thin: Int { min(rows, columns) }

  /// The product of Gaussian matrices of the given rank.
  func matrix<Scalar: TensorScalar>(_ type: Scalar.Type, seed: UInt64 = 1) -> Tensor<Scalar> {
    var rng = Philox(seed: seed, stream: UInt64(1000 * rows + columns))
    let left: Tensor<Scalar> = rng.normals([rows, rank])
    let right: Tensor<Scalar> = rng.normals([rank, columns])
    return Scalar(sign: .plus, exponent: Scalar.Exponent(exponent), significand: 1)
      * left.matmul(right)
  }

  /// Empty, one by one, one row, one column, tall, wide, square, deficient, zero, tiny and huge.
  static let all: [MatrixCase] = [
    MatrixCase(rows: 0, columns: 0, rank: 0),
    MatrixCase(rows: 0, columns: 3, rank: 0),
    MatrixCase(rows: 3, columns: 0, rank: 0),
    MatrixCase(rows: 1, columns: 1, rank: 1),
    MatrixCase(rows: 5, columns: 1, rank: 1),
    MatrixCase(rows: 1, columns: 5, rank: 1),
    MatrixCase(rows: 7, columns: 4, rank: 4),
    MatrixCase(rows: 4, columns: 7, rank: 4),
    MatrixCase(rows: 6, columns: 6, rank: 6),
    MatrixCase(rows: 40, columns: 9, rank: 9),
    MatrixCase(rows: 9, columns: 40, rank: 9),
    MatrixCase(rows: 70, columns: 70, rank: 70),
    MatrixCase(rows: 9, columns: 6, rank: 2),
    MatrixCase(rows: 6, columns: 9, rank: 2),
    MatrixCase(rows: 8, columns: 8, rank: 5),
    MatrixCase(rows: 4, columns: 3, rank: 0),
    MatrixCase(rows: 6, columns: 5, rank: 5, exponent: -60),
    MatrixCase(rows: 6, columns: 5, rank: 5, exponent: 60),
  ]

  /// The square ones among ``all``.
  static let square = all.filter { $0.rows == $0.columns }
}

extension Tensor {
  /// What rounding may leave of a law between numbers of the size of this matrix: thirty units in the
  /// last place of its norm for each row and column.
  var rounding: Scalar { 30 * Scalar(1 + shape.reduce(0, +)) * .ulpOfOne * norm }
}

/// The product by its definition `Σₖ a[i, k] b[k, j]`.
func naiveProduct<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  var product = Tensor<Scalar>.zeros([a.shape[0], b.shape[1]])
  for i in 0..<a.shape[0] {
    for j in 0..<b.shape[1] {
      for k in 0..<a.shape[1] { product[i, j] += a[i, k] * b[k, j] }
    }
  }
  return product
}
