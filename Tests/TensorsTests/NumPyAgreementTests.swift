import Foundation
import Tensors
import TestSupport
import Testing

/// A second opinion on the decompositions: what NumPy finds in the same matrices.
@Suite struct NumPyAgreementTests {
  private struct Case: Decodable {
    var shape: [Int]
    var entries: [Double]
    var singularValues: [Double]
    var leftVectors: [Double]
    var rightVectors: [Double]
    var gramEigenvalues: [Double]
    var gramEigenvectors: [Double]
  }

  @Test func decompositions() throws {
    let text = try referenceText("decompositions.json")
    let cases = try JSONDecoder().decode([Case].self, from: Data(text.utf8))
    #expect(cases.count == 4)
    for item in cases {
      let a = Tensor(item.entries, shape: item.shape)
      let (m, n, k) = (item.shape[0], item.shape[1], item.shape.min() ?? 0)
      let svd = a.svd()
      // Vectors lose digits where values are close; in these matrices at most two.
      expectClose(Tensor(svd.values), Tensor(item.singularValues), rtol: 1e-13, atol: 1e-14)
      expectClose(
        withSign(svd.u.transposed), Tensor(item.leftVectors, shape: [k, m]), rtol: 0, atol: 1e-13)
      expectClose(
        withSign(svd.v), Tensor(item.rightVectors, shape: [k, n]), rtol: 0, atol: 1e-13)
      let eigen = a.gram.symmetricEigen()
      expectClose(Tensor(eigen.values), Tensor(item.gramEigenvalues), rtol: 1e-13, atol: 1e-13)
      // The eigenvectors of 0, where the matrix is wide, are an arbitrary basis of the kernel.
      let kernel = max(0, n - m)
      expectClose(
        withSign(eigen.vectors.rows(kernel..<n)),
        Tensor(item.gramEigenvectors, shape: [n, n]).rows(kernel..<n), rtol: 0, atol: 1e-13)
    }
  }

  /// The rows, each with its largest component positive.
  private func withSign(_ rows: Tensor<Double>) -> Tensor<Double> {
    Tensor(
      stacking: rows.unstacked.map { row in
        let largest = row.scalars.max { $0.magnitude < $1.magnitude } ?? 1
        return largest < 0 ? -row : row
      })
  }
}
