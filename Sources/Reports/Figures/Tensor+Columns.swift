internal import Tensors

extension Tensor<Double> {
  /// The columns of a matrix.
  var columns: [[Double]] {
    let (rows, width) = (shape[0], shape[1])
    return (0..<width).map { j in (0..<rows).map { scalars[$0 * width + j] } }
  }
}
