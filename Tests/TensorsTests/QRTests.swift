import Tensors
import TestSupport
import Testing

@Suite struct QRTests {
  @Test("a = q r, qᵀq = 1, r upper triangular", arguments: MatrixCase.all)
  func factorization(_ item: MatrixCase) {
    check(item, Double.self)
    check(item, Float.self)
  }

  private func check<Scalar: TensorScalar>(_ item: MatrixCase, _ type: Scalar.Type) {
    let a = item.matrix(type)
    let (q, r) = a.qr()
    #expect(q.shape == [item.rows, item.thin] && r.shape == [item.thin, item.columns])
    expectClose(naiveProduct(q, r), a, rtol: 0, atol: a.rounding)
    let one = Tensor<Scalar>.identity(item.thin)
    expectClose(naiveProduct(q.transposed, q), one, rtol: 0, atol: one.rounding)
    for i in 0..<item.thin { for j in 0..<min(i, item.columns) { #expect(r[i, j] == 0) } }
    #expect(a.triangularFactor == r)
  }
}
